import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { Random } from '#shared/sample/random.ts';
import { workOnce } from '../laws/desks.ts';
import { clock, FolderDesk } from './folder-desk.ts';

const folders: string[] = [];
const desks: FolderDesk[] = [];

/** A folder that is gone when the test is over. */
export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'expert-desk-exchange-'));
  folders.push(folder);
  return folder;
};

/** Has a folder that the test made itself removed when it is over. */
export const removeLater = (folder: string): void => {
  folders.push(folder);
};

export const newDesk = async (number: number, options = {}): Promise<FolderDesk> => {
  const desk = await FolderDesk.open(newFolder(), number, options);
  desks.push(desk);
  return desk;
};

/** Stops all desks that were opened, and forgets them. */
export const stopAll = async (): Promise<void> => {
  for (const desk of desks.splice(0)) await desk.stop();
};

afterEach(async () => {
  await stopAll();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Edits a desk so many times, a second apart. */
export const work = (desk: FolderDesk, seed: number, times: number): void => {
  const random = new Random(seed);
  for (let n = 0; n < times; n += 1) {
    clock.now += 1000;
    workOnce(desk, random, clock.now);
  }
};

export const expectEqual = (all: readonly FolderDesk[]): void => {
  for (const desk of all) expect(desk.content()).toEqual(all[0]!.content());
};

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
