import type { DeskApi } from '#shared/ipc/channels.ts';
import type { Result } from '#shared/result.ts';
import type { CurrentDesk } from '../db/current-desk.ts';
import { runExport, runImportDump, runRestore, runSample, runWipe } from '../db/work.ts';
import { forgetEdits } from '../state/edits.ts';
import type { BulkWork } from '../state/session.tsx';

/** After the data was replaced, earlier edits cannot be taken back: they no longer fit. */
const forgetting = async <T>(work: Promise<Result<T>>): Promise<Result<T>> => {
  const result = await work;
  if (result.ok) forgetEdits();
  return result;
};

/** The long work of this desk, for the screens that start it. */
export const bulkWorkOf = (desk: CurrentDesk, api: DeskApi): BulkWork => ({
  exportSnapshot: (suggestedName, options) => runExport(desk, api, { suggestedName }, options),
  restoreSnapshot: (file, options) => forgetting(runRestore(desk, api, file, options)),
  importDump: (file, options) => forgetting(runImportDump(desk, api, file, options)),
  makeSample: (size, options) => forgetting(runSample(desk, api, size, options)),
  wipe: (options) => forgetting(runWipe(desk, api, options)),
});
