import { useCallback, useRef } from 'react';
import { ok, type Result } from '#shared/result.ts';
import type { LeftOut, Merged, MergePreview } from '../../db/merging.ts';
import type { OpenFile } from '../../files/take-file.ts';
import { useFileFlow } from '../../files/use-file-flow.ts';
import { useApi } from '../../state/desk-context.tsx';
import { rememberDesk } from '../../state/desk-named.ts';
import { runLongWork } from '../../state/long-work.ts';
import { backupNames, backupSince, goBackTo } from '../../state/restore-safely.ts';
import { useSession } from '../../state/session.tsx';
import { tellSuccess } from '../../state/tell.ts';
import { countOf } from '../../state/wording.ts';
import { totalMerged } from './merge-words.ts';

/** What a merge did, and the backup of the desk as it was before; null where it was empty. */
export interface MergeDone {
  merged: Merged;
  deskName: string;
  backup: string | null;
}

/** Merging a file: it is read and compared, shown, and merged when the user says so. */
export const useMerge = () => {
  const api = useApi();
  const { work } = useSession();
  const forget = useCallback(({ plan }: MergePreview) => void work.dropMerge(plan), [work]);
  /** The file whose records the user wants under numbers of this desk. */
  const renumbered = useRef<string | null>(null);
  const file = useFileFlow<MergePreview, MergeDone>(
    'snapshot',
    ({ file: { ticket, name }, options, passphrase }) => {
      const renumber = ticket === renumbered.current;
      return work.planMerge(
        { ticket, name, renumber, ...(passphrase === null ? {} : { passphrase }) },
        options,
      );
    },
    forget,
  );
  const renumber = ({ file: { ticket } }: OpenFile<MergePreview>) => {
    renumbered.current = ticket;
    void file.again();
  };
  const undo = async (backup: string) => {
    if (await goBackTo({ api, work }, backup)) file.back();
  };
  const run = async (
    { found: { plan, summary } }: OpenFile<MergePreview>,
    leftOut: LeftOut,
  ): Promise<Result<MergeDone>> => {
    const { deskName } = summary;
    const before = await backupNames(api);
    const done = await runLongWork('Merging', (options) =>
      work.applyMerge({ plan, leftOut }, options),
    );
    if (!done.ok) return done;
    rememberDesk(summary.deskNumber, deskName);
    const backup = (await backupSince(api, 'merge', before))?.name ?? null;
    const text = `Merged ${countOf(totalMerged(done.value), 'record')} from “${deskName}”.`;
    tellSuccess(
      text,
      backup === null ? undefined : { label: 'Undo', run: () => void undo(backup) },
    );
    return ok({ merged: done.value, deskName, backup });
  };
  return {
    ...file,
    renumber,
    merge: (leftOut: LeftOut) => void file.apply((open) => run(open, leftOut)),
    undo: (backup: string) => void undo(backup),
  };
};
