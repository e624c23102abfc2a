import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspectSnapshot } from '#electron/snapshots/read-snapshot.ts';
import {
  appVersion,
  good,
  newFolder,
  readTables,
  smallDesk,
  writeTables,
} from '../snapshots/made-snapshot.ts';
import { passphrase } from './encrypted-bytes.ts';
import { runOnTerminal } from './terminal.ts';

const golden = (name: string) =>
  fileURLToPath(new URL(`../fixtures/age/v1/${name}`, import.meta.url));
const plainGolden = fileURLToPath(new URL('../fixtures/snapshot/v1/', import.meta.url));

describe('the golden encrypted snapshots', () => {
  const goldenPassphrase = 'golden horse of Lisbon';

  it.each([
    ['desk.edesk', '46ef8c11b63e0d95512989e27fb82b7ec28f0fd25ef176eb8f0d1b40ff7b88a0'],
    ['desk-as-text.edesk', 'c0eefaf777d54a4fb98f13d1bada338dc3dff10960e24f78e20f258578a0d72e'],
  ])('SNAP21: %s is what it always was, and still opens', async (name, sha256) => {
    const bytes = await readFile(golden(name));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    const texts = await readFile(join(plainGolden, 'tables.json'), 'utf8');
    const read = await readTables(golden(name), { passphrase: goldenPassphrase });
    expect(good(read)).toEqual({ ...(JSON.parse(texts) as object), saved_views: [] });
  });
});

describe('beside the age command', () => {
  beforeAll(() => {
    const { status } = spawnSync('age', ['--version'], { stdio: 'ignore' });
    if (status !== 0)
      throw new Error('The age command is missing: install it (Debian: apt-get install age).');
  });

  it('SNAP21: age -d turns an encrypted snapshot into the plain one, byte for byte', async () => {
    const folder = await newFolder();
    const [secret, plain, opened] = ['secret.edesk', 'plain.edesk', 'opened.edesk'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    await writeTables(secret, smallDesk(), { passphrase });
    await writeTables(plain, smallDesk());
    const ran = await runOnTerminal(['age', '-d', '-o', opened, secret], [passphrase]);
    expect(ran).toMatchObject({ status: 0 });
    expect((await readFile(opened)).equals(await readFile(plain))).toBe(true);
    const { encrypted, size } = good(await inspectSnapshot(secret, { appVersion, passphrase }));
    expect({ encrypted, size }).toEqual({ encrypted: true, size: (await readFile(secret)).length });
  });

  it.each([
    ['a file', []],
    ['a file as text', ['-a']],
  ])('SNAP21: %s that age -p made opens here', async (_, options) => {
    const folder = await newFolder();
    const [plain, secret] = [join(folder, 'plain.edesk'), join(folder, 'desk.edesk')];
    await writeTables(plain, smallDesk());
    const command = ['age', '-p', ...options, '-o', secret, plain];
    expect(await runOnTerminal(command, [passphrase, passphrase])).toMatchObject({ status: 0 });
    expect(good(await readTables(secret, { passphrase }))).toEqual(smallDesk());
  });

  it('SNAP22: a file for a key is told as such, without asking for a passphrase', async () => {
    const folder = await newFolder();
    const [plain, secret] = [join(folder, 'plain'), join(folder, 'desk.edesk')];
    await writeFile(plain, 'for a key');
    const key = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
    const made = spawnSync('age', ['-r', key, '-o', secret, plain], { encoding: 'utf8' });
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(await readTables(secret)).toMatchObject({ problem: { code: 'age.otherRecipient' } });
  });
});
