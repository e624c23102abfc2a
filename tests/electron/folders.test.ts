import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  desksThere,
  downloadsFromUserDirs,
  openDeskFolder,
  openExportsFolder,
  type Surroundings,
} from '#electron/disk/folders.ts';
import { ExportsFolder } from '#electron/disk/exports-folder.ts';
import { ok } from '#shared/result.ts';
import { scratchFolder } from './scratch.ts';

const around = (
  home: string,
  env: Record<string, string> = {},
  platform: NodeJS.Platform = 'linux',
): Surroundings => ({ home, env, platform });

describe('where a desk is kept', () => {
  test.each([
    ['linux', {}, '.local/share/expert-desk/browser'],
    ['darwin', {}, 'Library/Application Support/Expert Desk/browser'],
    ['win32', {}, 'AppData/Roaming/Expert Desk/browser'],
  ] as const)('on %s in the place for such data', async (platform, env, expected) => {
    const home = scratchFolder();
    const folder = await openDeskFolder(around(home, env, platform), 'browser');
    expect(folder).toEqual(ok(join(home, expected)));
    expect(existsSync(join(home, expected))).toBe(true);
  });

  test('XDG_DATA_HOME is heeded unless it is relative', async () => {
    const home = scratchFolder();
    const given = around(home, { XDG_DATA_HOME: join(home, 'data') });
    expect(await openDeskFolder(given, 'electron')).toEqual(
      ok(join(home, 'data', 'expert-desk', 'electron')),
    );
    const relative = around(home, { XDG_DATA_HOME: 'data' });
    expect(await openDeskFolder(relative, 'electron')).toEqual(
      ok(join(home, '.local/share/expert-desk/electron')),
    );
  });

  test('EXPERT_DESK_HOME comes first, and must be absolute', async () => {
    const home = scratchFolder();
    const given = around(home, { EXPERT_DESK_HOME: join(home, 'mine') });
    expect(await openDeskFolder(given, 'browser')).toEqual(ok(join(home, 'mine', 'browser')));
    const relative = around(home, { EXPERT_DESK_HOME: 'mine' });
    expect(await openDeskFolder(relative, 'browser')).toMatchObject({
      problem: { code: 'shell.notAbsolute', data: { variable: 'EXPERT_DESK_HOME', value: 'mine' } },
    });
  });

  test('each shell has a desk of its own, and it is known which are there', async () => {
    const home = scratchFolder();
    expect(desksThere(around(home))).toEqual(ok([]));
    const folder = await openDeskFolder(around(home), 'browser');
    if (!folder.ok) throw new Error(folder.problem.code);
    writeFileSync(join(folder.value, 'desk.json'), '{}');
    expect(desksThere(around(home))).toEqual(ok(['browser']));
  });
});

describe('where exports go', () => {
  test('by EXPERT_DESK_EXPORTS first', async () => {
    const home = scratchFolder();
    const wanted = join(home, 'out');
    expect(await openExportsFolder(around(home, { EXPERT_DESK_EXPORTS: wanted }), home)).toEqual(
      ok(wanted),
    );
    expect(existsSync(wanted)).toBe(true);
  });

  test('else to Downloads, in the user’s own language', async () => {
    const home = scratchFolder();
    mkdirSync(join(home, 'Téléchargements'));
    mkdirSync(join(home, '.config'));
    writeFileSync(
      join(home, '.config', 'user-dirs.dirs'),
      '# made by xdg\nXDG_DESKTOP_DIR="$HOME/Bureau"\nXDG_DOWNLOAD_DIR="$HOME/Téléchargements"\n',
    );
    expect(await openExportsFolder(around(home), home)).toEqual(ok(join(home, 'Téléchargements')));
  });

  test('else into the desk’s own folder', async () => {
    const home = scratchFolder();
    expect(await openExportsFolder(around(home), join(home, 'desk'))).toEqual(
      ok(join(home, 'desk', 'exports')),
    );
  });

  test('a settings file without a real folder names none', () => {
    expect(downloadsFromUserDirs('XDG_DOWNLOAD_DIR="$HOME/"', '/home/a')).toBeNull();
    expect(downloadsFromUserDirs('XDG_DOWNLOAD_DIR="relative"', '/home/a')).toBeNull();
    expect(downloadsFromUserDirs('', '/home/a')).toBeNull();
  });

  test('each export gets a free name, and only exports can be shown', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'desk.edesk'), 'old');
    const shown: string[] = [];
    const exports = new ExportsFolder(folder, async (path) => {
      shown.push(path);
      return ok({});
    });
    const chosen = await exports.choose('desk.edesk');
    expect(chosen).toEqual(ok({ path: join(folder, 'desk (2).edesk'), name: 'desk (2).edesk' }));
    expect(await exports.choose('../desk.edesk')).toMatchObject({
      problem: { code: 'file.badName' },
    });
    expect(await exports.reveal('desk.edesk')).toMatchObject({
      problem: { code: 'file.notFound' },
    });
    writeFileSync(join(folder, 'desk (2).edesk'), 'new');
    expect(await exports.reveal('desk (2).edesk')).toEqual(ok({}));
    expect(shown).toEqual([join(folder, 'desk (2).edesk')]);
  });
});
