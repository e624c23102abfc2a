import { z } from 'zod';
import { tableNames } from '#shared/entities/index.ts';
import { byTable } from './by-table.ts';
import type { Notice } from './desk.ts';

export const noticesSchema = z.array(
  z.strictObject({
    table: z.enum(tableNames as [(typeof tableNames)[number], ...typeof tableNames]),
    ids: z.union([z.literal('all'), z.array(z.number())]),
  }),
);

type NoticeListener = (notices: readonly Notice[]) => void;

/** Commits, told to this window's listeners and to the other windows on the same database. */
export interface NoticeHub {
  watch(listener: NoticeListener): () => void;
  /** Tells everybody of a commit of this window. */
  announce(notices: readonly Notice[]): void;
  close(): void;
}

/** Which records a list of touched ones makes up, table by table. */
export const noticesOf = (touched: readonly { table: Notice['table']; id: number }[]): Notice[] =>
  [...byTable(touched)].map(([table, own]) => ({ table, ids: own.map(({ id }) => id) }));

export const openNotices = (database: string): NoticeHub => {
  const channel = new BroadcastChannel(`expert-desk notices ${database}`);
  const listeners = new Set<NoticeListener>();
  const tell = (notices: readonly Notice[]) => {
    for (const listener of [...listeners]) listener(notices);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const notices = noticesSchema.safeParse(data);
    if (notices.success) tell(notices.data);
  };
  return {
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    announce: (notices) => {
      channel.postMessage(notices);
      tell(notices);
    },
    close: () => {
      listeners.clear();
      channel.close();
    },
  };
};
