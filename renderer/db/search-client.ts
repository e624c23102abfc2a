import { searchAnswerSchema, type SearchRequest } from '../workers/search-protocol.ts';
import type { Notice, SearchOptions, SearchResult } from './desk.ts';

/** The window's end of the search worker, which is started at the first question. */
export interface SearchClient {
  search(typed: string, options: SearchOptions): Promise<SearchResult>;
  tell(notices: readonly Notice[]): void;
  close(): void;
}

interface Waiting {
  resolve(found: SearchResult): void;
  reject(reason: Error): void;
}

const abortReason = ({ reason }: AbortSignal): Error =>
  reason instanceof Error ? reason : new DOMException('Cancelled.', 'AbortError');

export const openSearchClient = (database: string): SearchClient => {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let asked = 0;

  const failAll = (reason: Error) => {
    for (const asker of [...waiting.values()]) asker.reject(reason);
  };
  const hear = (data: unknown) => {
    const parsed = searchAnswerSchema.safeParse(data);
    if (!parsed.success)
      return failAll(new Error('The search worker gave an answer that was not understood.'));
    const answer = parsed.data;
    if (answer.kind === 'found') waiting.get(answer.question)?.resolve(answer.found);
    else waiting.get(answer.question)?.reject(new Error(answer.reason));
  };
  const start = (): Worker => {
    const started = new Worker(new URL('../workers/search.worker.ts', import.meta.url), {
      type: 'module',
      name: 'search',
    });
    started.onmessage = ({ data }: MessageEvent<unknown>) => hear(data);
    started.onerror = (event) =>
      failAll(
        new Error(`The search worker failed: ${event.message || 'it could not be started'}.`),
      );
    started.postMessage({ kind: 'open', database } satisfies SearchRequest);
    return started;
  };

  const search = (typed: string, options: SearchOptions): Promise<SearchResult> =>
    new Promise((resolve, reject) => {
      const { signal, limit, tables = [], trash = false } = options;
      if (signal.aborted) return reject(abortReason(signal));
      const question = ++asked;
      const cancel = () => waiting.get(question)?.reject(abortReason(signal));
      const end = () => {
        waiting.delete(question);
        signal.removeEventListener('abort', cancel);
      };
      const asker: Waiting = {
        resolve: (found) => (end(), resolve(found)),
        reject: (reason) => (end(), reject(reason)),
      };
      waiting.set(question, asker);
      signal.addEventListener('abort', cancel);
      worker ??= start();
      const request = { kind: 'find', question, typed, limit, tables: [...tables], trash } as const;
      worker.postMessage(request satisfies SearchRequest);
    });

  return {
    search,
    tell: (notices) => worker?.postMessage({ kind: 'notices', notices: [...notices] }),
    close: () => {
      worker?.terminate();
      worker = null;
      failAll(new DOMException('The desk was closed.', 'AbortError'));
    },
  };
};
