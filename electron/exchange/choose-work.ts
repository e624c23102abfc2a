import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeskFile } from '#shared/formats/exchange.ts';
import { entryLine } from '#shared/formats/exchange-log.ts';
import type { Work } from '#shared/ipc/exchange-channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Problem } from '#shared/problems/index.ts';
import { hasSeen } from '#shared/sync/seen.ts';
import { tryWriting } from '#electron/disk/disk-problems.ts';
import { aheadBy, clockProblem, type Standing } from './collecting.ts';
import { isDamage } from './held-files.ts';
import type { Found, Part } from './round.ts';

export interface Choosing {
  part: Part;
  found: Found;
  /** The UUID and the number under which this desk takes part. */
  own: { desk: string; number: number };
  /** Whether the desk has no data of the folder's workspace yet. */
  isNewcomer: boolean;
  /** Milliseconds since 1970. */
  now: number;
  isAllowed: (desk: string) => boolean;
  /** Files that could not be taken in. */
  isHeld: (desk: string, file: string) => boolean;
}

type Candidate = DeskFile & { checkpoint: NonNullable<DeskFile['checkpoint']> };

const hasCheckpoint = (file: DeskFile | null): file is Candidate =>
  file !== null && file.checkpoint !== null;

/** What a checkpoint has and this desk has not: desk numbers and stamps. */
const newsOf = (
  { checkpoint }: Candidate,
  { found: { seen }, own }: Choosing,
): [string, string][] =>
  Object.entries(checkpoint.seen).filter(
    ([key, stamp]) => key !== String(own.number) && !hasSeen(seen, stamp),
  );

/** Numbers of desks whose changes wait for the user: no checkpoint may bring them in by another way. */
const heldNumbers = ({ found, isHeld }: Choosing): Set<string> =>
  new Set(
    found.standings.flatMap(({ id, file, isHeld: waits, next }) =>
      file !== null && (waits || (next !== null && isHeld(id, next.name)))
        ? [String(file.desk.number)]
        : [],
    ),
  );

/**
 * EXC22, EXC23: the checkpoint that brings most of what no log file can bring now; with it the problem of the
 * desks whose clock is ahead.
 */
const chooseCheckpoint = (choosing: Choosing): Candidate | null => {
  const { part, found, now, isAllowed, isHeld, own, isNewcomer } = choosing;
  const held = heldNumbers(choosing);
  const candidates = found.standings.flatMap((standing) => {
    const { id, file } = standing;
    if (id === own.desk || !hasCheckpoint(file) || !part.view.has(file.checkpoint.name)) return [];
    if (isHeld(id, file.checkpoint.name)) return [];
    const news = newsOf(file, choosing);
    if ((news.length === 0 && !isNewcomer) || news.some(([key]) => held.has(key))) return [];
    const ahead = Math.max(0, ...news.map(([, stamp]) => aheadBy(stamp, now)));
    if (ahead > 0 && !isAllowed(id)) {
      Object.assign(standing, { isHeld: true, problem: clockProblem(file.desk.name, ahead) });
      return [];
    }
    return [{ file, news: news.length }];
  });
  const best = candidates.sort(
    (a, b) => b.news - a.news || (a.file.checkpoint.name < b.file.checkpoint.name ? 1 : -1),
  )[0];
  return best?.file ?? null;
};

/** Marks the desks whose checkpoints wait for the user to allow them. */
export const markHeldCheckpoints = (choosing: Choosing): void => void chooseCheckpoint(choosing);

const nameOf = ({ id, file }: Standing): string => file?.desk.name ?? id;

/** The next log file that can be taken in, read; those that cannot be read are told of and passed over. */
const nextEntries = async (choosing: Choosing): Promise<Work | null> => {
  const { part, found, isAllowed, isHeld } = choosing;
  for (const standing of found.standings) {
    const { id, next } = standing;
    if (next === null || isHeld(id, next.name)) continue;
    const log = await part.view.log(next.name);
    if (!log.ok) {
      Object.assign(standing, { next: null, problem: log.problem, wants: next.name });
      continue;
    }
    const { entries } = log.value;
    return {
      kind: 'entries',
      desk: id,
      deskName: nameOf(standing),
      file: next.name,
      entries: entries.length,
      allowed: isAllowed(id),
      bytes: new TextEncoder().encode(entries.map(entryLine).join('')),
    };
  }
  return null;
};

/** A checkpoint as a file of this machine, which opens like a chosen snapshot. */
export interface Fetched {
  desk: string;
  deskName: string;
  /** Its name in the folder. */
  file: string;
  path: string;
  /** Bytes. */
  size: number;
  allowed: boolean;
}

/** Brings a checkpoint from the folder into `into`, a folder of the desk's own. */
const fetchCheckpoint = async (
  { part, isAllowed }: Choosing,
  { desk, checkpoint }: Candidate,
  into: string,
): Promise<Result<Fetched>> => {
  const bytes = await part.transport.read(checkpoint.name);
  if (!bytes.ok) return bytes;
  const { value } = bytes;
  if (value === null) return fail('exchange.torn', { file: checkpoint.name });
  const path = join(into, `checkpoint-${randomUUID()}.edesk`);
  const written = await tryWriting(path, async () => {
    await mkdir(into, { recursive: true, mode: 0o700 });
    await writeFile(path, value, { mode: 0o600 });
  });
  if (!written.ok) return written;
  const allowed = isAllowed(desk.id);
  const { name: deskName, id } = desk;
  return ok({ desk: id, deskName, file: checkpoint.name, path, size: value.length, allowed });
};

/** A checkpoint that is damaged so that it cannot even be fetched: an encrypted one that does not open. */
export interface Unfit {
  desk: string;
  /** Its name in the folder. */
  file: string;
  problem: Problem;
}

/** What a window is to take in next: log files first, since they cost least; null for nothing. */
export const chooseWork = async (
  choosing: Choosing,
  into: string,
): Promise<Result<Work | Fetched | Unfit | null>> => {
  const entries = choosing.isNewcomer ? null : await nextEntries(choosing);
  if (entries !== null) return ok(entries);
  const candidate = chooseCheckpoint(choosing);
  if (candidate === null) return ok(null);
  const fetched = await fetchCheckpoint(choosing, candidate, into);
  if (fetched.ok || !isDamage(fetched.problem)) return fetched;
  const { desk, checkpoint } = candidate;
  return ok({ desk: desk.id, file: checkpoint.name, problem: fetched.problem });
};
