import type { TableName } from '#shared/entities/index.ts';
import { answerSchema, type WorkerAnswer, type WorkerRequest } from '../workers/order-protocol.ts';
import type { Notice, Order, OrderQuery } from './desk.ts';

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
  tell(notices: readonly Notice[]): void;
  close(): void;
}

interface Waiting {
  onIds(order: Order): void;
  fail(reason: unknown): void;
}

type Question =
  | Omit<Extract<WorkerRequest, { kind: 'order' }>, 'question'>
  | Omit<Extract<WorkerRequest, { kind: 'related' }>, 'question'>;

export const openOrderClient = (database: string): OrderClient => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let asked = 0;

  const hear = (answer: WorkerAnswer) => {
    const asker = waiting.get(answer.question);
    if (asker === undefined) return;
    if (answer.kind === 'ids') asker.onIds({ ids: answer.ids, done: answer.done });
    else asker.fail(new Error(answer.reason));
  };
  const failAll = (reason: Error) => {
    for (const asker of [...waiting.values()]) asker.fail(reason);
  };
  const start = (): Worker => {
    const started = new Worker(new URL('../workers/order.worker.ts', import.meta.url), {
      type: 'module',
      name: 'order',
    });
    started.onmessage = ({ data }: MessageEvent<unknown>) => {
      const answer = answerSchema.safeParse(data);
      if (answer.success) hear(answer.data);
      else failAll(new Error('The order worker gave an answer that was not understood.'));
    };
    started.onerror = (event) =>
      failAll(new Error(`The order worker failed: ${event.message || 'it could not be started'}.`));
    started.postMessage({ kind: 'open', database } satisfies WorkerRequest);
    return started;
  };

  const ask = (
    question: Question,
    signal: AbortSignal | undefined,
    onPartial: ((order: Order) => void) | undefined,
  ): Promise<Order> =>
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
        worker?.postMessage({ kind: 'cancel', question: number } satisfies WorkerRequest);
        fail(abortReason(signal));
      };
      const onIds = (order: Order) => {
        if (!order.done) return onPartial?.(order);
        end();
        resolve(order);
      };
      waiting.set(number, { onIds, fail });
      signal?.addEventListener('abort', cancel);
      worker ??= start();
      worker.postMessage({ ...question, question: number } satisfies WorkerRequest);
    });

  return {
    order: (query, { signal, onPartial }) => ask({ kind: 'order', query }, signal, onPartial),
    related: async (question, signal) =>
      (await ask({ kind: 'related', ...question }, signal, undefined)).ids,
    tell: (notices) => worker?.postMessage({ kind: 'notices', notices: [...notices] }),
    close: () => {
      worker?.terminate();
      worker = null;
      failAll(new DOMException('The desk was closed.', 'AbortError'));
    },
  };
};

const abortReason = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new DOMException('Cancelled.', 'AbortError');
