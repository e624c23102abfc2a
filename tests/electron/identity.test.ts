import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appVersion } from '#electron/app-version.ts';
import { IdentityFile } from '#electron/disk/identity.ts';
import { identitySchema } from '#shared/ipc/messages.ts';
import { scratchFolder } from './scratch.ts';

const open = async (folder: string) => {
  const file = await IdentityFile.open(folder);
  if (!file.ok) throw new Error(file.problem.code);
  return file.value;
};

test('a new desk draws an identity, and keeps it', async () => {
  const folder = scratchFolder();
  const first = await open(folder);
  expect(identitySchema.safeParse(first.current).success).toBe(true);
  expect(first.current.desk[14]).toBe('7');
  expect((await open(folder)).current).toEqual(first.current);
  expect((await open(scratchFolder())).current.desk).not.toBe(first.current.desk);
});

test('renaming is kept; desk and number stay', async () => {
  const folder = scratchFolder();
  const file = await open(folder);
  const before = file.current;
  expect(await file.rename('Zoë’s desk')).toEqual({
    ok: true,
    value: { ...before, name: 'Zoë’s desk' },
  });
  expect((await open(folder)).current).toEqual({ ...before, name: 'Zoë’s desk' });
});

test.each(['', '{', '{"desk":"x"}', '{"desk":1,"number":2,"name":3}', '\0\0\0'])(
  'a damaged file (%j) is kept aside, never lost, and told',
  async (text) => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'desk.json'), text);
    const file = await open(folder);
    expect(file.damaged).toMatch(/^desk\.json\.damaged-/);
    expect(readFileSync(join(folder, file.damaged ?? ''), 'utf8')).toBe(text);
    expect((await open(folder)).current).toEqual(file.current);
    expect(readdirSync(folder)).toHaveLength(2);
  },
);

test('an identity that cannot be read is a problem, and stays', async () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'desk.json'));
  expect(await IdentityFile.open(folder)).toMatchObject({
    ok: false,
    problem: { code: 'file.notReadable' },
  });
});

test('the version in the code is that of package.json', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(appVersion).toBe(version);
});
