import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import { SnapshotWriter } from '#electron/snapshots/write-snapshot.ts';

const clock = '019880000000-0000-0001267';

const head: SnapshotHead = {
  workspace: '0198c0de-0000-7000-8000-000000000001',
  desk: { id: '0198c0de-0000-7000-8000-000000000002', name: 'Child', number: 4711 },
  number: 1,
  appVersion: '0.1.0',
  createdAt: '2026-03-31T14:30:00.000Z',
  lastStamp: clock,
  seen: null,
  seq: null,
};

/** `count` users, 2,000 a chunk; each but the last points to one that comes later. */
export const chunkOfUsers = (first: number, count: number, last: number): Uint8Array => {
  let text = '';
  for (let id = first; id < first + count; id++) {
    const referrer = id === last ? '' : `"referrer":${Math.min(last, id + 1000)},`;
    text += `{"id":${id},"values":{${referrer}"billing_account":"Account ${id * 7919}"},"clock":"${clock}"}\n`;
  }
  return new TextEncoder().encode(text);
};

/** Begins a snapshot; problems end the process. */
export const beginSnapshot = async (path: string): Promise<SnapshotWriter> => {
  const writer = await SnapshotWriter.create(path, head);
  if (!writer.ok) throw new Error(JSON.stringify(writer.problem));
  return writer.value;
};

/** Writes a snapshot of `rows` users, a multiple of 2,000; `onChunk` after each chunk. */
export const writeUsers = async (path: string, rows: number, onChunk?: () => void) => {
  const writer = await beginSnapshot(path);
  for (let first = 1; first <= rows; first += 2000) {
    const written = await writer.rows('users', chunkOfUsers(first, 2000, rows), 2000);
    if (!written.ok) throw new Error(JSON.stringify(written.problem));
    onChunk?.();
  }
  const finished = await writer.finish();
  if (!finished.ok) throw new Error(JSON.stringify(finished.problem));
};
