import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { newFolder, smallDesk, writeTables } from '../snapshots/made-snapshot.ts';
import { passphrase, work } from './encrypted-bytes.ts';
import { runOnTerminal } from './terminal.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
let cli: string;
beforeAll(async () => {
  const out = await newFolder();
  const env = { ...process.env, EXPERT_DESK_OUT: out };
  await run(process.execPath, [join(root, 'build/scripts/build.mjs'), 'cli'], { cwd: root, env });
  cli = join(out, 'cli/cli.js');
}, 120_000);

/** Runs a command without a terminal; `secret` is the environment's passphrase. */
const desk = async (words: readonly string[], secret?: string) => {
  const env = {
    ...process.env,
    ...(secret === undefined ? {} : { EXPERT_DESK_PASSPHRASE: secret }),
  };
  const child = run(process.execPath, [cli, ...words], { env });
  child.child.stdin?.end();
  return child.then(
    ({ stdout, stderr }) => ({ status: 0, out: stdout, err: stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      status: error.code,
      out: error.stdout,
      err: error.stderr,
    }),
  );
};

const onTerminal = (words: readonly string[], answers: readonly string[]) =>
  runOnTerminal([process.execPath, cli, ...words], answers);

const secretFile = async (name = 'desk.edesk', secret = passphrase): Promise<string> => {
  const path = join(await newFolder(), name);
  await writeTables(path, smallDesk(), { passphrase: secret, work });
  return path;
};

const passphraseFile = async (text = `${passphrase}\nand a remark\n`): Promise<string> => {
  const path = join(await newFolder(), 'secret.txt');
  await writeFile(path, text);
  return path;
};

describe('the command line and encrypted files', () => {
  it('takes the passphrase from a file, or from the environment', async () => {
    const path = await secretFile();
    for (const text of [`${passphrase}\nmore`, passphrase, `${passphrase}\r\n`]) {
      const option = ['--passphrase-file', await passphraseFile(text)];
      const verified = await desk(['verify', path, ...option]);
      expect(verified).toMatchObject({ status: 0, err: '' });
      expect(verified.out).toContain('whole and good, 5 rows');
    }
    const inspected = await desk(['inspect', path, '--json'], passphrase);
    expect(inspected).toMatchObject({ status: 0, err: '' });
    const { encrypted, size } = JSON.parse(inspected.out) as { encrypted: boolean; size: number };
    expect({ encrypted, size }).toEqual({ encrypted: true, size: (await readFile(path)).length });
    expect((await desk(['inspect', path], passphrase)).out).toMatch(/^encrypted +yes/m);
  });

  it('says of a file without a passphrase, with a wrong one or an empty one what is the matter', async () => {
    const path = await secretFile();
    expect(await desk(['verify', path])).toEqual({
      status: 1,
      out: '',
      err: '“desk.edesk” is encrypted. Enter its passphrase.\n',
    });
    expect((await desk(['verify', path], 'not the one')).err).toBe(
      'That is not the passphrase of “desk.edesk”.\n',
    );
    const empty = await passphraseFile('\n');
    const withEmpty = await desk(['verify', path, '--passphrase-file', empty]);
    expect(withEmpty.err).toContain('is empty');
    expect((await desk(['verify', path], '')).err).toContain('EXPERT_DESK_PASSPHRASE is empty');
    const gone = await desk(['verify', path, '--passphrase-file', join(path, 'gone')]);
    expect(gone.status).toBe(1);
  });

  it('asks a person at the terminal, and shows nothing of what is typed', async () => {
    const path = await secretFile();
    const right = await onTerminal(['verify', path], [passphrase]);
    expect(right.shown).toContain('Passphrase of “desk.edesk”: ');
    expect(right.shown).toContain('whole and good');
    expect(right.shown).not.toContain('horse');
    expect(right.status).toBe(0);
    const wrong = await onTerminal(['verify', path], ['something else']);
    expect(wrong).toMatchObject({ status: 1 });
    expect(wrong.shown).toContain('That is not the passphrase');
    const corrected = await onTerminal(['verify', path], [`${passphrase}xy\u007f\u007f`]);
    expect(corrected.status).toBe(0);
    const cancelled = await onTerminal(['verify', path], ['\u0003']);
    expect(cancelled.shown).toContain('Cancelled');
    expect(cancelled.status).toBe(1);
  });

  it('asks once for a folder of backups, and again for one that has another passphrase', async () => {
    const folder = join(await newFolder(), 'backups');
    await mkdir(folder);
    const secrets = { a: passphrase, b: passphrase, c: 'of another time' };
    for (const [name, secret] of Object.entries(secrets))
      await writeTables(join(folder, `${name}.edesk`), smallDesk(), { passphrase: secret, work });
    const verified = await onTerminal(['verify', folder], [passphrase, secrets.c]);
    expect(verified.status).toBe(0);
    expect(verified.shown.match(/whole and good/g)).toHaveLength(3);
    expect(verified.shown.match(/Passphrase of/g)).toHaveLength(2);
  });

  it('writes the tables of an encrypted file as CSV', async () => {
    const folder = await newFolder();
    const written = await desk(['export-csv', await secretFile(), '-o', folder], passphrase);
    expect(written).toMatchObject({ status: 0, err: '' });
    expect(await readFile(join(folder, 'profiles.csv'), 'utf8')).toContain('北京');
  });

  it('encrypts what it writes', async () => {
    const folder = await newFolder();
    const [out, option] = [join(folder, 'a.edesk'), ['--passphrase-file', await passphraseFile()]];
    const words = ['sample', '--rows', '50', '-o', out, '--encrypt'];
    expect(await desk([...words, ...option])).toMatchObject({ status: 0 });
    expect((await readFile(out)).toString('latin1')).toMatch(
      /^age-encryption\.org\/v1\n-> scrypt .{22} 18\n/,
    );
    expect(await desk(['verify', out, ...option])).toMatchObject({ status: 0 });
    const dump = fileURLToPath(new URL('../fixtures/sql/odd-values.copy.sql', import.meta.url));
    const imported = join(folder, 'b.edesk');
    const result = await desk(['import-sql', dump, '-o', imported, '--encrypt'], passphrase);
    expect(result.status).toBe(0);
    expect(await desk(['verify', imported], passphrase)).toMatchObject({ status: 0 });
  });

  it('asks twice for the passphrase of a new file, and writes none otherwise', async () => {
    const folder = await newFolder();
    const words = ['sample', '--rows', '50', '-o', join(folder, 'a.edesk'), '--encrypt'];
    const different = await onTerminal(words, [passphrase, 'something else']);
    expect(different.shown).toContain('not the same');
    expect((await desk(words)).err).toContain('There is no passphrase to encrypt with');
    expect((await desk(words, 'short')).err).toContain('at least 8 characters');
    expect(await readdir(folder)).toEqual([]);
    expect(await onTerminal(words, [passphrase, passphrase])).toMatchObject({ status: 0 });
    expect(await readdir(folder)).toEqual(['a.edesk']);
  });
});
