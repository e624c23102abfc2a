import { useEffect, useEffectEvent } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { ChosenFile } from '#shared/ipc/messages.ts';
import type { Problem } from '#shared/problems/index.ts';
import { ok, type Result } from '#shared/result.ts';
import type { WorkOptions } from '../db/desk.ts';
import { callWithJob } from '../state/job-calls.ts';
import { takeHandedFile, useHandedFile, type HandedFile } from '../state/handed-file.ts';
import { runLongWork } from '../state/long-work.ts';
import { askForFile, uploadFile, type FileKind } from './choose-file.ts';

/** A file that the main process has read in full, and what it found; its job stays open to be read on. */
export interface OpenFile<T> {
  file: ChosenFile;
  job: string;
  found: T;
}

/** A file that is here and cannot be read without the right passphrase. */
export interface LockedFile {
  file: ChosenFile;
  job: null;
  problem: Problem;
}

export type TakenFile<T> = OpenFile<T> | LockedFile;

type Open<T> = (file: ChosenFile, job: string, options: WorkOptions) => Promise<Result<T>>;

const wantsPassphrase = ({ code }: Problem): boolean =>
  code === 'age.passphraseNeeded' || code === 'age.wrongPassphrase';

const openChosen = async <T>(
  api: DeskApi,
  file: ChosenFile,
  open: Open<T>,
  options: WorkOptions,
): Promise<Result<TakenFile<T>>> => {
  const opened = await callWithJob(api, options, (job) => open(file, job, options));
  if (opened.ok) return ok({ file, job: opened.value.job, found: opened.value.value });
  if (wantsPassphrase(opened.problem)) return ok({ file, job: null, problem: opened.problem });
  await api.call('files.release', { ticket: file.ticket });
  return opened;
};

/** Reads a file of the system's dialog in full; null when the user chose none. */
const fromDialog = async <T>(
  api: DeskApi,
  kind: FileKind,
  open: Open<T>,
): Promise<Result<TakenFile<T>> | null> => {
  const picked = await api.call('files.pick', { kind });
  if (!picked.ok) return picked;
  const file = picked.value;
  if (file === null) return null;
  return openAgain(api, file, open);
};

/** Reads a file that is here in full: for the first time, or with another passphrase. */
export const openAgain = <T>(
  api: DeskApi,
  file: ChosenFile,
  open: Open<T>,
): Promise<Result<TakenFile<T>>> =>
  runLongWork(`Reading ${file.name}`, (options) => openChosen(api, file, open, options));

const fromWindow = <T>(api: DeskApi, file: File, open: Open<T>): Promise<Result<TakenFile<T>>> =>
  runLongWork(`Reading ${file.name}`, async (options) => {
    const brought = await uploadFile(api, file, options);
    return brought.ok ? openChosen(api, brought.value, open, options) : brought;
  });

/** Lets the user choose a file, and reads it in full; null when they chose none. */
export const chooseAndOpen = async <T>(
  api: DeskApi,
  { kind, dialogs }: { kind: FileKind; dialogs: boolean },
  open: Open<T>,
): Promise<Result<TakenFile<T>> | null> => {
  if (dialogs) return fromDialog(api, kind, open);
  const file = await askForFile(kind);
  return file === null ? null : fromWindow(api, file, open);
};

/** Reads a file that was handed to the desk in full. */
export const openHanded = <T>(
  api: DeskApi,
  file: HandedFile,
  open: Open<T>,
): Promise<Result<TakenFile<T>>> =>
  'ticket' in file ? openAgain(api, file, open) : fromWindow(api, file, open);

/** Closes a file that is not needed any more; nothing of it stays with the main process. */
export const releaseFile = async (api: DeskApi, { file, job }: TakenFile<unknown>) => {
  if (job !== null) await api.call('job.close', { job });
  await api.call('files.release', { ticket: file.ticket });
};

/** Gives a file that was handed to the desk, as soon as this screen is there to take it. */
export const useHandedTarget = (take: (file: HandedFile) => void) => {
  const waiting = useHandedFile();
  const onFile = useEffectEvent(take);
  useEffect(() => {
    const file = waiting === null ? null : takeHandedFile();
    if (file !== null) onFile(file);
  }, [waiting]);
};
