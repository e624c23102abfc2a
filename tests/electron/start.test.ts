import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isNewEnough } from '../../build/scripts/node-version.mjs';

const run = (script: string, args: string[]) =>
  spawnSync(process.execPath, [`build/scripts/${script}`, ...args], { encoding: 'utf8' });

test('Node 20.19 and later are new enough', () => {
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0'])
    expect(isNewEnough(version), version).toBe(true);
  for (const version of ['20.18.9', '18.20.0', '8.0.0']) expect(isNewEnough(version)).toBe(false);
});

test('npm start -- --help lists the choices', () => {
  const { status, stdout } = run('start.mjs', ['--help']);
  expect(status).toBe(0);
  for (const option of ['--browser', '--electron', '--no-open']) expect(stdout).toContain(option);
});

test('an option that is not one ends with 1', () => {
  const { status, stderr } = run('start.mjs', ['--odd']);
  expect(status).toBe(1);
  expect(stderr).toContain('“--odd” is not an option');
});
