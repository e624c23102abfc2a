import { openDatabase } from '../db/open-database.ts';
import { IndexKeeper } from './search/index-keeper.ts';
import {
  searchRequestSchema,
  type SearchRequest,
  type SearchWorkerAnswer,
} from './search-protocol.ts';

/** Searches all tables beside the window, on a connection of its own to the same database. */

let keeper: Promise<IndexKeeper> | null = null;
let failure: string | null = null;

const say = (answer: SearchWorkerAnswer) => self.postMessage(answer);

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const open = async (name: string): Promise<IndexKeeper> => {
  const database = await openDatabase(name);
  if (!database.ok) throw new Error(database.problem.code);
  const opened = new IndexKeeper(database.value);
  opened.start().catch((error: unknown) => (failure = reasonOf(error)));
  return opened;
};

const serve = async ({ question, typed, ...options }: Extract<SearchRequest, { kind: 'find' }>) => {
  try {
    if (keeper === null) throw new Error('no database was opened');
    const opened = await keeper;
    if (failure !== null) throw new Error(failure);
    say({ kind: 'found', question, found: await opened.find(typed, options) });
  } catch (error) {
    say({ kind: 'failed', question, reason: reasonOf(error) });
  }
};

self.onmessage = ({ data }: MessageEvent<unknown>) => {
  const request = searchRequestSchema.parse(data);
  if (request.kind === 'open') {
    keeper = open(request.database);
    // Whoever asks hears of a failure; without questions nobody needs to.
    keeper.catch(() => undefined);
  } else if (request.kind === 'notices') {
    void keeper?.then(
      (opened) => opened.hear(request.notices),
      () => undefined,
    );
  } else void serve(request);
};
