import type { LogHead } from '#shared/formats/exchange-log.ts';
import type { DeskFile, FolderFile } from '#shared/formats/exchange.ts';
import { deskName, logName } from '#shared/formats/exchange-names.ts';
import { formatStamp, type Stamp } from '#shared/sync/stamp.ts';
import type { SentEntry } from '#shared/sync/parse-sent-entry.ts';

export const appVersion = '0.3.0';
const workspace = '0198c0de-0000-7000-8000-000000000001';
export const createdAt = '2026-03-31T14:30:00.007Z';

/** Two desks, by their UUIDs and numbers. */
export const lisbon = { id: '0198c0de-0000-7000-8000-00000000000a', number: 4711 };
export const tokyo = { id: '0198c0de-0000-7000-8000-00000000000b', number: 4712 };

export const stampAt = (counter: number, desk = lisbon.number): Stamp =>
  formatStamp({ time: Date.UTC(2026, 2, 31), counter, desk });

/** Entries of one change each, the first with this number. */
export const sentEntries = (first: number, last: number): SentEntry[] =>
  Array.from({ length: last - first + 1 }, (_, at) => {
    const stamp = stampAt(first + at);
    const values = { name: `Projekt „${first + at}“ 北京 🦉` };
    const change = {
      kind: 'create',
      table: 'projects',
      row: { id: first + at, values, clock: stamp },
    };
    return { stamp, action: 'new project', changes: [change] } as SentEntry;
  });

export const logHead: LogHead = {
  workspace,
  desk: lisbon,
  segment: 1,
  after: null,
  seen: { [tokyo.number]: stampAt(3, tokyo.number) },
  createdAt,
};

export const lisbonLog = logName(lisbon.id, 1);
export const lisbonDesk = deskName(lisbon.id);

export const folderFile: Omit<FolderFile, 'format' | 'formatVersion'> = {
  minAppVersion: '0.3.0',
  workspace,
  createdAt,
  key: null,
};

export const deskFile: Omit<DeskFile, 'format' | 'formatVersion'> = {
  workspace,
  desk: { ...lisbon, name: 'Lisboa' },
  appVersion,
  writtenAt: createdAt,
  seen: { [lisbon.number]: stampAt(9) },
  segments: { first: 1, last: 2 },
  checkpoint: null,
  wants: [logName(tokyo.id, 7)],
  left: false,
};

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
