import { createContext, use, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { Desk, Notice } from '../db/desk.ts';

/** The open database and the way to the main process, for every component below. */
interface Connections {
  desk: Desk;
  api: DeskApi;
}

const Context = createContext<Connections | null>(null);

export const DeskProvider = ({ desk, api, children }: Connections & { children: ReactNode }) => (
  <Context value={{ desk, api }}>{children}</Context>
);

const useConnections = (): Connections => {
  const connections = use(Context);
  if (connections === null) throw new Error('There is no DeskProvider above this component.');
  return connections;
};

export const useDesk = (): Desk => useConnections().desk;
export const useApi = (): DeskApi => useConnections().api;

/** Hears of commits that touch one of `tables` while the component is mounted. */
export const useNotices = (tables: readonly TableName[], listener: (notices: Notice[]) => void) => {
  const desk = useDesk();
  const hear = useEffectEvent((notices: readonly Notice[]) => {
    const ours = notices.filter((notice) => tables.includes(notice.table));
    if (ours.length > 0) listener(ours);
  });
  useEffect(() => desk.watch((notices) => hear(notices)), [desk]);
};

/**
 * What `load` gives, loaded again whenever `key` changes or a commit touches one of `tables`;
 * undefined until the first answer. An answer that a newer question has overtaken is dropped.
 */
export const useLoaded = <T,>(
  key: string,
  tables: readonly TableName[],
  load: (desk: Desk) => Promise<T>,
): T | undefined => {
  const desk = useDesk();
  const [loaded, setLoaded] = useState<{ key: string; value: T }>();
  const [version, setVersion] = useState(0);
  useNotices(tables, () => setVersion((before) => before + 1));
  const ask = useEffectEvent(() => load(desk));
  useEffect(() => {
    let overtaken = false;
    void ask().then(
      (value) => {
        if (!overtaken) setLoaded({ key, value });
      },
      (error: unknown) => {
        // A question that nobody waits for may fail: the desk may have been closed meanwhile.
        if (!overtaken) throw error;
      },
    );
    return () => {
      overtaken = true;
    };
  }, [desk, key, version]);
  return loaded?.key === key ? loaded.value : undefined;
};
