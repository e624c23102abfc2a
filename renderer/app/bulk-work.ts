import type { DeskApi } from '#shared/ipc/channels.ts';
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
import type { BulkWork } from '../state/session.tsx';

/** After data was replaced or erased, earlier edits cannot be taken back: they no longer fit. */
const forgetting = async <T>(work: Promise<Result<T>>): Promise<Result<T>> => {
  const result = await work;
  if (result.ok) forgetEdits();
  return result;
};

/** The long work of this desk, for the screens that start it. */
export const bulkWorkOf = (desk: CurrentDesk, api: DeskApi): BulkWork => ({
  exportSnapshot: ({ name: suggestedName, passphrase }, options) =>
    runExport(desk, api, { suggestedName, passphrase }, options),
  restoreSnapshot: (file, options) => forgetting(runSafeRestore(desk, api, file, options)),
  importDump: (file, options) => forgetting(runSafeImport(desk, api, file, options)),
  planMerge: (file, options) => runMergePlan(desk, api, file, options),
  mergePage: (plan, wanted) => readMergePage(desk, plan, wanted),
  applyMerge: (merge, options) => forgetting(runSafeMerge(desk, api, merge, options)),
  dropMerge: dropMergePlan,
  makeSample: (size, options) => forgetting(runSample(desk, api, size, options)),
  wipe: (options) => forgetting(runSafeWipe(desk, api, options)),
  backUp: (reason, options) => runBackup(desk, api, { reason }, options),
  erase: (records, options) => forgetting(runErase(desk, api, { records }, options)),
  pendingChanges: (table, id) => pendingChanges(desk, table, id),
});
