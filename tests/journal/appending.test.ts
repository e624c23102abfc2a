import { readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { journalStateSchema } from '#shared/ipc/messages.ts';
import { isStamp } from '#shared/sync/stamp.ts';
import { faultyDisk } from '../support/faulty-disk.ts';
import { newFolder, sentenceOf } from '../snapshots/made-snapshot.ts';
import {
  append,
  closeJournals,
  entries,
  entry,
  good,
  mustAppend,
  openJournal,
  otherDesk,
  readAll,
  readUntilRefused,
  seqs,
  stampOf,
  toLines,
  workspace,
  writeJournal,
  type Numbered,
} from './journal-desk.ts';

afterEach(closeJournals);

const newJournal = async () => {
  const folder = join(await newFolder(), 'journal');
  return { folder, journal: await openJournal(folder) };
};

const segmentsOf = async (folder: string) => (await readdir(folder)).sort();

describe('what a journal takes in', () => {
  it('JRN8: comes back as it was sent, with when and for which workspace', async () => {
    const { folder, journal } = await newJournal();
    const list = entries(1, 3);
    expect(await append(journal, list)).toEqual({ ok: true, value: { acknowledged: 3 } });
    const read = await readAll(folder);
    expect(read).toEqual(list.map((sent) => ({ ...sent, workspace, at: read[0]!.at })));
    expect(Object.keys(read[0]!)).toEqual(['seq', 'at', 'workspace', 'stamp', 'action', 'changes']);
  });

  it('JRN8: is kept without spaces and in one order, however it was written', async () => {
    const { folder, journal } = await newJournal();
    const { changes, action, stamp } = entry(1);
    const odd = JSON.stringify({ changes, action, seq: 1, stamp }, null, ' ').replaceAll('\n', ' ');
    good(await journal.append(workspace, Buffer.from(`${odd}\n`), { first: 1, last: 1 }));
    await mustAppend(journal, [entry(2)]);
    const [one, two] = await readAll(folder);
    expect(JSON.stringify(one)).toBe(
      JSON.stringify({ ...two, ...entry(1), seq: 1, at: one!.at, workspace }),
    );
  });

  it('JRN10: keeps columns and values that this version does not know', async () => {
    const { folder, journal } = await newJournal();
    const strange = {
      name: 'x',
      shoe_size: 42,
      nested: { a: [1, null] },
      __proto__x: '',
      '': 'é🦉',
    };
    const row = { id: 5, values: strange, clock: stampOf(1), later: true };
    const sent = { ...entry(1), changes: [{ kind: 'create', table: 'projects', row }] };
    await mustAppend(journal, [sent as unknown as Numbered]);
    expect((await readAll(folder))[0]!.changes).toEqual(sent.changes);
  });

  it('JRN9: may leave numbers out, across calls and within one', async () => {
    const { folder, journal } = await newJournal();
    await mustAppend(journal, [entry(3), entry(7)]);
    await mustAppend(journal, [entry(20)]);
    expect(seqs(await readAll(folder))).toEqual([3, 7, 20]);
  });

  it('tells what it holds, in the words of the channel', async () => {
    const { folder, journal } = await newJournal();
    const empty = { workspace: null, lastSeq: 0, lastStamp: null, size: 0, needsBackup: false };
    expect(journal.state()).toEqual({ ...empty, acknowledgedAt: null, mended: null });
    const told: number[] = [];
    const stop = journal.onAppended(({ lastSeq }) => told.push(lastSeq));
    await mustAppend(journal, entries(1, 2));
    stop();
    await mustAppend(journal, [entry(3)]);
    expect(told).toEqual([2]);
    const state = journalStateSchema.parse(journal.state());
    const { size } = await stat(join(folder, '000001.jsonl'));
    expect(state).toMatchObject({
      workspace,
      lastSeq: 3,
      lastStamp: stampOf(3),
      size,
      mended: null,
    });
    expect(isStamp(state.lastStamp)).toBe(true);
    await journal.close();
    expect((await openJournal(folder)).state()).toEqual({
      ...state,
      acknowledgedAt: (await readAll(folder)).at(-1)!.at,
    });
  });
});

const change = entry(1).changes[0]!;
const bad: [string, unknown][] = [
  ['no JSON', 'what'],
  ['a list', [1]],
  ['no number', { ...entry(1), seq: undefined }],
  ['number 0', { ...entry(1), seq: 0 }],
  ['half a number', { ...entry(1), seq: 1.5 }],
  ['no stamp', { ...entry(1), stamp: 'now' }],
  ['no action', { ...entry(1), action: 7 }],
  ['no changes', { ...entry(1), changes: undefined }],
  ['an unknown member', { ...entry(1), at: 'now' }],
  ['a base without a workspace', { ...entry(1), base: { snapshot: null } }],
  ['a base with half a snapshot', { ...entry(1), base: { workspace, snapshot: { number: 1 } } }],
  ['an unknown kind', { ...entry(1), changes: [{ ...change, kind: 'move' }] }],
  ['an unknown table', { ...entry(1), changes: [{ ...change, table: 'planets' }] }],
  ['record 0', { ...entry(1), changes: [{ ...change, id: 0 }] }],
  ['values that are a list', { ...entry(1), changes: [{ ...change, values: [] }] }],
  ['no values from before', { ...entry(1), changes: [{ ...change, before: undefined }] }],
  ['a stamp that is none', { ...entry(1), changes: [{ ...change, replaced: { name: 'x' } }] }],
  [
    'a row without a clock',
    { ...entry(1), changes: [{ kind: 'create', table: 'users', row: { id: 1, values: {} } }] },
  ],
];

describe('what a journal does not take in', () => {
  it.each(bad)('JRN11: %s, and then nothing of that call', async (_, line) => {
    const { folder, journal } = await newJournal();
    const text = typeof line === 'string' ? `${line}\n` : `${JSON.stringify(line)}\n`;
    const lines = Buffer.concat([Buffer.from(text), toLines([entry(2)])]);
    const refused = await journal.append(workspace, lines, { first: 1, last: 2 });
    expect(sentenceOf(refused)).toMatch(/^Entry \d+ does not say what it must: .+\.$/);
    expect(journal.state().lastSeq).toBe(0);
    await mustAppend(journal, entries(1, 2));
    expect(seqs(await readAll(folder))).toEqual([1, 2]);
  });

  it.each([
    ['falling numbers', [entry(2), entry(1)], { first: 2, last: 1 }],
    ['a number twice', [entry(2), entry(2)], { first: 2, last: 2 }],
    ['other numbers than announced', [entry(2), entry(3)], { first: 1, last: 3 }],
    ['fewer than announced', [entry(1)], { first: 1, last: 2 }],
  ])('JRN11: %s', async (_, list, range) => {
    const { journal } = await newJournal();
    const refused = await journal.append(workspace, toLines(list), range);
    expect(sentenceOf(refused)).toMatch(/^Entry \d+ does not say what it must: .+\.$/);
  });

  it('JRN11: lines without an end, bytes that are no text, and nothing at all', async () => {
    const { journal } = await newJournal();
    const range = { first: 1, last: 1 };
    const whole = toLines([entry(1)]);
    for (const bytes of [whole.subarray(0, -1), Buffer.from([0xff, 0x0a]), Buffer.alloc(0)])
      expect((await journal.append(workspace, bytes, range)).ok).toBe(false);
    expect(journal.state().lastSeq).toBe(0);
  });

  it('JRN2: an entry larger than a line may be', async () => {
    const { journal } = await newJournal();
    const refused = await append(journal, [entry(1, { name: 'x'.repeat(64 * 1024 * 1024) })]);
    expect(sentenceOf(refused)).toContain('it is larger than 64 MiB');
    await mustAppend(journal, [entry(1)]);
  });

  it('anything once it is closed', async () => {
    const { journal } = await newJournal();
    await journal.close();
    await journal.close();
    expect(sentenceOf(await append(journal, [entry(1)]))).toContain('closed');
  });
});

describe('JRN11: what is sent again', () => {
  it('is passed over, and what is new in the same call is taken', async () => {
    const { folder, journal } = await newJournal();
    await mustAppend(journal, entries(1, 4));
    const { size } = journal.state();
    expect(await append(journal, entries(2, 4))).toEqual({ ok: true, value: { acknowledged: 4 } });
    expect(journal.state().size).toBe(size);
    await mustAppend(journal, entries(3, 6));
    expect(seqs(await readAll(folder))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is refused when it is something else, and nothing is overwritten', async () => {
    const { folder, journal } = await newJournal();
    await mustAppend(journal, entries(1, 4));
    const other = { ...entry(3), stamp: stampOf(99) };
    const refused = await append(journal, [other, ...entries(4, 5)]);
    expect(sentenceOf(refused)).toContain('another entry 3 than this window');
    expect((await append(journal, [entry(5)])).ok).toBe(true);
    expect((await readAll(folder))[2]).toMatchObject({ stamp: stampOf(3) });
  });

  it('is known after a restart too, in older segments as well', async () => {
    const folder = join(await newFolder(), 'journal');
    await writeJournal(folder, [entries(1, 4)], { desk: otherDesk });
    await writeJournal(folder, [entries(5, 6)]);
    const journal = await openJournal(folder);
    await mustAppend(journal, entries(2, 7));
    const other = { ...entry(1), stamp: stampOf(99) };
    expect(sentenceOf(await append(journal, [other]))).toContain('another entry 1');
    expect(seqs(await readAll(folder))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('is refused where the journal has left the number out', async () => {
    const { journal } = await newJournal();
    await mustAppend(journal, [entry(1), entry(5)]);
    expect(sentenceOf(await append(journal, [entry(3)]))).toContain('another entry 3');
  });
});

describe('how a journal writes', () => {
  it('JRN12: all lines of a call with one write and one flush', async () => {
    const folder = join(await newFolder(), 'journal');
    const disk = faultyDisk(null);
    const journal = await openJournal(folder, { disk });
    await mustAppend(journal, [entry(1)]);
    const before = disk.calls.length;
    await mustAppend(journal, entries(2, 500));
    const calls = disk.calls.slice(before).filter((call) => call !== 'facts');
    expect(calls).toEqual(['write', 'sync']);
  });

  it('JRN12: everything where the disk takes a few bytes at a time', async () => {
    const folder = join(await newFolder(), 'journal');
    const journal = await openJournal(folder, { disk: faultyDisk(null, { shortWrites: true }) });
    await mustAppend(journal, entries(1, 50));
    expect(seqs(await readAll(folder))).toEqual(seqs(entries(1, 50)));
  });

  it('JRN12: calls that come at the same time one after the other', async () => {
    const { folder, journal } = await newJournal();
    const calls = Array.from({ length: 20 }, (_, i) => append(journal, [entry(i + 1)]));
    expect((await Promise.all(calls)).every(({ ok }) => ok)).toBe(true);
    expect(seqs(await readAll(folder))).toEqual(seqs(entries(1, 20)));
  });

  it.each([
    ['ENOSPC', 'The disk is full'],
    ['EIO', 'the disk reports an error'],
    ['EROFS', 'the disk can only be read'],
  ])('JRN12: says why it could not (%s), and goes on when it can', async (code, words) => {
    const folder = join(await newFolder(), 'journal');
    await writeJournal(folder, [[entry(1)]]);
    const calls = faultyDisk(null);
    await mustAppend(await openJournal(folder, { disk: calls }), [entry(2)]);
    const at = calls.calls.lastIndexOf('sync');
    const journal = await openJournal(folder, { disk: faultyDisk({ at, code }) });
    const refused = await append(journal, [entry(3)]);
    expect(sentenceOf(refused)).toContain(words);
    expect(journal.state()).toMatchObject({ lastSeq: 2 });
    await mustAppend(journal, [entry(3), entry(4)]);
    expect(seqs(await readAll(folder))).toEqual([1, 2, 3, 4]);
  });

  it('JRN3, JRN5: a new segment after about 8 MiB, which names the one before', async () => {
    const { folder, journal } = await newJournal();
    const large = 'x'.repeat(3 * 1024 * 1024);
    for (let seq = 1; seq <= 7; seq++) await mustAppend(journal, [entry(seq, { name: large })]);
    expect(await segmentsOf(folder)).toEqual(['000001.jsonl', '000002.jsonl', '000003.jsonl']);
    expect(seqs(await readAll(folder))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const sizes = await Promise.all(
      (await segmentsOf(folder)).map(async (name) => (await stat(join(folder, name))).size),
    );
    expect(journal.state().size).toBe(sizes.reduce((sum, size) => sum + size));
    await journal.close();
    expect((await openJournal(folder)).state()).toMatchObject({ lastSeq: 7, mended: null });
  });

  it('JRN3: a new segment where another desk goes on', async () => {
    const folder = join(await newFolder(), 'journal');
    await writeJournal(folder, [entries(1, 2)]);
    await writeJournal(folder, [[entry(3)]]);
    await writeJournal(folder, [[entry(4)]], { desk: otherDesk });
    expect(await segmentsOf(folder)).toEqual(['000001.jsonl', '000002.jsonl']);
    expect(seqs(await readAll(folder))).toEqual([1, 2, 3, 4]);
  });

  it('JRN12: notices when its file is gone or shorter, goes on, and says what is missing', async () => {
    const { folder, journal } = await newJournal();
    await mustAppend(journal, entries(1, 3));
    await rm(folder, { recursive: true });
    await mustAppend(journal, [entry(4)]);
    expect(journal.needsBackup).toBe(true);
    expect(journal.state().mended).toEqual({ code: 'journal.gap', data: { from: 1, to: 3 } });
    const { read, problem } = await readUntilRefused(folder);
    expect({ read, problem }).toEqual({ read: [], problem: journal.state().mended });
    expect(seqs(await readAll(folder, { from: journal.wholeFrom }))).toEqual([4]);
    await truncate(join(folder, '000001.jsonl'), 700);
    await mustAppend(journal, [entry(5)]);
    expect(journal.wholeFrom).toBe(5);
    expect(seqs(await readAll(folder, { from: 5 }))).toEqual([5]);
  });

  it('refuses to write where another program has written', async () => {
    const { folder, journal } = await newJournal();
    await mustAppend(journal, [entry(1)]);
    await writeJournal(folder, [[entry(2)]]);
    expect(sentenceOf(await append(journal, [{ ...entry(2), stamp: stampOf(50) }]))).toContain(
      'Nothing was overwritten',
    );
  });

  it('pauses for work on its files, and goes on from what it finds', async () => {
    const { folder, journal } = await newJournal();
    await mustAppend(journal, entries(1, 2));
    const during = journal.paused(async () => {
      await writeFile(join(folder, 'note.txt'), 'done');
      return 'done';
    });
    const after = append(journal, [entry(3)]);
    expect(await during).toBe('done');
    good(await after);
    await expect(journal.paused(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await mustAppend(journal, [entry(4)]);
    expect(seqs(await readAll(folder))).toEqual([1, 2, 3, 4]);
    expect(journal.needsBackup).toBe(false);
  });
});
