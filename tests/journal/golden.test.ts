import { createHash } from 'node:crypto';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
  makeHeader,
  parseEntry,
  parseHeader,
  segmentName,
  segmentNumber,
} from '#shared/formats/journal.ts';
import { newFolder } from '../snapshots/made-snapshot.ts';
import {
  append,
  closeJournals,
  desk,
  entry,
  linesIn,
  openJournal,
  otherDesk,
  readAll,
  readUntilRefused,
  seqs,
  writeJournal,
  type Numbered,
} from './journal-desk.ts';

afterEach(closeJournals);

const golden = (name: string) =>
  fileURLToPath(new URL(`../fixtures/journal/v1/${name}`, import.meta.url));

const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

const expected = async () =>
  JSON.parse(await readFile(golden('entries.json'), 'utf8')) as Numbered[];

describe('the golden journals of version 1', () => {
  it.each([
    ['whole/000001.jsonl', '9e67b47d35970a17518209d33236ab6db32710a242f7b8375ffb2592a7bab83b'],
    ['whole/000002.jsonl', 'eef5951d5d8de2664655bef052efe00f64e40406ec90e2abc0afebd71ca82d02'],
    ['mended/000002.jsonl', '3bedabdf455f4d36d8b79b33ae82f1ac1d2a263c87405a82ee2e92ccba0ad3e0'],
  ])('%s is the file that it always was', async (name, sum) => {
    expect(await sha256(golden(name))).toBe(sum);
  });

  it('JRN4–JRN10: still give every entry of every kind', async () => {
    expect(await readAll(golden('whole'))).toEqual(await expected());
  });

  it('JRN14: still tell what damage took away', async () => {
    const { read, problem } = await readUntilRefused(golden('mended'));
    expect(seqs(read)).toEqual([1, 2]);
    expect(problem).toEqual({ code: 'journal.gap', data: { from: 3, to: 4 } });
    expect(seqs(await readAll(golden('mended'), { from: 5 }))).toEqual([5, 6]);
  });

  it.each(['whole', 'mended'])('%s is opened as it is, and goes on', async (name) => {
    const folder = join(await newFolder(), 'journal');
    await cp(golden(name), folder, { recursive: true });
    const journal = await openJournal(folder);
    expect(journal.state().mended).toBeNull();
    expect((await append(journal, [entry(50)])).ok).toBe(true);
    expect(seqs(await readAll(folder, { from: 50 }))).toEqual([50]);
  });

  it('JRN3–JRN8: are written today as they were written then', async () => {
    const folder = join(await newFolder(), 'journal');
    const sent = (await expected()).map(({ seq, stamp, action, base, changes }): Numbered =>
      base === undefined ? { seq, stamp, action, changes } : { seq, stamp, action, base, changes },
    );
    const calls = (numbers: number[]) => sent.filter(({ seq }) => numbers.includes(seq));
    await writeJournal(folder, [calls([1]), calls([2, 4])]);
    await writeJournal(folder, [calls([5]), calls([6, 7])], { desk: otherDesk });
    for (const name of ['000001.jsonl', '000002.jsonl'])
      expect(await sha256(join(folder, name))).toBe(await sha256(golden(`whole/${name}`)));
  });
});

describe('the parts of a journal', () => {
  it('JRN2: names of segments are numbers, written in one way', () => {
    expect([1, 999_999, 1_000_000].map(segmentName)).toEqual([
      '000001.jsonl',
      '999999.jsonl',
      '1000000.jsonl',
    ]);
    expect(['000001.jsonl', '999999.jsonl', '1000000.jsonl'].map(segmentNumber)).toEqual([
      1, 999_999, 1_000_000,
    ]);
    const others = ['1.jsonl', '000000.jsonl', '0000001.jsonl', '000001.jsonl.damaged', 'x.jsonl'];
    expect(others.map(segmentNumber)).toEqual(others.map(() => null));
  });

  it('JRN4: a line is the checksum of the one before and its own text, for any tool', async () => {
    let before = '';
    for (const line of await linesIn(golden('whole/000001.jsonl'))) {
      const [sum, json] = [line.slice(0, 64), line.slice(65)];
      expect(
        createHash('sha256')
          .update(before + json)
          .digest('hex'),
      ).toBe(sum);
      expect(line[64]).toBe(' ');
      before = sum;
    }
  });

  const head = { desk, segment: 1, previous: null, createdAt: '2026-11-23T09:00:00.000Z' };

  it('JRN5: a header comes back as it was made', () => {
    const lost = [{ after: 3, upTo: 9 }];
    for (const made of [head, { ...head, lost }])
      expect(parseHeader(makeHeader(made), '0.1.0')).toMatchObject({ ok: true, value: made });
  });

  it.each([
    ['no JSON', 'x'],
    ['another format', makeHeader(head).replace('expert-desk-journal', 'diary')],
    ['no desk', makeHeader(head).replace('"desk"', '"chair"')],
    ['desk number 3', makeHeader({ ...head, desk: { ...desk, number: 3 } })],
    ['segment 0', makeHeader({ ...head, segment: 0 })],
    ['no time', makeHeader({ ...head, createdAt: 'today' })],
  ])('JRN5: a header with %s is none', (_, text) => {
    expect(parseHeader(text, '0.1.0')).toMatchObject({ ok: false, why: 'damaged' });
  });

  it('JRN15: what is newer is told from what is damaged', () => {
    const newer = makeHeader(head).replace('"formatVersion":1', '"formatVersion":2,"of":"later"');
    expect(parseHeader(newer, '0.1.0')).toMatchObject({ ok: false, why: 'newer' });
    expect(parseHeader(makeHeader(head), '0.0.9')).toMatchObject({ ok: false, why: 'newer' });
  });

  it('JRN8: an entry without its moment or its workspace is none', async () => {
    const [whole] = await expected();
    expect(parseEntry(JSON.stringify(whole)).ok).toBe(true);
    for (const member of ['seq', 'at', 'workspace', 'stamp', 'action', 'changes'])
      expect(parseEntry(JSON.stringify({ ...whole, [member]: undefined })).ok).toBe(false);
  });
});
