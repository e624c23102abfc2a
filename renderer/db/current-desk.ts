import { tableNames } from '#shared/entities/index.ts';
import type { Identity } from '#shared/ipc/messages.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Notice } from './desk.ts';
import { openDesk, type OpenDesk } from './open-desk.ts';
import { onSwitch, readRoot, removeOrphans, rootName } from './root.ts';

/** The desk wherever its data is: after a restore or an import it goes over to the new database by itself. */
export interface CurrentDesk extends OpenDesk {
  readonly identity: Identity;
  /** Resolves when this window works on the database that the root record names. */
  goOver(): Promise<void>;
}

interface Options {
  identity: Identity;
  /** The name of the root database; tests take their own. */
  root?: string;
  now?: () => number;
}

type Now = Pick<Options, 'now'>;

/** Opens the database that is current when it is open: another window may switch in between. */
const openNewest = async (
  { identity, now }: { identity: Identity } & Now,
  root: string,
): Promise<Result<OpenDesk>> => {
  for (;;) {
    const { database } = await readRoot(root);
    const opened = await openDesk({ identity, database, ...(now === undefined ? {} : { now }) });
    if (!opened.ok || (await readRoot(root)).database === database) return opened;
    opened.value.close();
  }
};

const everything: readonly Notice[] = tableNames.map((table) => ({ table, ids: 'all' }));

/** Opens this installation's desk; the first start makes an empty one with a workspace of its own. */
export const openCurrentDesk = async (options: Options): Promise<Result<CurrentDesk>> => {
  const { root = rootName } = options;
  const opened = await openNewest(options, root);
  if (!opened.ok) return opened;
  void removeOrphans(root).catch(() => undefined);
  return ok(following(opened.value, options, root));
};

const following = (first: OpenDesk, options: Options, root: string): CurrentDesk => {
  let now = first;
  const watchers = new Set<(notices: readonly Notice[]) => void>();
  const closers = new Set<() => void>();
  const hear = () => {
    now.watch((notices) => watchers.forEach((tell) => tell(notices)));
    now.onClosed(() => closers.forEach((tell) => tell()));
  };
  const moveTo = (next: OpenDesk) => {
    const left = now;
    now = next;
    hear();
    left.close();
    watchers.forEach((tell) => tell(everything));
  };
  const goOver = inTurn(async () => {
    if ((await readRoot(root)).database === now.database.name) return;
    const next = await openNewest(options, root);
    if (next.ok) moveTo(next.value);
  });
  const stopListening = onSwitch(root, () => void goOver());
  hear();
  return {
    identity: options.identity,
    goOver,
    ...passedOn(() => now),
    get database() {
      return now.database;
    },
    get workspace() {
      return now.workspace;
    },
    watch: (listener) => heardBy(watchers, listener),
    onClosed: (listener) => heardBy(closers, listener),
    close: () => {
      stopListening();
      now.close();
    },
  };
};

/** A function whose calls run one after the other. */
const inTurn = (run: () => Promise<void>): (() => Promise<void>) => {
  let last = Promise.resolve();
  return () => (last = last.then(run));
};

const heardBy = <L>(listeners: Set<L>, listener: L): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

type Asked = Omit<OpenDesk, 'database' | 'workspace' | 'watch' | 'onClosed' | 'close'>;

const passedOn = (now: () => OpenDesk): Asked => ({
  get: (...asked) => now().get(...asked),
  getMany: (...asked) => now().getMany(...asked),
  page: (...asked) => now().page(...asked),
  order: (...asked) => now().order(...asked),
  summary: (...asked) => now().summary(...asked),
  columns: (...asked) => now().columns(...asked),
  find: (...asked) => now().find(...asked),
  search: (...asked) => now().search(...asked),
  titles: (...asked) => now().titles(...asked),
  related: (...asked) => now().related(...asked),
  contested: (...asked) => now().contested(...asked),
  isErased: (...asked) => now().isErased(...asked),
  mutate: (...asked) => now().mutate(...asked),
  announce: (...asked) => now().announce(...asked),
});
