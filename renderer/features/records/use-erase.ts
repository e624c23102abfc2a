import { useEffect, useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { Problem } from '#shared/problems/index.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { runLongWork } from '../../state/long-work.ts';
import { useSession, type Erased } from '../../state/session.tsx';
import { personalRecords, type PersonalRecord } from './erasable.ts';

interface Place {
  table: TableName;
  id: number;
}

/** What else is held about the person; undefined until it is known. */
export const usePersonalRecords = ({ table, id }: Place): PersonalRecord[] | undefined => {
  const desk = useDesk();
  const [found, setFound] = useState<PersonalRecord[]>();
  useEffect(() => {
    const { signal, abort } = stopper();
    personalRecords(desk, { table, id }, signal).then(
      (records) => signal.aborted || setFound(records),
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
    return abort;
  }, [desk, table, id]);
  return found;
};

const stopper = () => {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
};

/** Where an erasure stands: asked about, done, or done on the desk only. */
export type ErasureState =
  | { step: 'ask'; problem: Problem | null }
  | { step: 'done'; report: Erased }
  | { step: 'partly'; problem: Problem };

/** Erases records for good, and tells what that removed. */
export const useErase = ({ table, id }: Place) => {
  const desk = useDesk();
  const { work } = useSession();
  const [state, setState] = useState<ErasureState>({ step: 'ask', problem: null });
  const erase = async (further: readonly Place[]) => {
    const records = [
      { table, id },
      ...further.map((record) => ({ table: record.table, id: record.id })),
    ];
    const erased = await runLongWork(
      'Erasing for good',
      (options) => work.erase(records, options),
      // The records are gone from the desk first: stopping after that would only leave traces elsewhere.
      { canBeCancelled: false },
    );
    if (erased.ok) return setState({ step: 'done', report: erased.value });
    const { problem } = erased;
    // The desk comes first: when journal or backups fail, the records are gone from it all the same.
    const isGone = await desk.isErased(table, id);
    setState(isGone ? { step: 'partly', problem } : { step: 'ask', problem });
  };
  return { state, erase: (further: readonly Place[]) => void erase(further) };
};
