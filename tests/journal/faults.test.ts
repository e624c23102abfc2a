import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Disk } from '#electron/disk/disk.ts';
import { faultyDisk, type Fault } from '../support/faulty-disk.ts';
import { newFolder } from '../snapshots/made-snapshot.ts';
import {
  append,
  entries,
  openJournal,
  otherDesk,
  readUntilRefused,
  seqs,
  tryOpen,
  writeJournal,
  type Numbered,
} from './journal-desk.ts';

/** A journal as it is found, what of it counts, and what the window then sends, a call each. */
interface Scene {
  name: string;
  prepare(folder: string): Promise<void>;
  /** Entries that must be there whatever happens. */
  there: readonly number[];
  isDamaged?: boolean;
  calls: readonly (readonly Numbered[])[];
}

const first = (folder: string) => join(folder, '000001.jsonl');

const scenes: Scene[] = [
  {
    name: 'a journal that begins',
    prepare: () => Promise.resolve(),
    there: [],
    calls: [entries(1, 2), entries(3, 5)],
  },
  {
    name: 'a journal that goes on',
    prepare: (folder) => writeJournal(folder, [entries(1, 3)]),
    there: [1, 2, 3],
    calls: [entries(4, 5), entries(6, 6)],
  },
  {
    name: 'a journal with a torn tail',
    prepare: async (folder) => {
      await writeJournal(folder, [entries(1, 3)]);
      await appendFile(first(folder), 'x'.repeat(700));
    },
    there: [1, 2, 3],
    calls: [entries(4, 5), entries(6, 6)],
  },
  {
    name: 'a journal of another desk, so that a segment begins',
    prepare: (folder) => writeJournal(folder, [entries(1, 3)], { desk: otherDesk }),
    there: [1, 2, 3],
    calls: [entries(4, 5), entries(6, 6)],
  },
  {
    name: 'a journal with damage in the middle',
    prepare: async (folder) => {
      await writeJournal(folder, [entries(1, 4)]);
      const text = await readFile(first(folder), 'utf8');
      await writeFile(first(folder), text.replace('"Project 3"', '"Project 8"'));
    },
    there: [1, 2],
    isDamaged: true,
    calls: [entries(5, 6), entries(7, 7)],
  },
  {
    name: 'a journal whose newest file is damaged from the first line on',
    prepare: async (folder) => {
      await writeJournal(folder, [entries(1, 2)], { desk: otherDesk });
      await writeJournal(folder, [entries(3, 4)]);
      const path = join(folder, '000002.jsonl');
      await writeFile(path, (await readFile(path, 'utf8')).replace('segment', 'Segment'));
    },
    there: [1, 2],
    isDamaged: true,
    calls: [entries(5, 6), entries(7, 7)],
  },
];

interface Outcome {
  /** Numbers of the entries of all calls that were acknowledged. */
  acknowledged: number[];
  /** The first call that was not; the window would send it again. */
  refused: readonly Numbered[] | null;
}

const play = async (folder: string, disk: Disk, calls: Scene['calls']): Promise<Outcome> => {
  const opened = await tryOpen(folder, { disk });
  const acknowledged: number[] = [];
  if (!opened.ok) return { acknowledged, refused: calls[0]! };
  let refused: readonly Numbered[] | null = null;
  for (const call of calls) {
    if (!(await append(opened.value, call)).ok) {
      refused = call;
      break;
    }
    acknowledged.push(...seqs(call));
  }
  // The disk has recovered, or it has not: what was refused is sent again.
  if (refused !== null && (await append(opened.value, refused)).ok)
    [refused] = [null, acknowledged.push(...seqs(refused))];
  await opened.value.close();
  return { acknowledged, refused };
};

/** Opens the journal once more, on a sound disk, and gives the entries before and behind what damage took. */
const reopened = async (folder: string): Promise<{ before: number[]; behind: number[] }> => {
  const journal = await openJournal(folder);
  await journal.close();
  if (journal.state().size === 0) return { before: [], behind: [] };
  const { read } = await readUntilRefused(folder);
  const whole = await readUntilRefused(folder, { from: journal.wholeFrom });
  expect(whole.problem).toBeNull();
  return { before: seqs(read), behind: seqs(whole.read) };
};

const expectWhole = async (folder: string, scene: Scene, outcome: Outcome): Promise<void> => {
  const { before, behind } = await reopened(folder);
  const found = scene.isDamaged === true ? [...before, ...behind] : before;
  const all = [...scene.there, ...scene.calls.flatMap(seqs)];
  expect(found).toEqual(all.slice(0, found.length));
  expect(found.length).toBeGreaterThanOrEqual(scene.there.length + outcome.acknowledged.length);
  const names = await readdir(folder).catch(() => []);
  expect(names.filter((name) => !/^\d{6}\.jsonl(\.damaged)?$/.test(name))).toEqual([]);
};

const codes = ['ENOSPC', 'EIO', 'EROFS'];

/** Which error it is changes only the sentence: each call meets one of them, a write meets all. */
const faultsAt = (at: number, call: string): Fault[] => [
  ...(call === 'write' ? codes : [codes[at % 3]!]).map((code) => ({ at, code })),
  { at, code: 'EIO', lasts: true },
  ...(call === 'write'
    ? [
        { at, code: 'ENOSPC', half: true },
        { at, code: 'EIO', half: true, lasts: true },
      ]
    : []),
];

describe('JRN7, JRN12–14: a disk that fails at any call', () => {
  it.each(scenes)('$name: nothing acknowledged is lost, and nothing lies about', async (scene) => {
    const base = await newFolder();
    const folderOf = async (name: string): Promise<string> => {
      const folder = join(base, name);
      await scene.prepare(folder);
      return folder;
    };
    const clean = faultyDisk(null);
    const wholeFolder = await folderOf('clean');
    const whole = await play(wholeFolder, clean, scene.calls);
    expect(whole.acknowledged).toEqual(scene.calls.flatMap(seqs));
    await expectWhole(wholeFolder, scene, whole);
    for (const [at, call] of clean.calls.entries())
      for (const fault of faultsAt(at, call)) {
        const folder = await folderOf('faulty');
        const outcome = await play(folder, faultyDisk(fault), scene.calls);
        await expectWhole(folder, scene, outcome);
        await rm(folder, { recursive: true, force: true });
      }
  });
});
