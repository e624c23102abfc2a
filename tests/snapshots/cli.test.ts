import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { entityOf, workTables } from '#shared/entities/index.ts';
import { parseCsv } from '#shared/formats/csv.ts';
import { valueToText } from '#shared/schema/values.ts';
import { goldenTables } from './golden-desk.ts';
import { clock, newFolder, noTables, smallDesk, writeTables } from './made-snapshot.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
let cli: string;
beforeAll(async () => {
  const out = await newFolder();
  const env = { ...process.env, EXPERT_DESK_OUT: out };
  await run(process.execPath, [join(root, 'build/scripts/build.mjs'), 'cli'], { cwd: root, env });
  cli = join(out, 'cli/cli.js');
}, 120_000);

interface Outcome {
  status: number;
  out: string;
  err: string;
}

const desk = async (...words: string[]): Promise<Outcome> => {
  const child = spawn(process.execPath, [cli, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  const [status] = (await once(child, 'close')) as [number];
  return { status, out, err };
};

const madeFile = async (tables = smallDesk()): Promise<string> => {
  const path = join(await newFolder(), 'desk.edesk');
  await writeTables(path, tables);
  return path;
};

describe('the command line', () => {
  it('explains itself on standard output', async () => {
    const general = await desk('--help');
    expect(general).toMatchObject({ status: 0, err: '' });
    for (const name of ['verify', 'inspect', 'export-csv']) expect(general.out).toContain(name);
    const help = await desk('export-csv', '--help');
    expect(help.status).toBe(0);
    expect(help.out).toContain('export-csv FILE -o DIR [--with-secrets]');
  });

  it('says its version, that of the package', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(await desk('--version')).toEqual({ status: 0, out: `${version}\n`, err: '' });
  });

  it.each([
    [[], 'Which command?'],
    [['rm'], 'There is no command “rm”.'],
    [['verify'], 'verify needs PATH.'],
    [['verify', 'a', 'b'], 'verify does not know what to do with “b”.'],
    [['verify', '--fast', 'a'], "Unknown option '--fast'."],
    [['export-csv', 'a'], 'export-csv needs -o.'],
    [['export-csv', 'a', '-o'], '-o'],
  ])('%j: exit status 1 and a sentence on standard error', async (words, sentence) => {
    const { status, out, err } = await desk(...words);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

describe('verify', () => {
  it('says in one line that a file is good', async () => {
    const path = await madeFile();
    expect(await desk('verify', path)).toEqual({
      status: 0,
      out: `${path}: whole and good, 5 rows in 11 tables\n`,
      err: '',
    });
  });

  it('says of a bad one where and why, with exit status 1', async () => {
    const path = await madeFile();
    await writeFile(path, (await readFile(path)).subarray(0, -30));
    const { status, out, err } = await desk('verify', path);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^“desk\.edesk” is cut short: .+\n$/);
    expect((await desk('verify', `${path}.not`)).err).toBe('There is no file “desk.edesk.not”.\n');
    expect((await desk('inspect', join(path, '..'))).err).toContain('it is a folder');
  });
});

describe('inspect', () => {
  it('prints workspace, desk, versions and rows', async () => {
    const { status, out } = await desk('inspect', await madeFile());
    expect(status).toBe(0);
    expect(out).toContain('0198c0de-0000-7000-8000-000000000001');
    expect(out).toContain('Lisbon');
    expect(out).toMatch(/^ {2}profiles +3$/m);
  });

  it('prints one JSON object with --json', async () => {
    const { status, out } = await desk('inspect', '--json', await madeFile());
    const facts = JSON.parse(out) as { rows: object; desk: object; formatVersion: number };
    expect(status).toBe(0);
    expect(facts).toMatchObject({ formatVersion: 1, desk: { number: 4711 } });
    expect(facts.rows).toMatchObject({ users: 2, profiles: 3, payout_accounts: 0 });
  });

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, [cli, 'inspect', await madeFile()], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (text: Buffer) => (err += text.toString()));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(err).toBe('');
  });
});

describe('export-csv', () => {
  const exported = async (tables = smallDesk(), ...words: string[]) => {
    const folder = join(await newFolder(), 'csv');
    const done = await desk('export-csv', await madeFile(tables), '-o', folder, ...words);
    expect(done).toMatchObject({ status: 0, err: '' });
    const read = async (table: string) => readFile(join(folder, `${table}.csv`), 'utf8');
    return { folder, done, read };
  };

  it('writes a file per table with every column of the schema, and says which', async () => {
    const { folder, done, read } = await exported(noTables(), '--with-secrets');
    expect(await readdir(folder)).toEqual(workTables.map((table) => `${table}.csv`).toSorted());
    expect(done.out.split('\n').slice(0, -1)).toHaveLength(11);
    for (const table of workTables)
      expect(parseCsv(await read(table))).toEqual([['id', ...Object.keys(entityOf(table).fields)]]);
  });

  it('writes every value as PostgreSQL does, and unknown columns behind the others', async () => {
    const { read } = await exported(goldenTables(), '--with-secrets');
    for (const table of workTables) {
      const { fields } = entityOf(table);
      const [head, ...lines] = parseCsv(await read(table))!;
      expect(head).toEqual(['id', ...Object.keys(fields), 'of_later', 'shoe_size']);
      const wanted = goldenTables()[table].map(({ id, values, source }) => [
        String(id),
        ...Object.entries(fields).map(([name, field]) =>
          values[name] === undefined || values[name] === null
            ? null
            : valueToText(field, values[name], source?.[name]),
        ),
        ...(values['shoe_size'] === undefined ? [null, null] : ['["a","b"]', '42']),
      ]);
      expect(lines).toEqual(wanted);
    }
  });

  it('tells null from the empty text', async () => {
    const { read } = await exported();
    const [head, ...lines] = parseCsv(await read('profiles'))!;
    const [first, last] = [head!.indexOf('first_name'), head!.indexOf('last_name')];
    expect(lines[1]![first]).toBe('');
    expect(lines[1]![last]).toBeNull();
  });

  it('leaves secrets out unless asked for', async () => {
    const tables = noTables();
    tables.users = [{ id: 1, values: {}, clock }];
    const secrets = workTables.flatMap((table) =>
      Object.entries(entityOf(table).fields)
        .filter(([, field]) => field.kind === 'secret')
        .map(([name]) => ({ table, name })),
    );
    expect(secrets).not.toEqual([]);
    const { read } = await exported(tables);
    for (const { table, name } of secrets)
      expect(parseCsv(await read(table))![0]).not.toContain(name);
  });

  it('can keep spreadsheets from running a value, and begin with a byte order mark', async () => {
    const tables = noTables();
    tables.profiles = [
      { id: 1, values: { first_name: '=HYPERLINK("x")', hourly_rate: '-1.00' }, clock },
    ];
    const plain = await (await exported(tables)).read('profiles');
    expect(plain).toContain('"=HYPERLINK(""x"")"');
    const safe = await (await exported(tables, '--spreadsheet-safe', '--bom')).read('profiles');
    expect(safe.startsWith('\uFEFFid,')).toBe(true);
    expect(safe).toContain(`"'=HYPERLINK(""x"")"`);
    expect(safe).toContain(',-1.00,');
  });

  it('replaces nothing unless told to, and writes nothing of a bad file', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'users.csv'), 'mine');
    const path = await madeFile();
    const refused = await desk('export-csv', path, '-o', folder);
    expect(refused.status).toBe(1);
    expect(refused.err).toContain('users.csv” is there already');
    expect(await readdir(folder)).toEqual(['users.csv']);
    expect((await desk('export-csv', path, '-o', folder, '--force')).status).toBe(0);
    expect(await readFile(join(folder, 'users.csv'), 'utf8')).not.toBe('mine');
    await writeFile(path, (await readFile(path)).subarray(100));
    const empty = join(folder, 'empty');
    await mkdir(empty);
    expect((await desk('export-csv', path, '-o', empty)).status).toBe(1);
    expect(await readdir(empty)).toEqual([]);
  });
});
