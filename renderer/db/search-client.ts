import {
  searchAnswerSchema,
  type SearchRequest,
  type SearchWorkerAnswer,
} from '../workers/search-protocol.ts';
import type { TitledRecords } from '../workers/search/find-records.ts';
import { LastingWorker } from './lasting-worker.ts';
import type { Notice, SearchOptions, SearchResult } from './desk.ts';

/** The window's end of the search worker, which is started at the first question. */
export interface SearchClient {
  search(typed: string, options: SearchOptions): Promise<SearchResult>;
  /**
   * The records in whose own title every typed word begins some word, some hundred of each table (FIND15). Who asks
   * for the same before it is answered is answered along, unless there was a commit meanwhile.
   */
  titled(typed: string): Promise<TitledRecords>;
  tell(notices: readonly Notice[]): void;
  close(): void;
}

/** Records of each table that a title leads to; people type on when there are more (DB9). */
const reach = 400;

interface Waiting {
  resolve(answer: SearchWorkerAnswer): void;
  reject(reason: Error): void;
}

type Answered<K extends SearchWorkerAnswer['kind']> = Extract<SearchWorkerAnswer, { kind: K }>;

const abortReason = ({ reason }: AbortSignal): Error =>
  reason instanceof Error ? reason : new DOMException('Cancelled.', 'AbortError');

export const openSearchClient = (database: string): SearchClient => {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  /** What titles were asked for and not answered yet. */
  let titles: { typed: string; found: Promise<TitledRecords> } | null = null;

  const failAll = (reason: Error) => {
    for (const asker of [...waiting.values()]) asker.reject(reason);
  };
  const hear = (data: unknown) => {
    const parsed = searchAnswerSchema.safeParse(data);
    if (!parsed.success)
      return failAll(new Error('The search worker gave an answer that was not understood.'));
    const answer = parsed.data;
    if (answer.kind === 'failed') waiting.get(answer.question)?.reject(new Error(answer.reason));
    else waiting.get(answer.question)?.resolve(answer);
  };
  const worker = new LastingWorker({
    name: 'search',
    start: () =>
      new Worker(new URL('../workers/search.worker.ts', import.meta.url), {
        type: 'module',
        name: 'search',
      }),
    greeting: { kind: 'open', database } satisfies SearchRequest,
    onMessage: hear,
    onFailed: failAll,
  });

  /** Asks the worker a question, and takes an answer of the kind that belongs to it. */
  const ask = <K extends SearchWorkerAnswer['kind']>(
    kind: K,
    requestOf: (question: number) => SearchRequest,
    signal?: AbortSignal,
  ): Promise<Answered<K>> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(abortReason(signal));
      const question = ++asked;
      const cancel = () => waiting.get(question)?.reject(abortReason(signal!));
      const end = () => {
        waiting.delete(question);
        signal?.removeEventListener('abort', cancel);
      };
      waiting.set(question, {
        resolve: (answer) => {
          end();
          if (answer.kind === kind) resolve(answer as Answered<K>);
          else reject(new Error('The search worker answered another question.'));
        },
        reject: (reason) => (end(), reject(reason)),
      });
      signal?.addEventListener('abort', cancel);
      worker.ask(requestOf(question));
    });

  const search = async (typed: string, options: SearchOptions): Promise<SearchResult> => {
    const { signal, limit, tables = [], trash = false } = options;
    const request = { kind: 'find', typed, limit, tables: [...tables], trash } as const;
    return (await ask('found', (question) => ({ ...request, question }), signal)).found;
  };

  const askTitles = async (typed: string): Promise<TitledRecords> => {
    const request = { kind: 'titles', typed, limit: reach } as const;
    return (await ask('titled', (question) => ({ ...request, question }))).titled;
  };

  const titled = (typed: string): Promise<TitledRecords> => {
    if (titles?.typed === typed) return titles.found;
    const asking = { typed, found: askTitles(typed) };
    titles = asking;
    const forget = () => {
      if (titles === asking) titles = null;
    };
    asking.found.then(forget, forget);
    return asking.found;
  };

  return {
    search,
    titled,
    tell: (notices) => {
      titles = null;
      worker.tell({ kind: 'notices', notices: [...notices] });
    },
    close: () => {
      worker.stop();
      failAll(new DOMException('The desk was closed.', 'AbortError'));
    },
  };
};
