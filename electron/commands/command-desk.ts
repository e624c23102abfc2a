import { createHash, randomBytes } from 'node:crypto';
import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromText } from '#shared/schema/instants.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import { uuidv7 } from '#shared/sync/uuid.ts';

/**
 * The desk that a file from the command line comes from: a new one each time, or, where the time is
 * given, one that follows from it, so that the same command writes the same file.
 */
export const commandDesk = (
  appVersion: string,
  given: string | null,
  now: number,
): { head: SnapshotHead; clock: string } => {
  const bytes = (part: string) =>
    given === null ? randomBytes(10) : createHash('sha256').update(`${part} ${given}`).digest();
  const number = 32 + (bytes('number').readUInt32BE(0) % (2 ** 27 - 32));
  const clock = formatStamp({ time: now, counter: 0, desk: number });
  const head = {
    workspace: uuidv7(now, bytes('workspace').subarray(0, 10)),
    desk: { id: uuidv7(now, bytes('desk').subarray(0, 10)), name: 'Command line', number },
    number: 1,
    appVersion,
    createdAt: new Date(now).toISOString(),
    lastStamp: clock,
    seq: null,
    seen: { [number]: clock },
  };
  return { head, clock };
};

/** The moment of `--at`, in milliseconds since 1970; this one where none is given. */
export const momentOf = (text: string | null): Result<number> => {
  if (text === null) return ok(Date.now());
  const instant = instantFromText(text);
  const time = instant === null ? NaN : Date.parse(`${instant.slice(0, 23)}Z`);
  return time >= 0 ? ok(time) : fail('sql.badTime', { value: text });
};

/** A text option, or null. */
export const textOption = (value: string | boolean | undefined): string | null =>
  typeof value === 'string' ? value : null;
