import type { DeskApi } from '#shared/ipc/channels.ts';
import type { ChosenFile } from '#shared/ipc/messages.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { WorkOptions } from '../db/desk.ts';

export type FileKind = 'snapshot' | 'dump';

/** The endings that people's files have; anything else is asked about rather than guessed. */
const endings: Readonly<Record<FileKind, string>> = { snapshot: '.edesk', dump: '.sql' };

export const endingOf = (kind: FileKind): string => endings[kind];

/** What a file is by its name; null where the name does not tell. */
export const fileKindOf = (name: string): FileKind | null => {
  const lower = name.toLowerCase();
  if (lower.endsWith(endings.snapshot)) return 'snapshot';
  return lower.endsWith(endings.dump) ? 'dump' : null;
};

/** Bytes that cross to the main process at once. */
const chunkBytes = 1024 * 1024;

const readSlice = async (file: File, from: number): Promise<Result<Uint8Array<ArrayBuffer>>> => {
  try {
    return ok(new Uint8Array(await file.slice(from, from + chunkBytes).arrayBuffer()));
  } catch {
    return fail('file.notReadable', {
      name: file.name,
      reason: 'it was moved or changed after it was chosen',
    });
  }
};

const sendChunks = async (
  api: DeskApi,
  { file, ticket }: { file: File; ticket: string },
  { signal, onProgress }: WorkOptions,
): Promise<Result<unknown>> => {
  for (let offset = 0; offset < file.size; offset += chunkBytes) {
    if (signal.aborted) return fail('file.cancelled');
    onProgress({ phase: 'Bringing in the file', done: offset, total: file.size });
    const bytes = await readSlice(file, offset);
    if (!bytes.ok) return bytes;
    const sent = await api.call('files.uploadChunk', { ticket, offset, bytes: bytes.value });
    if (!sent.ok) return sent;
  }
  return signal.aborted ? fail('file.cancelled') : ok(null);
};

/** Brings a file that the window holds to the main process; a failed or cancelled one leaves nothing there. */
export const uploadFile = async (
  api: DeskApi,
  file: File,
  options: WorkOptions,
): Promise<Result<ChosenFile>> => {
  const name = file.name.slice(0, 200);
  const begun = await api.call('files.uploadBegin', { name, size: file.size });
  if (!begun.ok) return begun;
  const { ticket } = begun.value;
  const sent = await sendChunks(api, { file, ticket }, options);
  if (sent.ok) return begun;
  await api.call('files.release', { ticket });
  return sent;
};

/** Asks for a file with the browser's own chooser; null when the user cancels. */
export const askForFile = (kind: FileKind): Promise<File | null> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = endings[kind];
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => resolve(null), { once: true });
    input.click();
  });
