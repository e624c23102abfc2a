import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from '#electron/host/find-browser.ts';
import { profileFolderFor } from '#electron/host/browser-window.ts';
import { withLastingStorage } from '#electron/host/browser-profile.ts';
import { scratchFolder } from './scratch.ts';

const program = (path: string, text = 'x'.repeat(20_000)) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
};

test('the browser that CHROME names comes first, by path or by name', () => {
  const home = scratchFolder();
  const path = program(join(home, 'bin', 'my-chrome'));
  const find = (env: Record<string, string>) => findBrowser({ platform: 'linux', env, home });
  expect(find({ CHROME: path })?.command).toBe(path);
  expect(find({ CHROME: 'my-chrome', PATH: join(home, 'bin') })?.command).toBe(path);
  expect(find({ CHROME: 'not-there' })).toBeNull();
});

test('browsers on the PATH are found', () => {
  const home = scratchFolder();
  const path = program(join(home, 'bin', 'chromium'));
  const found = findBrowser({ platform: 'linux', env: { PATH: join(home, 'bin') }, home });
  expect(found).toEqual({ command: path, before: [], profileBase: null });
});

test('a script that starts the snap keeps its profile where the snap may write', () => {
  const home = scratchFolder();
  program(join(home, 'bin', 'chromium'), '#!/bin/sh\nexec /snap/bin/chromium "$@"\n');
  const found = findBrowser({ platform: 'linux', env: { PATH: join(home, 'bin') }, home });
  if (found === null) throw new Error('not found');
  expect(profileFolderFor(found, '/desk')).toBe(
    join(home, 'snap', 'chromium', 'common', 'expert-desk', 'chromium'),
  );
});

test('macOS keeps browsers in Applications', () => {
  const home = scratchFolder();
  const path = program(join(home, 'Applications', 'Vivaldi.app', 'Contents', 'MacOS', 'Vivaldi'));
  expect(findBrowser({ platform: 'darwin', env: {}, home })?.command).toBe(path);
});

test('the exception for lasting storage is added to what the preferences hold already', () => {
  const origin = 'http://127.0.0.1:23000';
  const before = { profile: { name: 'a', content_settings: { pattern_pairs: {} } }, other: [1] };
  const after = withLastingStorage(before, origin);
  expect(after).toMatchObject(before);
  expect(JSON.stringify(after)).toContain(`"durable_storage":{"${origin},*":{`);
  expect(withLastingStorage(after, origin)).toEqual(after);
});
