import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { exchangeLimits } from '#shared/formats/exchange.ts';
import {
  logFileText,
  parseLogFile,
  type LogFile,
  type LogHead,
} from '#shared/formats/exchange-log.ts';
import { logName } from '#shared/formats/exchange-names.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { SentEntry } from '#shared/sync/parse-sent-entry.ts';
import { errorCode } from '#electron/disk/disk.ts';
import { tooLarge } from './exchange-rules.ts';
import { sha256, textOf } from './file-texts.ts';

const pack = promisify(gzip);
const unpack = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip);

/** A log file as it is published; `exchange.tooLarge` where the entries are more than one may hold. */
export const packLog = async (
  head: LogHead,
  entries: readonly SentEntry[],
): Promise<Result<Uint8Array>> => {
  const name = logName(head.desk.id, head.segment);
  const bytes = Buffer.from(logFileText(head, entries, sha256));
  if (bytes.length > exchangeLimits.unpacked) return tooLarge(name, exchangeLimits.unpacked);
  const packed = await pack(bytes);
  return packed.length > exchangeLimits.file
    ? tooLarge(name, exchangeLimits.file)
    : ok(new Uint8Array(packed));
};

/** The bytes within; a file that would be enormous when unpacked is refused while it is unpacked. */
const unpacked = async (
  bytes: Uint8Array,
  name: string,
  limit: number,
): Promise<Result<Buffer>> => {
  try {
    return ok(await unpack(bytes, { maxOutputLength: limit }));
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') return tooLarge(name, limit);
    if (errorCode(error)?.startsWith('Z_') === true) return fail('exchange.torn', { file: name });
    throw error;
  }
};

/**
 * A log file as it was read; `name` is its name. `exchange.torn` where it is not whole, `exchange.newer`,
 * `exchange.tooLarge`, or `exchange.wrong` where it is whole and does not say what it must.
 */
export const unpackLog = async (
  bytes: Uint8Array,
  name: string,
  appVersion: string,
  limit: number = exchangeLimits.unpacked,
): Promise<Result<LogFile>> => {
  const plain = await unpacked(bytes, name, limit);
  if (!plain.ok) return plain;
  const text = textOf(plain.value, name);
  return text.ok ? parseLogFile(text.value, name, { appVersion, sha256 }) : text;
};
