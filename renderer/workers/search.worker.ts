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

type Question = Extract<SearchRequest, { question: number }>;

const answerOf = async (asked: Question, opened: IndexKeeper): Promise<SearchWorkerAnswer> => {
  const { question, typed, limit } = asked;
  if (asked.kind === 'titles')
    return { kind: 'titled', question, titled: await opened.titled(typed, limit) };
  const { tables, trash } = asked;
  return { kind: 'found', question, found: await opened.find(typed, { limit, tables, trash }) };
};

const serve = async (asked: Question) => {
  try {
    if (keeper === null) throw new Error('no database was opened');
    const answer = await answerOf(asked, await keeper);
    // The index may have failed while the question waited for it.
    if (failure !== null) throw new Error(failure);
    say(answer);
  } catch (error) {
    say({ kind: 'failed', question: asked.question, reason: reasonOf(error) });
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
