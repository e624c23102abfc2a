import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { deskName, logName } from '#shared/formats/exchange-names.ts';
import { problemText } from '#shared/problems/index.ts';
import type { Disk } from '#electron/disk/disk.ts';
import { patiently, sharedDisk } from '#electron/disk/shared-disk.ts';
import { FolderTransport } from '#electron/exchange/folder-transport.ts';
import { faultyDisk, type Fault } from '../support/faulty-disk.ts';
import { newFolder } from '../snapshots/made-snapshot.ts';
import { bytesOf, lisbon, tokyo } from './made-files.ts';
import { codeOf, must } from './transport-contract.ts';

const desk = deskName(lisbon.id);
const log = logName(lisbon.id, 1);

const sharedFolder = async (): Promise<string> => {
  const folder = await newFolder();
  must(await viewOf(folder).publish('workspace.json', bytesOf('ours')));
  return folder;
};

const viewOf = (folder: string, disk: Disk = sharedDisk, { id } = lisbon) =>
  new FolderTransport(folder, { desk: id, disk });

const systemError = (code: string) => Object.assign(new Error(code), { code });

const temporaries = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tmp'));

const codes = ['ENOSPC', 'EIO', 'EROFS', 'ESTALE', 'EACCES'];

const faultsAt = (at: number, call: string): Fault[] => [
  { at, code: codes[at % codes.length]! },
  { at, code: 'EIO', lasts: true },
  ...(call === 'write'
    ? [{ at, code: 'ENOSPC', half: true }, ...codes.map((code) => ({ at, code }))]
    : []),
];

describe('EXC16: a disk that fails at any call of publishing', () => {
  const [before, after] = [bytesOf('before, '.repeat(500)), bytesOf('after, '.repeat(400))];

  it.each([
    ['the first file of a desk', null, log],
    ['a file that replaces another', before, desk],
    ['a file that is there already', after, desk],
  ])('%s: the old file is there or the new one, and nothing lies about', async (_, old, name) => {
    const prepare = async () => {
      const folder = await sharedFolder();
      if (old !== null) must(await viewOf(folder).publish(name, old));
      return folder;
    };
    const options = { shortWrites: true, under: sharedDisk };
    const clean = faultyDisk(null, options);
    must(await viewOf(await prepare(), clean).publish(name, after));
    expect(clean.calls.length).toBeGreaterThan(5);
    for (const [at, call] of clean.calls.entries())
      for (const fault of faultsAt(at, call)) {
        const folder = await prepare();
        const view = viewOf(folder, faultyDisk(fault, options));
        const published = await view.publish(name, after);
        if (!published.ok) expect(published.problem.code).toMatch(/^exchange\./);
        const there = must(await viewOf(folder).read(name));
        if (published.ok) expect(there).toEqual(after);
        else expect([old, after]).toContainEqual(there);
        const again = fault.lasts === true ? viewOf(folder) : view;
        must(await again.publish(desk, bytesOf('again')));
        expect(await temporaries(folder)).toEqual([]);
        await rm(folder, { recursive: true });
      }
  });

  it('listing and reading: a fault is a problem, and never a shorter listing', async () => {
    const folder = await sharedFolder();
    for (const name of [desk, log]) must(await viewOf(folder).publish(name, before));
    const whole = must(await viewOf(folder).list());
    const clean = faultyDisk(null);
    must(await viewOf(folder, clean).list());
    for (const at of clean.calls.keys())
      for (const code of ['EIO', 'EACCES', 'ESTALE', 'ENOENT']) {
        const listed = await viewOf(folder, faultyDisk({ at, code })).list();
        if (listed.ok) expect(listed.value).toEqual(whole);
        else expect(listed.problem.code).toMatch(/^exchange\.(unreadable|folderGone)$/);
      }
    const reading = faultyDisk(null);
    must(await viewOf(folder, reading).read(log));
    for (const [at, call] of reading.calls.entries()) {
      const read = await viewOf(folder, faultyDisk({ at, code: 'EIO' })).read(log);
      expect([call, codeOf(read)]).toEqual([call, call === 'close' ? 'ok' : 'exchange.unreadable']);
    }
  });

  it('a drive that is pulled out while it is listed is a problem', async () => {
    const folder = await sharedFolder();
    for (const name of [desk, log]) must(await viewOf(folder).publish(name, before));
    for (let pulledAt = 1; pulledAt < 12; pulledAt++) {
      let calls = 0;
      const isPulled = () => ++calls > pulledAt;
      const pulled: Disk = {
        ...sharedDisk,
        facts: async (path) => {
          if (!isPulled()) return sharedDisk.facts(path);
          return path === folder ? sharedDisk.facts(folder) : null;
        },
        list: async (path) => {
          if (!isPulled()) return sharedDisk.list(path);
          if (path === folder) return [];
          throw systemError('ENOENT');
        },
      };
      const listed = await viewOf(folder, pulled).list();
      expect(listed.ok ? listed.value.length : 3).toBe(3);
    }
  });

  it('what is no system error is thrown: it is a bug', async () => {
    const folder = await sharedFolder();
    const broken: Disk = { ...sharedDisk, facts: () => Promise.reject(new TypeError('a bug')) };
    await expect(viewOf(folder, broken).read(desk)).rejects.toThrow('a bug');
  });
});

describe('EXC5: what killed processes left', () => {
  const leftover = (id: string) => `~${id}-0123456789ab.tmp`;

  it('is swept by the same desk wherever it writes, and by no other', async () => {
    const folder = await sharedFolder();
    must(await viewOf(folder).publish(log, bytesOf('x')));
    must(await viewOf(folder, sharedDisk, tokyo).publish(deskName(tokyo.id), bytesOf('x')));
    await mkdir(join(folder, 'base'));
    const places = ['', 'base', 'desks', `log/${lisbon.id}`];
    for (const place of places)
      for (const id of [lisbon.id, tokyo.id])
        await writeFile(join(folder, place, leftover(id)), 'half a fi');
    must(await viewOf(folder).publish(desk, bytesOf('x')));
    const left = places.map((place) => join(place, leftover(tokyo.id))).sort();
    expect((await temporaries(folder)).sort()).toEqual(left);
  });

  it('a file that this process is writing is not swept', async () => {
    const folder = await sharedFolder();
    let second: Promise<unknown> = Promise.resolve();
    const slow: Disk = {
      ...sharedDisk,
      rename: async (from, to) => {
        second = viewOf(folder).publish(log, bytesOf('second'));
        await second;
        await sharedDisk.rename(from, to);
      },
    };
    must(await viewOf(folder, slow).publish(desk, bytesOf('first')));
    await second;
    expect(must(await viewOf(folder).list())).toHaveLength(3);
  });
});

describe('a folder that several people use', () => {
  it.each([
    [0o2775, 0o2775, 0o664],
    [0o700, 0o700, 0o600],
    [0o755, 0o755, 0o644],
  ])('EXC16: in a folder of mode %o everything is as open', async (mode, folders, files) => {
    if (process.platform === 'win32') return;
    const folder = await newFolder();
    await chmod(folder, mode);
    for (const name of ['workspace.json', log])
      must(await viewOf(folder).publish(name, bytesOf('x')));
    const modeOf = async (name: string) => (await stat(join(folder, name))).mode & 0o7777;
    for (const name of ['log', `log/${lisbon.id}`]) expect(await modeOf(name)).toBe(folders);
    for (const name of ['workspace.json', log]) expect(await modeOf(name)).toBe(files);
  });

  it('EXC3: the folder itself is never made', async () => {
    const folder = join(await newFolder(), 'drive', 'shared');
    const published = await viewOf(folder).publish('workspace.json', bytesOf('x'));
    expect(codeOf(published)).toBe('exchange.folderGone');
    expect(existsSync(folder)).toBe(false);
    expect(published.ok ? '' : problemText(published.problem)).toContain(`“${folder}”`);
  });

  it('EXC3: nor is it made where the drive is pulled out in between', async () => {
    const folder = await sharedFolder();
    const pulled: Disk = {
      ...sharedDisk,
      makeFolder: async (path) => {
        await rm(folder, { recursive: true, force: true });
        await sharedDisk.makeFolder(path);
      },
    };
    const published = await viewOf(folder, pulled).publish(log, bytesOf('x'));
    expect(codeOf(published)).toBe('exchange.folderGone');
    expect(existsSync(folder)).toBe(false);
  });

  it('EXC15: a file that is too large is refused before it is read', async () => {
    const folder = await sharedFolder();
    must(await viewOf(folder).publish(log, bytesOf('x')));
    await truncate(join(folder, log), 64 * 2 ** 20 + 1);
    expect(codeOf(await viewOf(folder).read(log))).toBe('exchange.tooLarge');
    const published = await viewOf(folder).publish(desk, new Uint8Array(64 * 2 ** 20 + 1));
    expect(codeOf(published)).toBe('exchange.tooLarge');
  });

  it('folders and links to nothing under a file’s name are no files', async () => {
    const folder = await sharedFolder();
    await mkdir(join(folder, desk), { recursive: true });
    await mkdir(join(folder, 'log'));
    await writeFile(join(folder, 'log', lisbon.id), 'a file where a folder should be');
    if (process.platform !== 'win32') await symlink('/nowhere', join(folder, deskName(tokyo.id)));
    const view = viewOf(folder);
    expect(must(await view.list()).map(({ name }) => name)).toEqual(['workspace.json']);
    expect(codeOf(await view.read(desk))).toBe('exchange.unreadable');
    expect(codeOf(await view.publish(desk, bytesOf('x')))).toBe('exchange.notWritten');
    expect(codeOf(await view.publish(log, bytesOf('x')))).toBe('exchange.notWritten');
  });

  it('on a system that does not replace open files, it is tried again', async () => {
    let left = 2;
    const busy = async () => {
      if (left-- > 0) throw systemError('EPERM');
    };
    await patiently(busy, true);
    left = 2;
    await expect(patiently(busy, false)).rejects.toThrow('EPERM');
    await expect(patiently(() => Promise.reject(systemError('EIO')), true)).rejects.toThrow('EIO');
  });
});

describe('watching a folder', () => {
  const quiet = { pollEvery: 3_600_000, gather: 5 };
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('is told at once by the system, of others’ files only', async () => {
    const folder = await sharedFolder();
    for (const { id } of [lisbon, tokyo])
      must(await viewOf(folder, sharedDisk, { id, number: 0 }).publish(deskName(id), bytesOf('1')));
    const told = vi.fn();
    const mine = new FolderTransport(folder, { desk: lisbon.id, ...quiet });
    const stop = mine.watch(told);
    must(await mine.publish(desk, bytesOf('2')));
    await pause(60);
    expect(told).not.toHaveBeenCalled();
    must(await viewOf(folder, sharedDisk, tokyo).publish(deskName(tokyo.id), bytesOf('2')));
    await vi.waitFor(() => expect(told).toHaveBeenCalled());
    stop();
  });

  it('goes on by looking now and then where the system tells nothing, or the folder is gone', async () => {
    const folder = join(await newFolder(), 'shared');
    const told = vi.fn();
    const options = { desk: lisbon.id, pollEvery: 10, gather: 1 };
    const stops = [
      new FolderTransport(folder, { ...options, watchFolder: null }).watch(told),
      new FolderTransport(folder, options).watch(told),
    ];
    await vi.waitFor(() => expect(told.mock.calls.length).toBeGreaterThan(5));
    for (const stop of stops) stop();
  });

  it('is told in one go of many changes', async () => {
    const folder = await sharedFolder();
    must(await viewOf(folder, sharedDisk, tokyo).publish(deskName(tokyo.id), bytesOf('0')));
    const told = vi.fn();
    const mine = new FolderTransport(folder, { desk: lisbon.id, ...quiet, gather: 150 });
    const stop = mine.watch(told);
    for (let n = 1; n < 20; n++)
      must(await viewOf(folder, sharedDisk, tokyo).publish(deskName(tokyo.id), bytesOf(`${n}`)));
    await vi.waitFor(() => expect(told).toHaveBeenCalled());
    expect(told.mock.calls.length).toBeLessThan(4);
    stop();
    expect(await readFile(join(folder, deskName(tokyo.id)), 'utf8')).toBe('19');
  });
});
