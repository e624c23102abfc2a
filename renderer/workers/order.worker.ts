import type { TableName } from '#shared/entities/index.ts';
import { columnsName } from '../db/columns-name.ts';
import { openDatabase } from '../db/open-database.ts';
import { Background } from './background.ts';
import { ColumnStore } from './column-store.ts';
import { OrderQueries } from './order-queries.ts';
import { PackedColumns } from './packed-columns.ts';
import { PathReader } from './path-reader.ts';
import { requestSchema, type WorkerAnswer, type WorkerRequest } from './order-protocol.ts';

/** Sorts, filters and scans beside the window, on a connection of its own to the same database. */

const running = new Map<number, AbortController>();

interface Opened {
  queries: OrderQueries;
  background: Background;
}
let desk: Promise<Opened> | null = null;

const say = (answer: WorkerAnswer) =>
  self.postMessage(answer, { transfer: answer.kind === 'ids' ? [answer.ids.buffer] : [] });

/** Of all windows one writes columns to the disk; when it goes, another takes over. */
const becomeWriter = (database: string): (() => boolean) => {
  let isWriter = false;
  const hold = () => {
    isWriter = true;
    return new Promise<never>(() => undefined);
  };
  navigator.locks.request(columnsName(database), hold).catch(() => undefined);
  return () => isWriter;
};

const open = async (name: string): Promise<Opened> => {
  const result = await openDatabase(name);
  if (!result.ok) throw new Error(result.problem.code);
  const database = result.value;
  const packed = new PackedColumns(database);
  const store = new ColumnStore(database, { packed });
  const paths = new PathReader(database);
  const rowsIn = (table: TableName) => paths.rowsIn(table);
  const background = new Background({ store, packed, rowsIn, isWriter: becomeWriter(name) });
  return { queries: new OrderQueries(database, packed, store, paths), background };
};

type Question = Extract<WorkerRequest, { kind: 'order' | 'related' | 'summary' | 'columns' }>;

const answer = async (
  opened: OrderQueries,
  request: Question,
  signal: AbortSignal,
): Promise<WorkerAnswer> => {
  const { question } = request;
  if (request.kind === 'summary') {
    const groups = await opened.summary(request.query, request, signal);
    return { kind: 'groups', question, groups };
  }
  if (request.kind === 'columns') {
    const found = await opened.columns(request.query, request.fields, signal);
    return { kind: 'columns', question, ...found };
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

const tableOf = (request: Question): TableName =>
  request.kind === 'related' ? request.table : request.query.table;

const serve = async (request: Question) => {
  const { question } = request;
  const controller = new AbortController();
  running.set(question, controller);
  let background: Background | null = null;
  try {
    if (desk === null) throw new Error('no database was opened');
    const opened = await desk;
    background = opened.background;
    background.begin(tableOf(request));
    say(await answer(opened.queries, request, controller.signal));
  } catch (error) {
    if (controller.signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    say({ kind: 'failed', question, reason });
  } finally {
    running.delete(question);
    background?.end();
  }
};

self.onmessage = ({ data }: MessageEvent<unknown>) => {
  const request = requestSchema.parse(data);
  switch (request.kind) {
    case 'open':
      desk = open(request.database);
      // Whoever asks hears of a failure; without questions nobody needs to.
      desk.catch(() => undefined);
      return;
    case 'cancel':
      running.get(request.question)?.abort();
      return;
    case 'notices':
      void desk?.then(
        ({ queries, background }) => {
          queries.hear(request.notices);
          background.wake();
        },
        () => undefined,
      );
      return;
    default:
      void serve(request);
  }
};
