import type { TableName } from '#shared/entities/index.ts';
import { answerSchema, type WorkerAnswer, type WorkerRequest } from '../workers/order-protocol.ts';
import { LastingWorker } from './lasting-worker.ts';
import type { Columns, Notice, Order, OrderQuery, RecordGroup, SummaryOptions } from './desk.ts';

/** The window's end of the order worker, which is started at the first question. */
export interface OrderClient {
  order(
    query: OrderQuery,
    options: { signal: AbortSignal; onPartial?: (order: Order) => void },
  ): Promise<Order>;
  /** The numbers of records of `table` whose `field` holds `id`, trash apart, newest first. */
  related(
    question: { table: TableName; field: string; id: number; limit: number },
    signal?: AbortSignal,
  ): Promise<Float64Array>;
  summary(
    question: SummaryOptions & { query: OrderQuery },
    signal: AbortSignal,
  ): Promise<readonly RecordGroup[]>;
  columns(
    question: { query: OrderQuery; fields: readonly string[] },
    signal: AbortSignal,
  ): Promise<Columns>;
  tell(notices: readonly Notice[]): void;
  close(): void;
}

type Answer = Exclude<WorkerAnswer, { kind: 'failed' }>;

interface Waiting {
  onAnswer(answer: Answer): void;
  fail(reason: unknown): void;
}

type Asked<Kind extends WorkerRequest['kind']> = Omit<
  Extract<WorkerRequest, { kind: Kind }>,
  'question'
>;
type Question = Asked<'order'> | Asked<'related'> | Asked<'summary'> | Asked<'columns'>;

export const openOrderClient = (database: string): OrderClient => {
  const waiting = new Map<number, Waiting>();
  let asked = 0;

  const hear = (answer: WorkerAnswer) => {
    const asker = waiting.get(answer.question);
    if (asker === undefined) return;
    if (answer.kind === 'failed') asker.fail(new Error(answer.reason));
    else asker.onAnswer(answer);
  };
  const failAll = (reason: Error) => {
    for (const asker of [...waiting.values()]) asker.fail(reason);
  };
  const worker = new LastingWorker({
    name: 'order',
    start: () =>
      new Worker(new URL('../workers/order.worker.ts', import.meta.url), {
        type: 'module',
        name: 'order',
      }),
    greeting: { kind: 'open', database } satisfies WorkerRequest,
    onMessage: (data) => {
      const answer = answerSchema.safeParse(data);
      if (answer.success) hear(answer.data);
      else failAll(new Error('The order worker gave an answer that was not understood.'));
    },
    onFailed: failAll,
  });

  const ask = (
    question: Question,
    signal: AbortSignal | undefined,
    onPartial: (order: Order) => void = () => undefined,
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortReason(signal));
      const number = ++asked;
      const end = () => {
        waiting.delete(number);
        signal?.removeEventListener('abort', cancel);
      };
      const fail = (reason: unknown) => {
        end();
        reject(reason instanceof Error ? reason : new Error(String(reason)));
      };
      const cancel = () => {
        worker.tell({ kind: 'cancel', question: number } satisfies WorkerRequest);
        fail(abortReason(signal));
      };
      const onAnswer = (answer: Answer) => {
        if (answer.kind === 'ids' && !answer.done) return onPartial(answer);
        end();
        resolve(answer);
      };
      waiting.set(number, { onAnswer, fail });
      signal?.addEventListener('abort', cancel);
      worker.ask({ ...question, question: number } satisfies WorkerRequest);
    });

  const askIds = async (...asked: Parameters<typeof ask>): Promise<Order> => {
    const answer = await ask(...asked);
    if (answer.kind !== 'ids') throw new Error('The order worker gave another answer than asked.');
    return { ids: answer.ids, done: answer.done };
  };

  return {
    order: (query, { signal, onPartial }) => askIds({ kind: 'order', query }, signal, onPartial),
    related: async (question, signal) =>
      (await askIds({ kind: 'related', ...question }, signal)).ids,
    summary: async (question, signal) => {
      const answer = await ask({ kind: 'summary', ...question }, signal);
      return answer.kind === 'groups' ? answer.groups : [];
    },
    columns: async (question, signal) => {
      const answer = await ask({ kind: 'columns', ...question }, signal);
      if (answer.kind !== 'columns') throw new Error('The order worker gave another answer.');
      return { ids: answer.ids, columns: answer.columns };
    },
    tell: (notices) => worker.tell({ kind: 'notices', notices: [...notices] }),
    close: () => {
      worker.stop();
      failAll(new DOMException('The desk was closed.', 'AbortError'));
    },
  };
};

const abortReason = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new DOMException('Cancelled.', 'AbortError');
