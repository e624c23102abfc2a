import type { DeskApi } from '#shared/ipc/channels.ts';
import type { BackupReason } from '#shared/ipc/messages.ts';
import type { Result } from '#shared/result.ts';
import type { CurrentDesk } from '../db/current-desk.ts';
import { dropMergePlan, readMergePage, runMergePlan } from '../db/merge-work.ts';
import {
  pendingChanges,
  runBackup,
  runErase,
  runSafeImport,
  runSafeMerge,
  runSafeRestore,
  runSafeWipe,
} from '../db/safety.ts';
import { runExport, runSample } from '../db/work.ts';
import { forgetEdits } from '../state/edits.ts';
import { editRecords } from './bulk-edits.ts';
import { asOneStep } from './replacements.ts';
import type { BulkWork } from '../state/session.tsx';

/** After an erasure nothing before it can be taken back: a step could bring back what was erased. */
const forgetting = async <T>(work: Promise<Result<T>>): Promise<Result<T>> => {
  const result = await work;
  if (result.ok) forgetEdits('What was erased for good cannot be undone, nor anything before it.');
  return result;
};

/** The long work of this desk, for the screens that start it. */
export const bulkWorkOf = (desk: CurrentDesk, api: DeskApi): BulkWork => {
  const step = <T>(action: string, reason: BackupReason, work: () => Promise<Result<T>>) =>
    asOneStep({ desk, api }, { action, reason }, work);
  return {
    exportSnapshot: ({ name: suggestedName, passphrase }, options) =>
      runExport(desk, api, { suggestedName, passphrase }, options),
    restoreSnapshot: (file, options) =>
      step('restore of a snapshot', 'restore', () => runSafeRestore(desk, api, file, options)),
    importDump: (file, options) =>
      step('import of a dump', 'import', () => runSafeImport(desk, api, file, options)),
    planMerge: (file, options) => runMergePlan(desk, api, file, options),
    mergePage: (plan, wanted) => readMergePage(desk, plan, wanted),
    applyMerge: (merge, options) =>
      step('merge of a file', 'merge', () => runSafeMerge(desk, api, merge, options)),
    dropMerge: dropMergePlan,
    makeSample: (size, options) =>
      step('made-up records', 'change', () => runSample(desk, api, size, options)),
    wipe: (options) => step('starting over', 'restore', () => runSafeWipe(desk, api, options)),
    editRecords: (edit, options) => editRecords({ desk, api }, edit, options),
    backUp: (reason, options) => runBackup(desk, api, { reason }, options),
    erase: (records, options) => forgetting(runErase(desk, api, { records }, options)),
    pendingChanges: (table, id) => pendingChanges(desk, table, id),
  };
};
