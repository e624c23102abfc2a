import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSealed, sealText } from '#shared/formats/exchange-files.ts';
import { logFileText } from '#shared/formats/exchange-log.ts';
import type { Result } from '#shared/result.ts';
import { problemText } from '#shared/problems/index.ts';
import type { SentEntry } from '#shared/sync/parse-sent-entry.ts';
import {
  deskFileBytes,
  folderFileBytes,
  readDeskFile,
  readFolderFile,
  sha256,
} from '#electron/exchange/file-texts.ts';
import { packLog, unpackLog } from '#electron/exchange/packed-log.ts';
import {
  appVersion,
  bytesOf,
  deskFile,
  folderFile,
  lisbonDesk,
  lisbonLog,
  logHead,
  sentEntries,
  stampAt,
  tokyo,
} from './made-files.ts';

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
};

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.problem.code);

/** JSON as a file of the folder, whatever it says. */
const sealedJson = (json: unknown): Uint8Array =>
  bytesOf(sealText(`${JSON.stringify(json)}\n`, sha256));

const folderJson = { format: 'expert-desk-exchange', formatVersion: 1, ...folderFile };
const deskJson = { format: 'expert-desk-exchange-desk', formatVersion: 1, ...deskFile };

describe('EXC7: the checksum line', () => {
  it('any text whose last line ends comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = sealText(`${text}\n`, sha256);
        expect(openSealed(sealed, 'x', sha256)).toEqual({ ok: true, value: `${text}\n` });
      }),
    );
  });

  it.each([
    [
      'workspace.json',
      folderFileBytes(folderFile),
      (b: Uint8Array) => readFolderFile(b, appVersion),
    ],
    ['desks', deskFileBytes(deskFile), (b: Uint8Array) => readDeskFile(b, lisbonDesk, appVersion)],
  ])('%s: any bit that is another, and any cut, is torn', (_, whole, read) => {
    expect(codeOf(read(whole))).toBe('ok');
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const flipped = whole.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(codeOf(read(flipped))).toBe('exchange.torn');
    }
    for (let size = 0; size < whole.length; size++)
      expect(codeOf(read(whole.subarray(0, size)))).toBe('exchange.torn');
    for (const more of ['\n', ' ', 'x\n', '\0'])
      expect(codeOf(read(Buffer.concat([whole, bytesOf(more)])))).toBe('exchange.torn');
  });

  it('a log file: any bit that is another is torn or does not matter, any cut is torn', async () => {
    const whole = must(await packLog(logHead, sentEntries(1, 3)));
    const read = must(await unpackLog(whole, lisbonLog, appVersion));
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const flipped = whole.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const result = await unpackLog(flipped, lisbonLog, appVersion);
      // The time and the system in the head of a gzip file say nothing about what is in it.
      if (result.ok) expect(result.value).toEqual(read);
      else expect(result.problem.code).toBe('exchange.torn');
    }
    for (let size = 0; size < whole.length; size++)
      expect(codeOf(await unpackLog(whole.subarray(0, size), lisbonLog, appVersion))).toBe(
        'exchange.torn',
      );
  });

  it('a log file: any bit of what is packed that is another, and any cut, is torn', async () => {
    const text = Buffer.from(logFileText(logHead, sentEntries(1, 2), sha256));
    for (let bit = 0; bit < text.length * 8; bit += 3) {
      const flipped = Buffer.from(text);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const result = await unpackLog(gzipSync(flipped), lisbonLog, appVersion);
      expect(codeOf(result)).toBe('exchange.torn');
    }
    for (let size = 0; size < text.length; size += 7)
      expect(codeOf(await unpackLog(gzipSync(text.subarray(0, size)), lisbonLog, appVersion))).toBe(
        'exchange.torn',
      );
  });

  it('a byte order mark in front is torn', () => {
    const marked = Buffer.concat([bytesOf('\ufeff'), folderFileBytes(folderFile)]);
    expect(codeOf(readFolderFile(marked, appVersion))).toBe('exchange.torn');
  });
});

describe('the format as it was released', () => {
  const seal = (text: string) => `${text}${createHash('sha256').update(text).digest('hex')}\n`;

  it('EXC9: workspace.json', () => {
    const text =
      '{"format":"expert-desk-exchange","formatVersion":1,"minAppVersion":"0.3.0","workspace":"0198c0de-0000-7000-8000-000000000001","createdAt":"2026-03-31T14:30:00.007Z","key":null}\n';
    expect(Buffer.from(folderFileBytes(folderFile)).toString()).toBe(seal(text));
  });

  it('EXC11 to EXC13: a log file, unpacked', () => {
    const text =
      '{"format":"expert-desk-exchange-log","formatVersion":1,"minAppVersion":"0.3.0","workspace":"0198c0de-0000-7000-8000-000000000001","desk":{"id":"0198c0de-0000-7000-8000-00000000000a","number":4711},"segment":1,"after":null,"last":"019d4130a400-0002-0001267","seen":{"4712":"019d4130a400-0003-0001268"},"createdAt":"2026-03-31T14:30:00.007Z","entries":2}\n' +
      '{"stamp":"019d4130a400-0001-0001267","action":"new project","changes":[{"kind":"create","table":"projects","row":{"id":1,"values":{"name":"Projekt „1“ 北京 🦉"},"clock":"019d4130a400-0001-0001267"}}]}\n' +
      '{"stamp":"019d4130a400-0002-0001267","action":"new project","changes":[{"kind":"create","table":"projects","row":{"id":2,"values":{"name":"Projekt „2“ 北京 🦉"},"clock":"019d4130a400-0002-0001267"}}]}\n';
    expect(logFileText(logHead, sentEntries(1, 2), sha256)).toBe(seal(text));
  });
});

describe('EXC8: versions', () => {
  it.each([
    [{ ...folderJson, formatVersion: 2 }, 'exchange.newer'],
    [{ ...folderJson, minAppVersion: '0.3.1' }, 'exchange.newer'],
    [{ ...folderJson, formatVersion: 2, workspace: 17 }, 'exchange.newer'],
    [{ ...folderJson, minAppVersion: '0.2.9' }, 'ok'],
    [{ ...folderJson, somethingNew: [1] }, 'ok'],
    [{ ...folderJson, formatVersion: 0 }, 'exchange.wrong'],
    [{ ...folderJson, workspace: 'ours' }, 'exchange.wrong'],
    [{ ...folderJson, format: 'expert-desk-exchange-log' }, 'exchange.wrong'],
    [{ ...folderJson, key: undefined }, 'exchange.wrong'],
    [null, 'exchange.wrong'],
    [[], 'exchange.wrong'],
  ])('EXC9: %j: %s', (json, code) => {
    expect(codeOf(readFolderFile(sealedJson(json), appVersion))).toBe(code);
  });

  it.each([
    [{ ...deskJson, formatVersion: 2 }, 'exchange.newer'],
    [{ ...deskJson, appVersion: '9.0.0' }, 'ok'],
    [{ ...deskJson, desk: { ...deskFile.desk, id: tokyo.id } }, 'exchange.wrong'],
    [{ ...deskJson, desk: { ...deskFile.desk, number: 31 } }, 'exchange.wrong'],
    [{ ...deskJson, segments: { first: 3, last: 2 } }, 'exchange.wrong'],
    [{ ...deskJson, segments: null }, 'ok'],
    [{ ...deskJson, seen: { 4711: 'yesterday' } }, 'exchange.wrong'],
  ])('EXC10: %j: %s', (json, code) => {
    expect(codeOf(readDeskFile(sealedJson(json), lisbonDesk, appVersion))).toBe(code);
  });

  it('the sentence names the file and the version that is needed', () => {
    const read = readDeskFile(
      sealedJson({ ...deskJson, formatVersion: 2, appVersion: '1.4.0' }),
      lisbonDesk,
      appVersion,
    );
    expect(read.ok ? '' : problemText(read.problem)).toBe(
      `“${lisbonDesk}” in the shared folder was written by a newer version of Expert Desk. Install version 1.4.0 or later to read it; what came before it is taken in.`,
    );
  });
});

describe('EXC11 to EXC13: log files', () => {
  const values = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 });
  const changesOf = (stamp: string) =>
    fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant('create'),
          table: fc.constant('projects'),
          row: fc.record({ id: fc.integer({ min: 1 }), values, clock: fc.constant(stamp) }),
        }),
        fc.record({
          kind: fc.constant('update'),
          table: fc.constant('users'),
          id: fc.integer({ min: 1 }),
          stamp: fc.constant(stamp),
          values,
          replaced: fc.constant({ name: stampAt(0) }),
          before: values,
          settles: fc.constant({ name: [stampAt(0)] }),
        }),
        fc.record({
          kind: fc.constant('erase'),
          table: fc.constant('users'),
          id: fc.integer({ min: 1 }),
          stamp: fc.constant(stamp),
        }),
      ),
      { maxLength: 3 },
    );
  const entries = fc
    .uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 8 })
    .chain((counters) =>
      fc.tuple(
        ...counters
          .sort((a, b) => a - b)
          .map((counter) =>
            fc.record({
              stamp: fc.constant(stampAt(counter)),
              action: fc.string({ unit: 'grapheme' }),
              changes: changesOf(stampAt(counter)),
            }),
          ),
      ),
    );

  it('what is written is read, entry by entry', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (written) => {
        // As JSON has it: no -0.
        const sent = JSON.parse(JSON.stringify(written)) as SentEntry[];
        const read = must(
          await unpackLog(must(await packLog(logHead, sent)), lisbonLog, appVersion),
        );
        expect(read.entries).toEqual(sent);
        expect(read.header).toMatchObject({ ...logHead, entries: sent.length });
        expect(read.header.last).toBe(sent.at(-1)!.stamp);
      }),
      { numRuns: 100 },
    );
  });

  const lines = logFileText(logHead, sentEntries(1, 3), sha256).split('\n').slice(0, 4);
  const packed = (changed: readonly string[]) =>
    gzipSync(sealText(`${changed.join('\n')}\n`, sha256));
  const swap = (from: string, to: string) => lines.map((line) => line.replace(from, to));
  const [header, one, two, three] = lines as [string, string, string, string];

  it.each([
    ['as it was written', lines, 'ok'],
    ['an entry too few', [header, one, two], 'exchange.wrong'],
    ['an entry too many', [...lines, three], 'exchange.wrong'],
    ['entries in another order', [header, two, one, three], 'exchange.wrong'],
    [
      'another last stamp',
      swap(`"last":"${stampAt(3)}"`, `"last":"${stampAt(4)}"`),
      'exchange.wrong',
    ],
    ['entries from before', swap('"after":null', `"after":"${stampAt(1)}"`), 'exchange.wrong'],
    ['another number', swap('"segment":1', '"segment":2'), 'exchange.wrong'],
    ['an entry that is no JSON', [header, one, '{', three], 'exchange.wrong'],
    ['an empty line', [header, one, two, three, ''], 'exchange.wrong'],
    ['an unknown table', swap('projects', 'pirates'), 'exchange.wrong'],
    ['a merge', swap('"kind":"create"', '"kind":"merge","before":null'), 'exchange.wrong'],
    ['a newer format', swap('"formatVersion":1', '"formatVersion":2'), 'exchange.newer'],
    [
      'a newer program',
      swap('"minAppVersion":"0.3.0"', '"minAppVersion":"1.0.0"'),
      'exchange.newer',
    ],
    ['no header', [one, two, three], 'exchange.wrong'],
    ['members that are not known', swap('"stamp":', '"new":1,"stamp":'), 'ok'],
  ])('%s: %#', async (_, changed, code) => {
    expect(codeOf(await unpackLog(packed(changed), lisbonLog, appVersion))).toBe(code);
  });

  it('a log file under another name is told', async () => {
    const bytes = must(await packLog(logHead, sentEntries(1, 1)));
    for (const name of [
      lisbonLog.replace('1.jsonl', '2.jsonl'),
      `log/${tokyo.id}/00000001.jsonl.gz`,
    ])
      expect(codeOf(await unpackLog(bytes, name, appVersion))).toBe('exchange.wrong');
  });

  it('entries that do not rise are never written', () => {
    const [first, second] = sentEntries(1, 2) as [SentEntry, SentEntry];
    expect(() => logFileText(logHead, [second, first], sha256)).toThrow('entry 2');
    expect(() => logFileText(logHead, [], sha256)).toThrow('without entries');
    expect(() => logFileText({ ...logHead, after: second.stamp }, [first], sha256)).toThrow();
  });

  it('EXC15: what would be enormous when unpacked is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 2 ** 20));
    const refused = await unpackLog(bomb, lisbonLog, appVersion, 2 ** 20);
    expect(refused).toEqual({
      ok: false,
      problem: { code: 'exchange.tooLarge', data: { file: lisbonLog, limit: 1 } },
    });
  });
});
