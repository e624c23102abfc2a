import { entryText, journalLimits } from '#shared/formats/journal.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { OutboxEntry } from '#shared/sync/change.ts';
import { parseOutboxEntry } from '#shared/sync/parse-change.ts';

export type IncomingEntry = OutboxEntry & { seq: number };

/** What a line of the journal has beside the text of its entry. */
const lineFrame = 64 + 2;

const badEntry = (seq: number, reason: string) => fail('journal.badEntry', { seq, reason });

const parseLine = (line: string, expected: number): Result<IncomingEntry> => {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return badEntry(expected, 'it is no JSON');
  }
  const entry = parseOutboxEntry(json);
  return entry.ok ? ok(entry.value) : badEntry(expected, entry.reason);
};

const textOf = (lines: Uint8Array): Result<string> => {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(lines));
  } catch {
    return badEntry(0, 'the lines are not text in UTF-8');
  }
};

/**
 * JRN11: what a window sends: NDJSON of outbox entries, numbers rising from `first` to `last`. Nothing is
 * taken of lines of which one is wrong (`journal.badEntry`).
 */
export const parseIncoming = (
  lines: Uint8Array,
  { first, last }: { first: number; last: number },
): Result<IncomingEntry[]> => {
  const text = textOf(lines);
  if (!text.ok) return text;
  if (!text.value.endsWith('\n')) return badEntry(last, 'its line has no end');
  const entries: IncomingEntry[] = [];
  for (const line of text.value.slice(0, -1).split('\n')) {
    const before = entries.at(-1)?.seq;
    const entry = parseLine(line, before === undefined ? first : before + 1);
    if (!entry.ok) return entry;
    const { seq } = entry.value;
    if (before !== undefined && seq <= before) return badEntry(seq, `it comes after ${before}`);
    entries.push(entry.value);
  }
  const ends = [entries[0]!.seq, entries.at(-1)!.seq];
  if (ends[0] === first && ends[1] === last) return ok(entries);
  return badEntry(first, `entries ${first} to ${last} were announced, ${ends.join(' to ')} came`);
};

/** The text of an entry as the journal keeps it; `journal.badEntry` when it is larger than a line may be. */
export const textToKeep = (
  entry: IncomingEntry,
  { at, workspace }: { at: string; workspace: string },
): Result<string> => {
  const text = entryText({ ...entry, at, workspace });
  // A character takes three bytes at most, so that most need not be counted.
  const fits =
    text.length * 3 + lineFrame <= journalLimits.line ||
    Buffer.byteLength(text) + lineFrame <= journalLimits.line;
  return fits ? ok(text) : badEntry(entry.seq, 'it is larger than 64 MiB');
};
