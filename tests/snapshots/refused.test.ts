import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemText } from '#shared/problems/index.ts';
import { openToVerify, verifySnapshot } from '#electron/snapshots/read-snapshot.ts';
import {
  appVersion,
  clock,
  good,
  newFolder,
  noTables,
  readTables,
  smallDesk,
} from './made-snapshot.ts';
import { buildZip, snapshotParts, type Contents, type Part } from './zip-parts.ts';

let path: string;
beforeAll(async () => {
  path = join(await newFolder(), 'desk.edesk');
});

/**
 * The sentence with which a file is refused, without its name; 'good' where it is not. Whoever reads it as it is
 * verified comes to the same (SNAP23).
 */
const verdict = async (bytes: Buffer): Promise<string> => {
  await writeFile(path, bytes);
  const verified = await verifySnapshot(path, { appVersion });
  const read = await readTables(path, {}, openToVerify);
  expect(read.ok ? 'good' : problemText(read.problem)).toBe(
    verified.ok ? 'good' : problemText(verified.problem),
  );
  if (verified.ok) return 'good';
  const sentence = problemText(verified.problem);
  expect(sentence).toMatch(/^“desk\.edesk”/);
  expect(sentence).not.toMatch(/\?”|\{\w+\}/);
  return sentence.replace('“desk.edesk”', 'FILE');
};

const users = 'tables/users.ndjson';
const desk = (contents: Contents = {}, manifest: Record<string, unknown> = {}) =>
  snapshotParts(smallDesk(), contents, manifest);
const changed = (name: string, change: Partial<Part>): Part[] =>
  desk().map((part) => (part.name === name ? { ...part, ...change } : part));
const line = (value: unknown) => `${JSON.stringify(value)}\n`;

it('a snapshot that is put together by hand, with nothing wrong, is read', async () => {
  await writeFile(path, buildZip(desk()));
  expect(good(await readTables(path))).toEqual(smallDesk());
  expect(good(await readTables(path, {}, openToVerify))).toEqual(smallDesk());
});

describe('what is no snapshot', () => {
  it.each<[string, Buffer, string]>([
    ['an empty file', Buffer.alloc(0), 'FILE is empty'],
    ['text', Buffer.from('id,name\n1,Ana\n'), 'FILE is not an Expert Desk snapshot'],
    ['one byte', Buffer.from('P'), 'FILE is not an Expert Desk snapshot'],
    ['an age file', Buffer.from('age-encryption.org/v1\n-> scrypt'), 'FILE is encrypted'],
    ['a ZIP file without entries', buildZip([]), 'FILE is not an Expert Desk snapshot'],
    [
      'another program’s ZIP file',
      buildZip([{ name: 'word/document.xml', data: Buffer.from('<x/>') }]),
      'FILE is no Expert Desk snapshot: it has no manifest.json',
    ],
    [
      'another format with a manifest',
      buildZip(desk({}, { format: 'other' })),
      'FILE is no Expert Desk snapshot: its manifest.json names another format',
    ],
  ])('%s is told apart', async (_, bytes, words) => {
    expect(await verdict(bytes)).toContain(words);
  });

  it('SNAP17: a file that is cut anywhere is refused', async () => {
    const bytes = buildZip(desk());
    const last = bytes.length - 60;
    for (let length = 4; length < bytes.length; length += length < last ? 97 : 1)
      expect(await verdict(bytes.subarray(0, length))).toMatch(/^FILE is cut short: /);
  });
});

describe('SNAP1–SNAP3: a container that contradicts itself', () => {
  const at = (name: string) => `FILE is damaged or was altered, at ${name}: `;
  const overlapping = (): Part[] => {
    const parts = desk();
    return parts.map((part) => (part.name === users ? { ...part, listed: { offset: 0 } } : part));
  };

  it.each<[string, () => Buffer, string]>([
    [
      'bytes before',
      () => buildZip(desk(), { before: Buffer.from('PK\x03\x04....') }),
      `${at('the beginning')}something that is not listed comes first`,
    ],
    [
      'bytes behind',
      () => buildZip(desk(), { behind: Buffer.from('tail') }),
      `${at('the end')}something follows the end record`,
    ],
    [
      'bytes between',
      () => buildZip(changed(users, { after: Buffer.from('gap') })),
      `${at(users)}something that is not listed lies behind it`,
    ],
    [
      'an entry that is not listed',
      () => buildZip(changed(users, { unlisted: true })),
      'something that is not listed lies behind it',
    ],
    ['overlapping entries', () => buildZip(overlapping()), 'overlaps what follows it'],
    ['an entry twice', () => buildZip([...desk(), ...desk().slice(0, 1)]), 'it is listed twice'],
    [
      'a wrong number of entries',
      () => buildZip(desk(), { count: 1 }),
      'another length than the end record says',
    ],
    [
      'encryption',
      () => buildZip(changed(users, { listed: { flags: 0x0809 }, local: { flags: 0x0809 } })),
      'it is encrypted or of unknown kind',
    ],
    [
      'an unknown method',
      () => buildZip(changed(users, { listed: { method: 12 }, local: { method: 12 } })),
      'packed by a method that is not allowed',
    ],
    [
      'another name in the header',
      () => buildZip(changed(users, { local: { name: 'tables/userz.ndjson' } })),
      'its header contradicts the list of entries',
    ],
    [
      'another method in the header',
      () => buildZip(changed(users, { local: { method: 0 } })),
      'its header contradicts the list of entries',
    ],
    [
      'another checksum in the descriptor',
      () => buildZip(changed(users, { descriptor: { crc: 1 } })),
      'the record behind it contradicts the list of entries',
    ],
    [
      'a wrong checksum everywhere',
      () => buildZip(changed(users, { listed: { crc: 1 }, descriptor: { crc: 1 } })),
      `${at(users)}its checksum does not fit`,
    ],
    [
      'a size that is too small',
      () => buildZip(changed(users, { listed: { size: 5 }, descriptor: { size: 5 } })),
      `${at(users)}it has 5 bytes, and the manifest says`,
    ],
    [
      'broken packed data',
      () => buildZip(changed(users, { packed: Buffer.from([7, 7, 7]) })),
      `${at(users)}its packed data is broken`,
    ],
    [
      'something behind the packed data',
      () =>
        buildZip(
          changed(users, {
            packed: Buffer.concat([
              deflateRawSync(desk().find(({ name }) => name === users)!.data),
              Buffer.from('more'),
            ]),
          }),
        ),
      `${at(users)}something follows its packed data`,
    ],
  ])('%s: refused', async (_, bytes, words) => {
    expect(await verdict(bytes())).toContain(words);
  });

  it.each([
    '../users.ndjson',
    '/etc/passwd.x',
    'tables\\users.ndjson',
    'tables/',
    'a//b.c',
    'C:x.y',
    'tables/üsers.ndjson',
    'tables/users.ndjson\0',
    'con',
  ])('SNAP2: an entry named %j is refused', async (name) => {
    const extra = { name, data: Buffer.alloc(0) };
    expect(await verdict(buildZip([...desk(), extra]))).toContain('is not a name that it may hold');
  });
});

describe('SNAP4–SNAP7: a manifest that does not fit', () => {
  it.each<[string, Part[], string]>([
    ['no manifest', desk().slice(0, -1), 'FILE is incomplete: manifest.json is missing'],
    ['a missing table', desk({ [users]: null }), `FILE is incomplete: ${users} is missing`],
    [
      'a missing side entry',
      desk({ 'views.ndjson': null }),
      'FILE is incomplete: views.ndjson is missing',
    ],
    ['no JSON', changed('manifest.json', { data: Buffer.from('{') }), 'it is no JSON'],
    ['a list', changed('manifest.json', { data: Buffer.from('[]') }), 'names another format'],
    [
      'a missing member',
      desk({}, { workspace: undefined }),
      'manifest.json does not say what it must: “workspace” is missing',
    ],
    [
      'a wrong desk',
      desk({}, { desk: { id: 'x' } }),
      'does not say what it must: “desk.id” is not right',
    ],
    [
      'an entry that it does not know',
      [...desk(), { name: 'extra.ndjson', data: Buffer.alloc(0) }],
      'the manifest does not know of it',
    ],
    [
      'a newer format',
      desk({}, { formatVersion: 2, appVersion: '3.1.0', minAppVersion: '3.0.0' }),
      'FILE was written by a newer version of Expert Desk (3.1.0). Install version 3.0.0 or later',
    ],
    ['a newer schema', desk({}, { schemaVersion: 2 }), 'FILE was written by a newer version'],
    ['a newer program', desk({}, { minAppVersion: '0.5.0' }), 'Install version 0.5.0 or later'],
    [
      'a newer format of another shape',
      desk({}, { formatVersion: 9, entries: 'elsewhere' }),
      'FILE was written by a newer version',
    ],
    [
      'something in the side entries',
      desk({ 'conflicts.ndjson': '{}\n' }),
      'this version can only read it when it is empty',
    ],
  ])('%s: refused', async (_, parts, words) => {
    expect(await verdict(buildZip(parts))).toContain(words);
  });

  it('SNAP6: an entry that only the manifest knows is verified and passed over', async () => {
    const extra = desk({ 'later/new-things.ndjson': 'of a later version\n' }, { addition: 1 });
    await writeFile(path, buildZip(extra));
    expect(good(await readTables(path))).toEqual(smallDesk());
    const broken = extra.map((part) =>
      part.name.startsWith('later') ? { ...part, data: Buffer.from('Of a later version\n') } : part,
    );
    expect(await verdict(buildZip(broken))).toContain(
      'later/new-things.ndjson: its checksum does not fit',
    );
  });

  it('SNAP17: rows that are not as many as the manifest says are refused', async () => {
    const parts = desk();
    const manifest = JSON.parse(parts.at(-1)!.data.toString()) as {
      entries: Record<string, { rows: number }>;
    };
    manifest.entries[users]!.rows = 1;
    const lying = [
      ...parts.slice(0, -1),
      { name: 'manifest.json', data: Buffer.from(JSON.stringify(manifest)) },
    ];
    expect(await verdict(buildZip(lying))).toContain('it holds 2 rows, and the manifest says 1');
    manifest.entries[users]!.rows = 10 ** 12;
    lying[lying.length - 1]!.data = Buffer.from(JSON.stringify(manifest));
    expect(await verdict(buildZip(lying))).toContain('1000000000000 rows do not fit');
  });
});

describe('SNAP8–SNAP12: rows that are not as they must be', () => {
  const row = (change: object) => line({ id: 1, values: { email: 'ana' }, clock, ...change });
  it.each<[string, string | Buffer, string]>([
    ['no JSON', 'what\n', 'FILE: users, row 1, the whole: the line is no JSON.'],
    ['an empty line', `${row({})}\n`, 'FILE: users, row 2, the whole: the line is empty.'],
    ['a byte order mark', `\uFEFF${row({})}`, 'row 1, the whole: the line is no JSON.'],
    ['no end of line', row({}).trim(), 'its last line has no end'],
    [
      'no UTF-8',
      Buffer.concat([Buffer.from(row({})), Buffer.from([0x22, 0xff, 0x0a])]),
      'its text is not UTF-8',
    ],
    ['a list', '[]\n', 'row 1, the whole: '],
    ['no number', row({ id: '7' }), 'row 1, column id: '],
    ['a number beyond 2^53', row({ id: 2 ** 53 }), 'row 1, column id: '],
    ['no clock', row({ clock: undefined }), 'row 1, column clock: '],
    ['a clock that is none', row({ clocks: { email: 'noon' } }), 'row 1, column clocks: '],
    [
      'a value of the wrong kind',
      row({ values: { billing_account: 5 } }),
      'row 1, column billing_account: ',
    ],
    [
      'a value too long',
      row({ values: { billing_account: 'x'.repeat(300) } }),
      'holds 300 characters; at most 255',
    ],
    [
      'an instant that is none',
      row({ values: { created_at: '2026-02-30T00:00:00.000000Z' } }),
      'row 1, column created_at: ',
    ],
    [
      'ids that fall',
      row({ id: 2 }) + row({ id: 1 }),
      'FILE: users, row 2, its number: 1 must come after 2.',
    ],
    ['an id twice', row({}) + row({}), 'row 2, its number: 1 must come after 1.'],
  ])('%s: refused with table, row and reason', async (_, text, words) => {
    expect(await verdict(buildZip(snapshotParts(noTables(), { [users]: text })))).toContain(words);
  });

  it('SNAP12: a reference to nothing is refused with row, column, table and number', async () => {
    const tables = noTables();
    tables.projects = [{ id: 4, values: {}, clock }];
    tables.expert_requests = [
      { id: 1, values: { project: 4 }, clock },
      { id: 3, values: { project: 5 }, clock },
    ];
    expect(await verdict(buildZip(snapshotParts(tables)))).toBe(
      'FILE: expert_requests, row 2, column project: points to projects 5, which is not in the file.',
    );
    tables.projects.push({ id: 5, values: {}, clock });
    expect(await verdict(buildZip(snapshotParts(tables)))).toBe('good');
  });
});

describe('SNAP18: what would be enormous', () => {
  /** Zeros that deflate about a thousandfold. */
  const zeros = deflateRawSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });

  it('an entry that claims to grow beyond all measure is refused unread', async () => {
    const size = 300 * 1024 * 1024;
    const parts = changed(users, { packed: zeros, listed: { size }, descriptor: { size } });
    expect(await verdict(buildZip(parts))).toContain('would be enormous when unpacked');
  });

  it('an entry that unpacks to more than it claims is stopped at that size', async () => {
    expect(await verdict(buildZip(changed(users, { packed: zeros })))).toContain(
      'it unpacks to more than',
    );
  });

  it('a manifest of many megabytes, and a line without end, are refused', async () => {
    const size = 64 * 1024 * 1024;
    const manifest = changed('manifest.json', {
      packed: zeros,
      listed: { size },
      descriptor: { size },
    });
    expect(await verdict(buildZip(manifest))).toContain(
      'at manifest.json: it says that it has 67108864 bytes',
    );
    const long = Buffer.alloc(size + 10, 'x');
    const parts = snapshotParts(noTables(), { [users]: long });
    expect(await verdict(buildZip(parts))).toContain('a line has more than 67108864 bytes');
  });

  it('a list of entries that is too long is refused', async () => {
    const many = Array.from({ length: 1001 }, (_, i) => ({
      name: `n${i}.x`,
      data: Buffer.alloc(0),
    }));
    expect(await verdict(buildZip(many))).toContain(
      '1001 entries are listed, and at most 1000 allowed',
    );
  });
});
