import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';
import { firstFault } from '../sync/parse-change.ts';
import {
  deskFileSchema,
  exchangeFormats,
  exchangeFormatVersion,
  folderFileSchema,
  type DeskFile,
  type FolderFile,
} from './exchange.ts';
import { folderFileName, parseExchangeName } from './exchange-names.ts';
import { isLaterVersion } from './snapshot.ts';

/** SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string;

/** What reading needs from outside. */
export interface Reader {
  sha256: Sha256;
  /** The version of the program that reads. */
  appVersion: string;
}

/** The checksum with its line end. */
const sealLength = 65;

/** EXC7: a text whose last line has an end, and behind it the line with its checksum. */
export const sealText = (text: string, sha256: Sha256): string => {
  if (!text.endsWith('\n')) throw new Error('a text to be sealed ends within a line');
  return `${text}${sha256(text)}\n`;
};

/** EXC7: the text before the checksum line; `exchange.torn` where a single bit is not as it was written. */
export const openSealed = (sealed: string, file: string, sha256: Sha256): Result<string> => {
  const text = sealed.slice(0, -sealLength);
  const isWhole = text.endsWith('\n') && sealed.slice(-sealLength) === `${sha256(text)}\n`;
  return isWhole ? ok(text) : fail('exchange.torn', { file });
};

/** What is not as it must be in a file that is whole. */
export const wrong = (file: string, reason: string) => fail('exchange.wrong', { file, reason });

const headSchema = z.object({
  format: z.enum(exchangeFormats),
  formatVersion: z.int().min(1),
  minAppVersion: z.string().optional(),
  appVersion: z.string().optional(),
});

const isNewer = ({ formatVersion, minAppVersion }: z.infer<typeof headSchema>, app: string) =>
  formatVersion > exchangeFormatVersion ||
  (minAppVersion !== undefined && isLaterVersion(minAppVersion, app));

/**
 * EXC8: JSON of a kind, for a program of a version. `exchange.wrong` for what is no such JSON, `exchange.newer`
 * for what only a later program understands. Members that are not known are passed over.
 */
export const parseKind = <T extends { format: string }>(
  text: string,
  file: string,
  { schema, format, appVersion }: { schema: z.ZodType<T>; format: T['format']; appVersion: string },
): Result<T> => {
  const json = parseJson(text);
  if (json === undefined) return wrong(file, 'it is no JSON');
  const head = headSchema.safeParse(json);
  if (!head.success) return wrong(file, firstFault(head.error));
  if (head.data.format !== format) return wrong(file, `it is “${head.data.format}”`);
  const needed = head.data.minAppVersion ?? head.data.appVersion ?? 'of today';
  if (isNewer(head.data, appVersion)) return fail('exchange.newer', { file, needed });
  const parsed = schema.safeParse(json);
  return parsed.success ? ok(parsed.data) : wrong(file, firstFault(parsed.error));
};

/** Undefined for what is no JSON: no JSON says that. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A file that is one line of JSON. */
const sealJson = (json: unknown, sha256: Sha256): string =>
  sealText(`${JSON.stringify(json)}\n`, sha256);

export const folderFileText = (
  file: Omit<FolderFile, 'format' | 'formatVersion'>,
  sha256: Sha256,
): string => {
  const { folder: format } = exchangeFormats;
  return sealJson({ format, formatVersion: exchangeFormatVersion, ...file }, sha256);
};

/** EXC9: what `workspace.json` says. */
export const parseFolderFile = (sealed: string, reader: Reader): Result<FolderFile> => {
  const text = openSealed(sealed, folderFileName, reader.sha256);
  if (!text.ok) return text;
  const kind = { schema: folderFileSchema, format: exchangeFormats.folder };
  return parseKind(text.value, folderFileName, { ...kind, appVersion: reader.appVersion });
};

export const deskFileText = (
  file: Omit<DeskFile, 'format' | 'formatVersion'>,
  sha256: Sha256,
): string => {
  const { desk: format } = exchangeFormats;
  return sealJson({ format, formatVersion: exchangeFormatVersion, ...file }, sha256);
};

/** EXC10: what `desks/<desk>.json` says; `name` is the file's. */
export const parseDeskFile = (sealed: string, name: string, reader: Reader): Result<DeskFile> => {
  const text = openSealed(sealed, name, reader.sha256);
  if (!text.ok) return text;
  const kind = { schema: deskFileSchema, format: exchangeFormats.desk };
  const parsed = parseKind(text.value, name, { ...kind, appVersion: reader.appVersion });
  return parsed.ok ? checkDesk(parsed.value, name) : parsed;
};

const checkDesk = (file: DeskFile, name: string): Result<DeskFile> => {
  const named = parseExchangeName(name);
  const isOfName = named?.kind === 'desk' && named.desk === file.desk.id;
  if (!isOfName) return wrong(name, 'it is of another desk than its name says');
  const { segments } = file;
  if (segments !== null && segments.first > segments.last)
    return wrong(name, 'its first log file comes after its last one');
  return ok(file);
};
