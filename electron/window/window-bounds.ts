import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { screen, type BrowserWindow, type Rectangle } from 'electron';
import { z } from 'zod';
import { writeFileAtomically } from '../disk/atomic-file.ts';

const fileName = 'window.json';
const restInMs = 400;

const schema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(480).max(20_000),
  height: z.int().min(360).max(20_000),
  maximized: z.boolean(),
});
/** Where the window was, in device-independent pixels. */
type WindowPlace = z.infer<typeof schema>;

const parse = (text: string): WindowPlace | null => {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

const overlaps = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Whether a window there can be reached: the screen that it was on may be gone. */
const isOnScreen = (place: WindowPlace): boolean =>
  screen.getAllDisplays().some(({ workArea }) => overlaps(workArea, place));

/** Where the window was last, or null when that is not known or no longer on any screen. */
export const readWindowPlace = async (folder: string): Promise<WindowPlace | null> => {
  const place = parse(await readFile(join(folder, fileName), 'utf8').catch(() => ''));
  return place !== null && isOnScreen(place) ? place : null;
};

/** Remembers where a window is, a moment after it was moved; a failure is of no weight. */
export const rememberWindowPlace = (window: BrowserWindow, folder: string): void => {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    if (window.isDestroyed() || window.isMinimized()) return;
    const place = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    void writeFileAtomically(join(folder, fileName), JSON.stringify(place));
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, restInMs);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('closed', () => clearTimeout(timer));
};
