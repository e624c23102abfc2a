import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from '#electron/host/find-browser.ts';
import { profileFolderFor } from '#electron/host/browser-window.ts';
import { withDeskPermissions } from '#electron/host/browser-profile.ts';
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

test('lasting storage and notifications are granted to the desk’s origin, beside what the preferences hold', () => {
  const origin = 'http://127.0.0.1:23000';
  const before = { profile: { name: 'a', content_settings: { pattern_pairs: {} } }, other: [1] };
  const after = withDeskPermissions(before, origin);
  expect(after).toMatchObject(before);
  const granted = { [`${origin},*`]: { setting: 1, last_modified: expect.any(String) as string } };
  expect(after).toMatchObject({
    profile: {
      content_settings: { exceptions: { durable_storage: granted, notifications: granted } },
    },
  });
  expect(withDeskPermissions(after, origin)).toEqual(after);
});

test('who forbade notifications in the browser is not overruled', () => {
  const origin = 'http://127.0.0.1:23000';
  const forbidden = { [`${origin},*`]: { setting: 2, last_modified: '1' } };
  const exceptions = { notifications: forbidden };
  const after = withDeskPermissions({ profile: { content_settings: { exceptions } } }, origin);
  expect(after).toMatchObject({ profile: { content_settings: { exceptions } } });
});
