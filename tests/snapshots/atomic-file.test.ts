import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fail } from '#shared/result.ts';
import { AtomicFile, writeFileAtomically } from '#electron/disk/atomic-file.ts';
import { sweepLeftovers, temporaryNameFor } from '#electron/disk/temporary-names.ts';
import { faultyDisk } from '../support/faulty-disk.ts';
import { good, newFolder, sentenceOf } from './made-snapshot.ts';

const dead = 2 ** 22 + 1;
const nameOfProcess = (path: string, pid: number) => path.replace(`-${process.pid}-`, `-${pid}-`);

describe('a file that appears whole or not at all', () => {
  it('has its name and content after it is committed, and nothing lies beside it', async () => {
    const folder = await newFolder();
    good(await writeFileAtomically(join(folder, 'note.txt'), 'grüße'));
    expect(await readdir(folder)).toEqual(['note.txt']);
    expect(await readFile(join(folder, 'note.txt'), 'utf8')).toBe('grüße');
  });

  it('has no name before, and leaves the old file as it was until then', async () => {
    const folder = await newFolder();
    const path = join(folder, 'note.txt');
    await writeFile(path, 'old');
    const file = good(await AtomicFile.create(path));
    good(await file.write(Buffer.from('new')));
    expect(await readFile(path, 'utf8')).toBe('old');
    good(await file.commit());
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('writes everything where the disk takes a few bytes at a time', async () => {
    const path = join(await newFolder(), 'long.txt');
    const disk = faultyDisk(null, { shortWrites: true });
    good(await writeFileAtomically(path, 'x'.repeat(12_345), { disk }));
    expect((await readFile(path)).length).toBe(12_345);
    expect(disk.calls.filter((call) => call === 'write').length).toBe(13);
  });

  it('SNAP16: replaces nothing where it must not', async () => {
    const folder = await newFolder();
    const path = join(folder, 'kept.txt');
    await writeFile(path, 'kept');
    const written = await writeFileAtomically(path, 'other', { replace: false });
    expect(sentenceOf(written)).toBe('“kept.txt” cannot be written: there is such a file already.');
    expect(await readFile(path, 'utf8')).toBe('kept');
    expect(await readdir(folder)).toEqual(['kept.txt']);
  });

  it('is given its free name on disks without links too', async () => {
    const folder = await newFolder();
    const disk = {
      ...faultyDisk(null),
      link: () => Promise.reject(Object.assign(new Error(), { code: 'EPERM' })),
    };
    good(await writeFileAtomically(join(folder, 'new.txt'), 'new', { disk, replace: false }));
    const again = await writeFileAtomically(join(folder, 'new.txt'), 'x', { disk, replace: false });
    expect(again.ok).toBe(false);
    expect(await readdir(folder)).toEqual(['new.txt']);
  });

  it('is not kept when it does not verify', async () => {
    const folder = await newFolder();
    const file = good(await AtomicFile.create(join(folder, 'bad.txt')));
    good(await file.write(Buffer.from('bad')));
    const committed = await file.commit(async () => fail('file.cancelled'));
    expect(committed.ok).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });

  it('can be discarded at any time and twice, and then takes nothing more', async () => {
    const folder = await newFolder();
    const file = good(await AtomicFile.create(join(folder, 'gone.txt')));
    await file.discard();
    await file.discard();
    expect(await readdir(folder)).toEqual([]);
    expect(sentenceOf(await file.write(Buffer.from('x')))).toContain('Cancelled');
    expect(sentenceOf(await file.commit())).toContain('Cancelled');
  });

  it.each([
    ['ENOSPC', '“a.txt” was not written. Free some space'],
    ['EDQUOT', 'The disk is full'],
    ['EROFS', 'the disk can only be read'],
    ['EACCES', 'you are not allowed to'],
    ['EIO', 'the disk reports an error'],
    ['EWEIRD', 'the system says EWEIRD'],
  ])('says in plain words what %s means', async (code, words) => {
    const folder = await newFolder();
    const calls = faultyDisk(null);
    good(await writeFileAtomically(join(folder, 'a.txt'), 'a', { disk: calls }));
    const at = calls.calls.indexOf('write');
    const path = join(await newFolder(), 'a.txt');
    const written = await writeFileAtomically(path, 'a', { disk: faultyDisk({ at, code }) });
    expect(sentenceOf(written)).toContain(words);
  });

  it('names the reason where the folder is missing', async () => {
    const written = await writeFileAtomically(join(await newFolder(), 'no', 'a.txt'), 'a');
    expect(sentenceOf(written)).toBe('“a.txt” cannot be written: the folder is not there.');
  });
});

describe('what dead processes left behind', () => {
  it('is swept by the next file that is written to that folder, and nothing else is', async () => {
    const folder = await newFolder();
    const path = join(folder, 'desk.edesk');
    const living = temporaryNameFor(path);
    const leftover = nameOfProcess(temporaryNameFor(path), dead);
    for (const name of [living, leftover, join(folder, '.notes.part')]) await writeFile(name, '');
    good(await writeFileAtomically(path, 'x'));
    expect(await readdir(folder)).toEqual(['.notes.part', basename(living), 'desk.edesk'].sort());
  });

  it('is swept where this process has the number of the dead one, but not its work', async () => {
    const folder = await newFolder();
    const before = temporaryNameFor(join(folder, 'a')).replace(
      /[0-9a-f]{12}(?=\.part$)/,
      '0'.repeat(12),
    );
    await writeFile(before, '');
    expect(await sweepLeftovers(folder)).toEqual([basename(before)]);
  });

  it('of another machine on a shared folder is left for a day', async () => {
    const folder = await newFolder();
    const foreign = temporaryNameFor(join(folder, 'a')).replace(/[0-9a-f]{8}(?=-\d)/, '00000000');
    const name = nameOfProcess(foreign, dead).replace(/[0-9a-f]{12}(?=\.part$)/, '1'.repeat(12));
    await writeFile(name, '');
    expect(await sweepLeftovers(folder)).toEqual([]);
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(name, yesterday, yesterday);
    expect(await sweepLeftovers(folder)).toEqual([basename(name)]);
  });

  it('is no reason to fail where the folder is not there', async () => {
    expect(await sweepLeftovers(join(await newFolder(), 'nowhere'))).toEqual([]);
  });
});
