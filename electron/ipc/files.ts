import type { ChosenFile } from '#shared/ipc/messages.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { ChosenFileRegistry } from '../disk/chosen-files.ts';
import type { OpenedFiles } from '../disk/opened-files.ts';
import type { Handlers } from './handlers.ts';
import type { Exports } from './services.ts';

/** Asks the user for a file by the system's dialog; null when they cancel. */
export type PickFile = (kind: 'snapshot' | 'dump') => Promise<string | null>;

interface Deps {
  files: ChosenFileRegistry;
  exports: Exports;
  opened: OpenedFiles;
  /** Absent where there are no dialogs: the window then uploads. */
  pick: PickFile | null;
}

const pickFile = async (
  { files, pick }: Deps,
  kind: 'snapshot' | 'dump',
): Promise<Result<ChosenFile | null>> => {
  if (pick === null)
    return fail('desk.refused', { reason: 'this shell has no dialogs of its own' });
  const path = await pick(kind);
  return path === null ? ok(null) : files.add(path);
};

const takeOpened = async ({ files, opened }: Deps): Promise<Result<ChosenFile | null>> => {
  const path = opened.take();
  return path === null ? ok(null) : files.add(path);
};

export const filesHandlers = (deps: Deps): Handlers<'files'> => ({
  'files.pick': ({ kind }) => pickFile(deps, kind),
  'files.opened': () => takeOpened(deps),
  'files.uploadBegin': ({ name, size }) => deps.files.beginUpload(name, size),
  'files.uploadChunk': ({ ticket, offset, bytes }) => deps.files.writeChunk(ticket, offset, bytes),
  'files.release': async ({ ticket }) => {
    await deps.files.release(ticket);
    return ok({});
  },
  'files.reveal': ({ name }) => deps.exports.reveal(name),
});
