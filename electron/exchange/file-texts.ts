import { createHash } from 'node:crypto';
import {
  deskFileText,
  folderFileText,
  parseDeskFile,
  parseFolderFile,
  type Sha256,
} from '#shared/formats/exchange-files.ts';
import type { DeskFile, FolderFile } from '#shared/formats/exchange.ts';
import { folderFileName } from '#shared/formats/exchange-names.ts';
import { fail, ok, type Result } from '#shared/result.ts';

export const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Text that is not exactly UTF-8 was not written by a desk: `exchange.torn`. */
export const textOf = (bytes: Uint8Array, file: string): Result<string> => {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return fail('exchange.torn', { file });
  }
};

type Said<T> = Omit<T, 'format' | 'formatVersion'>;

/** `workspace.json` as it is published. */
export const folderFileBytes = (file: Said<FolderFile>): Uint8Array =>
  new TextEncoder().encode(folderFileText(file, sha256));

/** What `workspace.json` says; `exchange.torn`, `exchange.newer` or `exchange.wrong`. */
export const readFolderFile = (bytes: Uint8Array, appVersion: string): Result<FolderFile> => {
  const text = textOf(bytes, folderFileName);
  return text.ok ? parseFolderFile(text.value, { appVersion, sha256 }) : text;
};

/** `desks/<desk>.json` as it is published. */
export const deskFileBytes = (file: Said<DeskFile>): Uint8Array =>
  new TextEncoder().encode(deskFileText(file, sha256));

/** What the desk file of a name says; `exchange.torn`, `exchange.newer` or `exchange.wrong`. */
export const readDeskFile = (
  bytes: Uint8Array,
  name: string,
  appVersion: string,
): Result<DeskFile> => {
  const text = textOf(bytes, name);
  return text.ok ? parseDeskFile(text.value, name, { appVersion, sha256 }) : text;
};
