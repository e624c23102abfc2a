import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChosenFileRegistry } from '#electron/disk/chosen-files.ts';
import { Upload } from '#electron/disk/upload.ts';
import type { Result } from '#shared/result.ts';
import { scratchFolder } from './scratch.ts';

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};
const open = async (folder = join(scratchFolder(), 'uploads')) =>
  valueOf(await ChosenFileRegistry.open(folder));
const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problem.code);

test('an upload arrives in order and is then at hand under its ticket', async () => {
  const files = await open();
  const { ticket } = valueOf(await files.beginUpload('a.sql', 6));
  expect(codeOf(files.resolve(ticket))).toBe('file.badTicket');
  expect(codeOf(await files.writeChunk(ticket, 0, bytes('abc')))).toBe('ok');
  expect(codeOf(await files.writeChunk(ticket, 3, bytes('def')))).toBe('ok');
  const file = valueOf(files.resolve(ticket));
  expect(file).toMatchObject({ name: 'a.sql', size: 6 });
  expect(readFileSync(file.path, 'utf8')).toBe('abcdef');
});

test('any way of cutting a file into chunks gives the same file', async () => {
  const files = await open();
  const parts = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(parts, async (chunks) => {
      const whole = Buffer.concat(chunks);
      const { ticket } = valueOf(await files.beginUpload('x', whole.length));
      let offset = 0;
      for (const chunk of chunks.filter(({ length }) => length > 0)) {
        valueOf(await files.writeChunk(ticket, offset, chunk));
        offset += chunk.length;
      }
      expect(readFileSync(valueOf(files.resolve(ticket)).path).equals(whole)).toBe(true);
      await files.release(ticket);
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['a gap', 1, 'a'],
  ['more than was announced', 0, 'abcd'],
])('%s gives the upload up and removes its copy', async (_what, offset, text) => {
  const folder = join(scratchFolder(), 'uploads');
  const files = await open(folder);
  const { ticket } = valueOf(await files.beginUpload('a.sql', 3));
  expect(codeOf(await files.writeChunk(ticket, offset, bytes(text)))).toBe('desk.badMessage');
  expect(readdirSync(folder)).toEqual([]);
  expect(codeOf(await files.writeChunk(ticket, 0, bytes('abc')))).toBe('file.badTicket');
});

test('a chunk that comes twice is refused', async () => {
  const files = await open();
  const { ticket } = valueOf(await files.beginUpload('a.sql', 6));
  valueOf(await files.writeChunk(ticket, 0, bytes('abc')));
  expect(codeOf(await files.writeChunk(ticket, 0, bytes('abc')))).toBe('desk.badMessage');
});

test('chunks sent without waiting are still taken one after the other', async () => {
  const files = await open();
  const { ticket } = valueOf(await files.beginUpload('a.sql', 4));
  const sent = [0, 1, 2, 3].map((n) => files.writeChunk(ticket, n, bytes(String(n))));
  expect((await Promise.all(sent)).every(({ ok }) => ok)).toBe(true);
  expect(readFileSync(valueOf(files.resolve(ticket)).path, 'utf8')).toBe('0123');
});

test('a file larger than the disk has room for is refused before a byte is sent', async () => {
  const files = await open();
  expect(codeOf(await files.beginUpload('a.sql', Number.MAX_SAFE_INTEGER))).toBe('file.diskFull');
});

test.runIf(existsSync('/dev/full'))('a disk that runs full is told as such', async () => {
  const file = await openFile('/dev/full', 'w');
  const upload = Upload.over(file, { path: join(scratchFolder(), 'x'), name: 'a.sql', size: 10 });
  expect(codeOf(await upload.write(0, bytes('abc')))).toBe('file.diskFull');
  await upload.discard();
});

test('a released file is forgotten and its copy removed; releasing twice is harmless', async () => {
  const files = await open();
  const { ticket } = valueOf(await files.beginUpload('a.sql', 0));
  const { path } = valueOf(files.resolve(ticket));
  await files.release(ticket);
  await files.release(ticket);
  expect(existsSync(path)).toBe(false);
  expect(codeOf(files.resolve(ticket))).toBe('file.badTicket');
});

test('what a dead process left in the uploads is removed at the next start', async () => {
  const folder = join(scratchFolder(), 'uploads');
  mkdirSync(folder);
  writeFileSync(join(folder, 'left'), 'over');
  await open(folder);
  expect(readdirSync(folder)).toEqual([]);
});

test('a chosen file keeps its place; releasing it does not remove it', async () => {
  const files = await open();
  const path = join(scratchFolder(), 'mine.edesk');
  writeFileSync(path, '12345');
  const { ticket, name, size } = valueOf(await files.add(path));
  expect({ name, size }).toEqual({ name: 'mine.edesk', size: 5 });
  expect(valueOf(files.resolve(ticket)).path).toBe(path);
  await files.release(ticket);
  expect(existsSync(path)).toBe(true);
});

test('a chosen path that is missing or a folder is a problem', async () => {
  const files = await open();
  const folder = scratchFolder();
  expect(codeOf(await files.add(join(folder, 'none')))).toBe('file.notFound');
  expect(codeOf(await files.add(folder))).toBe('file.notReadable');
});
