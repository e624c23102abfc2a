import { useEffect, useEffectEvent, useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { Problem } from '#shared/problems/index.ts';
import { useApi, useNotices } from '../../state/desk-context.tsx';
import { useJournal } from '../../state/journal.ts';
import { useSession, type PendingChange } from '../../state/session.tsx';
import { historyEntries } from './history-entries.ts';
import { readHistory, withNewest, withOlder, type HistoryPart } from './history-pages.ts';

interface Place {
  table: TableName;
  id: number;
}

interface Known {
  journaled: HistoryPart | null;
  pending: readonly PendingChange[];
  problem: Problem | null;
}

const nothing: Known = { journaled: null, pending: [], problem: null };

/** A number that rises whenever the record was committed. */
const useVersion = ({ table, id }: Place) => {
  const [version, setVersion] = useState(0);
  const renew = () => setVersion((before) => before + 1);
  useNotices([table], (notices) => {
    if (notices.some(({ ids }) => ids === 'all' || ids.includes(id))) renew();
  });
  return { version, renew };
};

/** The history of a record, read while `wanted`, and again after each commit to it and when that is journaled. */
export const useHistory = (place: Place, wanted: boolean) => {
  const api = useApi();
  const { work } = useSession();
  const [known, setKnown] = useState(nothing);
  const { version, renew } = useVersion(place);
  const journal = useJournal(({ state }) => state);

  // What waits is read first: what reaches the journal in between is then told twice rather than never.
  const readNewest = useEffectEvent(async () => {
    const pending = await work.pendingChanges(place.table, place.id);
    return { pending, newest: await readHistory(api, place, null) };
  });
  useEffect(() => {
    if (!wanted) return;
    let overtaken = false;
    void readNewest().then(({ pending, newest }) => {
      if (overtaken) return;
      setKnown(({ journaled }) => ({
        pending,
        journaled: newest.ok ? withNewest(journaled, newest.value) : journaled,
        problem: newest.ok ? null : newest.problem,
      }));
    });
    return () => {
      overtaken = true;
    };
  }, [wanted, version, journal]);

  const showOlder = async () => {
    const last = known.journaled?.items.at(-1);
    if (last === undefined) return;
    const older = await readHistory(api, place, last.seq);
    setKnown((before) => {
      if (!older.ok) return { ...before, problem: older.problem };
      if (before.journaled?.items.at(-1)?.seq !== last.seq) return before;
      return { ...before, journaled: withOlder(before.journaled, older.value), problem: null };
    });
  };

  const { journaled, pending, problem } = known;
  return {
    /** Undefined until anything is known. */
    entries:
      journaled === null && pending.length === 0
        ? undefined
        : historyEntries(pending, journaled?.items ?? []),
    /** Whether older entries can be shown; null while the journal has not answered. */
    more: journaled?.more ?? null,
    problem,
    showOlder: () => void showOlder(),
    retry: renew,
  };
};
