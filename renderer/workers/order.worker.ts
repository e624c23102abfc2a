import { openDatabase } from '../db/open-database.ts';
import { OrderQueries } from './order-queries.ts';
import { requestSchema, type WorkerAnswer, type WorkerRequest } from './order-protocol.ts';

/** Sorts, filters and scans beside the window, on a connection of its own to the same database. */

const running = new Map<number, AbortController>();
let queries: Promise<OrderQueries> | null = null;

const say = (answer: WorkerAnswer) =>
  self.postMessage(answer, { transfer: answer.kind === 'ids' ? [answer.ids.buffer] : [] });

const open = async (name: string): Promise<OrderQueries> => {
  const database = await openDatabase(name);
  if (!database.ok) throw new Error(database.problem.code);
  return new OrderQueries(database.value);
};

type Question = Extract<WorkerRequest, { kind: 'order' | 'related' | 'summary' }>;

const answer = async (request: Question, signal: AbortSignal): Promise<WorkerAnswer> => {
  if (queries === null) throw new Error('no database was opened');
  const opened = await queries;
  const { question } = request;
  if (request.kind === 'summary') {
    const groups = await opened.summary(request.query, request, signal);
    return { kind: 'groups', question, groups };
  }
  const ids =
    request.kind === 'related'
      ? await opened.related(request, signal)
      : await ordered(opened, request, signal);
  return { kind: 'ids', question, ids: asSent(ids), done: true };
};

const ordered = (
  opened: OrderQueries,
  { question, query }: Extract<Question, { kind: 'order' }>,
  signal: AbortSignal,
): Promise<Float64Array> => {
  const partial = (ids: Float64Array) =>
    say({ kind: 'ids', question, ids: asSent(ids), done: false });
  return opened.order(query, signal, partial);
};

/** A transferred array is lost to us, so only whole ones of our own are sent. */
const asSent = (ids: Float64Array): Float64Array<ArrayBuffer> => Float64Array.from(ids);

const serve = async (request: Question) => {
  const { question } = request;
  const controller = new AbortController();
  running.set(question, controller);
  try {
    say(await answer(request, controller.signal));
  } catch (error) {
    if (controller.signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    say({ kind: 'failed', question, reason });
  } finally {
    running.delete(question);
  }
};

self.onmessage = ({ data }: MessageEvent<unknown>) => {
  const request = requestSchema.parse(data);
  switch (request.kind) {
    case 'open':
      queries = open(request.database);
      // Whoever asks hears of a failure; without questions nobody needs to.
      queries.catch(() => undefined);
      return;
    case 'cancel':
      running.get(request.question)?.abort();
      return;
    case 'notices':
      void queries?.then(
        (opened) => opened.hear(request.notices),
        () => undefined,
      );
      return;
    default:
      void serve(request);
  }
};
