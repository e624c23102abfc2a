import { basename } from 'node:path';
import { DumpParser } from '#shared/formats/sql/dump-parser.ts';
import type { DumpSink } from '#shared/formats/sql/dump-events.ts';
import type { DumpReport } from '#shared/ipc/messages.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import { nodeDisk, type Disk, type FileFacts, type OpenFile } from '../disk/disk.ts';
import { tryReading } from '../disk/disk-problems.ts';
import { decoderFor } from './decoders.ts';
import { DumpCheck } from './dump-check.ts';
import { ChangedFile, dumpRows } from './dump-rows.ts';
import { MissingReferences, missingKept } from './missing-references.ts';
import type { RowChunk } from './row-chunks.ts';

const bytesAtOnce = 2 ** 20;

/** How far a reading is, in bytes of the file. */
export interface DumpProgress {
  phase: string;
  done: number;
  total: number;
}

export interface ReadDumpOptions {
  onProgress?: (progress: DumpProgress) => void;
  signal?: AbortSignal;
  disk?: Disk;
}

/** A dump that was read and checked once; its rows can be had while it stays as it was. */
export interface OpenDump {
  report: DumpReport;
  /** The next rows, all with this clock; null after the last. Refused while the report has problems. */
  next(clock: Stamp): Promise<Result<RowChunk | null>>;
  close(): Promise<void>;
}

interface Opened {
  path: string;
  file: OpenFile;
  facts: FileFacts;
  disk: Disk;
}

/**
 * Reads a whole plain-text dump, checks every value and gives the report; nothing else happens.
 * Memory: one chunk, one row, 24 bytes a row and about a bit an id.
 */
export const readDump = async (
  path: string,
  options: ReadDumpOptions = {},
): Promise<Result<OpenDump>> => {
  const opened = await openPath(path, options.disk ?? nodeDisk);
  if (!opened.ok) return opened;
  const checked = await checkFile(opened.value, options);
  if (checked.ok) return ok(openDump(opened.value, checked.value.check, checked.value.report));
  await opened.value.file.close();
  return checked;
};

const openPath = async (path: string, disk: Disk): Promise<Result<Opened>> => {
  const facts = await tryReading(path, () => disk.facts(path));
  if (!facts.ok) return facts;
  if (facts.value === null) return fail('file.notFound', { name: basename(path) });
  if (facts.value.isFolder) return fail('sql.directory', { name: basename(path) });
  const file = await tryReading(path, () => disk.open(path, 'read'));
  return file.ok ? ok({ path, file: file.value, facts: facts.value, disk }) : file;
};

const checkFile = async (
  opened: Opened,
  options: ReadDumpOptions,
): Promise<Result<{ check: DumpCheck; report: DumpReport }>> => {
  const check = new DumpCheck();
  const parsed = await parseFile(opened, check, 'Reading', options);
  if (!parsed.ok) return parsed;
  if (check.isBarren && check.findings.problemCount === 0)
    check.problem({ code: 'sql.noTables', data: {} }, 1, null);
  const missing = new MissingReferences(check);
  if (check.hasMissing) {
    const searched = await parseFile(opened, missing, 'Looking for missing records', options);
    if (!searched.ok) return searched;
  }
  if (missing.overflowed)
    check.problem({ code: 'sql.tooManyMissing', data: { limit: missingKept } }, 1, null);
  if (await hasChanged(opened)) return changed(opened);
  return ok({ check, report: check.report(parsed.value, missing.found) });
};

/** Gives the number of lines. */
const parseFile = async (
  { path, file, facts }: Opened,
  sink: DumpSink,
  phase: string,
  { onProgress, signal }: ReadDumpOptions,
): Promise<Result<number>> => {
  const parser = new DumpParser(sink, decoderFor);
  for (let done = 0; !parser.isStopped;) {
    if (signal?.aborted) return fail('file.cancelled');
    const chunk = new Uint8Array(bytesAtOnce);
    const read = await tryReading(path, () => file.read(chunk, done));
    if (!read.ok) return read;
    if (read.value === 0) break;
    parser.push(chunk.subarray(0, read.value));
    done += read.value;
    onProgress?.({ phase, done: Math.min(done, facts.size), total: facts.size });
  }
  parser.end();
  return ok(parser.lines);
};

const hasChanged = async ({ path, facts, disk }: Opened): Promise<boolean> => {
  const now = await disk.facts(path).catch(() => null);
  return now === null || now.size !== facts.size || now.modified !== facts.modified;
};

const changed = ({ path }: Opened) => fail('sql.changed', { name: basename(path) });

const openDump = (opened: Opened, check: DumpCheck, report: DumpReport): OpenDump => {
  let rows: ReturnType<typeof dumpRows> | null = null;
  return {
    report,
    next: async (clock) => {
      if (report.problemCount > 0) return fail('sql.hasProblems');
      if (await hasChanged(opened)) return changed(opened);
      rows ??= dumpRows(opened.file, check, clock);
      return nextChunk(rows, opened);
    },
    close: () => opened.file.close(),
  };
};

const nextChunk = async (
  rows: ReturnType<typeof dumpRows>,
  opened: Opened,
): Promise<Result<RowChunk | null>> => {
  try {
    const step = await tryReading(opened.path, () => rows.next());
    return step.ok ? ok(step.value.done ? null : step.value.value) : step;
  } catch (error) {
    if (error instanceof ChangedFile) return changed(opened);
    throw error;
  }
};
