import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '#shared/result.ts';
import { writeFileAtomically } from '../disk/atomic-file.ts';
import { tryWriting } from '../disk/disk-problems.ts';

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const child = (parent: Json, name: string): Json => {
  const found = parent[name];
  if (isJson(found)) return found;
  const made: Json = {};
  parent[name] = made;
  return made;
};

const allow = 1;
/** Microseconds since 1601, as Chromium counts; only has to be there. */
const someTime = '13400000000000000';

/**
 * Chromium's preferences with what a desk needs granted to its origin, and nothing to any other: that
 * `navigator.storage.persist()` is true, and that reminders may be shown as notifications. Who forbade the
 * latter in the browser is not overruled.
 */
export const withDeskPermissions = (preferences: Json, origin: string): Json => {
  const changed = structuredClone(preferences);
  const settings = child(child(child(changed, 'profile'), 'content_settings'), 'exceptions');
  const allowed = () => ({ last_modified: someTime, setting: allow });
  const pattern = `${origin},*`;
  child(settings, 'durable_storage')[pattern] = allowed();
  child(settings, 'notifications')[pattern] ??= allowed();
  return changed;
};

const readPreferences = async (path: string): Promise<Json> => {
  try {
    const parsed: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isJson(parsed) ? parsed : {};
  } catch {
    // There are none yet, or Chromium will replace what it cannot read.
    return {};
  }
};

const hasIt = (preferences: Json, origin: string) =>
  JSON.stringify(preferences) === JSON.stringify(withDeskPermissions(preferences, origin));

/**
 * Prepares the browser's own profile for a desk: storage that the browser does not clear when the disk
 * runs full, and reminders as notifications. Must happen while no browser uses the profile, which writes its preferences when it ends.
 */
export const prepareBrowserProfile = async (
  folder: string,
  origin: string,
): Promise<Result<void>> => {
  const inner = join(folder, 'Default');
  const made = await tryWriting(inner, () => mkdir(inner, { recursive: true, mode: 0o700 }));
  if (!made.ok) return made;
  const path = join(inner, 'Preferences');
  const preferences = await readPreferences(path);
  if (hasIt(preferences, origin)) return ok(undefined);
  return writeFileAtomically(path, JSON.stringify(withDeskPermissions(preferences, origin)));
};
