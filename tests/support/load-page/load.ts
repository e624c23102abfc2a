import { connectApi } from '#renderer/app/api.ts';
import { openSession, type Opened } from '#renderer/app/open-session.ts';
import { runBackup } from '#renderer/db/safety.ts';
import { problemText } from '#shared/problems/index.ts';

/**
 * The app's own session without its screens, under more work than a recruiter could do: the tests kill it
 * at any moment and look what is still there. Everything below the screens is the app's own code.
 */
declare global {
  interface Window {
    /** Told by the page; heard by the test, which survives the page. */
    committed(turn: number): void;
    journaled(turn: number): void;
    load: {
      /** What the start found and did: the finding of a recovery, or null. */
      recovered: string | null;
      titles(): Promise<Record<number, string>>;
      run(from: number): Promise<void>;
      backUp(): Promise<string>;
    };
  }
}

const records = 40;
const quietly = { signal: new AbortController().signal, onProgress: () => undefined };

const titlesOf = async ({ desk }: Opened): Promise<Record<number, string>> => {
  const ids = Array.from({ length: records }, (_, i) => i + 1);
  const rows = await desk.getMany('projects', ids);
  return Object.fromEntries(
    rows.flatMap((row) => (row === null ? [] : [[row.id, String(row.values['name'])]])),
  );
};

/** Turn after turn, each one edit of one record, or of all of them at once. */
const editOn = async ({ desk, pump }: Opened, from: number): Promise<void> => {
  let committed = from - 1;
  pump.watch(({ state }) => {
    if (state === 'journaled') window.journaled(committed);
  });
  for (let turn = from; ; turn += 1) {
    const all = turn % 25 === 0;
    const ids = all ? Array.from({ length: records }, (_, i) => i + 1) : [1 + (turn % records)];
    const known = await desk.getMany('projects', ids);
    const operations = ids.map((id, i) => ({
      op: known[i] === null ? ('create' as const) : ('update' as const),
      table: 'projects' as const,
      id,
      values: { name: `turn ${turn}` },
    }));
    const done = await desk.mutate(operations, 'edit');
    if (!done.ok) throw new Error(problemText(done.problem));
    committed = turn;
    window.committed(turn);
    // Now and then the load pauses for the journal, as people do without noticing.
    if (turn % 9 === 0) await pump.flush();
  }
};

const start = async () => {
  const opened = await openSession(connectApi(), quietly);
  if (!opened.ok) throw new Error(problemText(opened.problem));
  const session = opened.value;
  window.load = {
    recovered: session.recovery?.finding ?? null,
    titles: () => titlesOf(session),
    run: (from) => editOn(session, from),
    backUp: async () => {
      const made = await runBackup(session.desk, session.api, { reason: 'change' }, quietly);
      return made.ok ? (made.value?.name ?? '') : problemText(made.problem);
    },
  };
};

start().catch((error: unknown) => {
  document.body.textContent = `failed: ${String(error)}`;
});
