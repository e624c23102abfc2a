import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { removeFolder } from '#tests/support/remove-folder.ts';

/** The desk is packaged around a stand-in for Electron: all but its binary is what users get. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const place = join(root, 'node_modules', '.cache', 'expert-desk', 'package-test');
const release = join(place, 'release');
const unpacked = join(release, 'linux-unpacked');

/** What Electron's binary has instead of its fuses: a mark, the version of the list, their number, a sign each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const unset = 'rrrrrrrrr';

const standIn = (): string => {
  const folder = join(place, 'electron');
  for (const part of ['locales', 'resources']) mkdirSync(join(folder, part), { recursive: true });
  const fuses = `${sentinel}\u0001${String.fromCharCode(unset.length)}${unset}`;
  writeFileSync(join(folder, 'electron'), `#!/bin/sh\n# ${fuses}\n`);
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html'])
    writeFileSync(join(folder, name), '45.4.1');
  return folder;
};

interface Listed {
  files?: Record<string, Listed>;
}

const pathsIn = ({ files }: Listed, above = ''): string[] =>
  files === undefined
    ? [above]
    : Object.entries(files).flatMap(([name, entry]) =>
        pathsIn(entry, above === '' ? name : `${above}/${name}`),
      );

/** The paths in an asar archive: after two lengths of four bytes each, a JSON list and its length. */
const asarPaths = (path: string): string[] => {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(16);
    readSync(file, head, 0, 16, 0);
    const list = Buffer.alloc(head.readUInt32LE(12));
    readSync(file, list, 0, list.length, 16);
    return pathsIn(JSON.parse(list.toString('utf8')) as Listed);
  } finally {
    closeSync(file);
  }
};

beforeAll(() => {
  removeFolder(place);
  const args = ['--no-install', 'electron-builder', '--config', 'build/electron-builder.json'];
  const made = spawnSync(
    'npx',
    [...args, '--linux', 'dir', `-c.electronDist=${standIn()}`, `-c.directories.output=${release}`],
    { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  expect(made.status, made.stdout + made.stderr).toBe(0);
  return () => removeFolder(place);
}, 120_000);

test('the package holds what was built, and nothing else', () => {
  const paths = asarPaths(join(unpacked, 'resources', 'app.asar'));
  expect(paths).toContain('build/out/main/main.js');
  expect(paths.some((path) => path.startsWith('build/out/preload/'))).toBe(true);
  expect(paths).toContain('build/out/renderer/index.html');
  const known = /^(package\.json|build\/out\/(main|preload|renderer)\/)/;
  expect(paths.filter((path) => !known.test(path) || path.endsWith('.map'))).toEqual([]);
});

test('its program has the fuses of FUSES.md', () => {
  const program = readdirSync(unpacked).find((name) => name === 'expert-desk');
  const bytes = readFileSync(join(unpacked, program ?? ''), 'latin1');
  const at = bytes.indexOf(sentinel) + sentinel.length + 2;
  const burnt = [...bytes.slice(at, at + 8)].map((sign) => sign === '1');
  const table = readFileSync(join(root, 'electron/window/FUSES.md'), 'utf8');
  const wanted = [...table.matchAll(/^\| \w+ +\| (on|off) /gm)].map(([, value]) => value === 'on');
  expect(wanted).toHaveLength(8);
  expect(burnt).toEqual(wanted);
});
