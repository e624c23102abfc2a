import { z } from 'zod';
import type { OutboxEntry } from '../sync/change.ts';
import { entryMembers, firstFault } from '../sync/parse-change.ts';
import { isStamp } from '../sync/stamp.ts';
import { isLaterVersion } from './snapshot.ts';

/** The journal format, version 1; JOURNAL.md beside this file is its specification. */
const journalFormat = 'expert-desk-journal';
const journalFormatVersion = 1;
/** The oldest program that can read what this one writes. */
const journalMinAppVersion = '0.1.0';

/** Bounds of JRN2, JRN3 and JRN8, in bytes. */
export const journalLimits = {
  /** One line, its end included. */
  line: 64 * 1024 * 1024,
  /** The first line of a segment. */
  header: 16 * 1024,
  /** A segment that has reached this size is sealed. */
  segment: 8 * 1024 * 1024,
} as const;

export const segmentName = (number: number): string => `${String(number).padStart(6, '0')}.jsonl`;

/** JRN2: the number of a segment by its name; null for what is no segment. */
export const segmentNumber = (name: string): number | null => {
  const number = /^\d{6,9}\.jsonl$/.test(name) ? Number.parseInt(name, 10) : 0;
  return number > 0 && segmentName(number) === name ? number : null;
};

const version = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?:[-+][\w.+-]{0,50})?$/);
const seq = z.int().min(0);

const headSchema = z.object({
  format: z.literal(journalFormat),
  formatVersion: z.int().min(1),
  minAppVersion: version,
});

const headerSchema = headSchema.extend({
  /** The desk that wrote the segment. */
  desk: z.object({
    id: z.uuid(),
    number: z
      .int()
      .min(32)
      .max(2 ** 27 - 1),
  }),
  /** The number in the file's name. */
  segment: z.int().min(1),
  /** The segment before this one, and the last entry up to its end; null where there is none. */
  previous: z
    .object({
      segment: z.int().min(1),
      lastSeq: seq,
      lastStamp: z.string().refine(isStamp, 'is not a stamp').nullable(),
    })
    .nullable(),
  createdAt: z.iso.datetime({ precision: 3 }),
  /** JRN14: damage took away the entries after `after`, up to `upTo` as far as could be told; rising. */
  lost: z.array(z.object({ after: seq, upTo: seq })).optional(),
});

export type SegmentHeader = z.infer<typeof headerSchema>;
export type LostEntries = NonNullable<SegmentHeader['lost']>[number];

/** What a writer says at the beginning of a segment. */
export type SegmentHead = Pick<
  SegmentHeader,
  'desk' | 'segment' | 'previous' | 'createdAt' | 'lost'
>;

export const makeHeader = ({ desk, segment, previous, createdAt, lost }: SegmentHead): string =>
  JSON.stringify({
    format: journalFormat,
    formatVersion: journalFormatVersion,
    minAppVersion: journalMinAppVersion,
    desk: { id: desk.id, number: desk.number },
    segment,
    previous,
    createdAt,
    ...(lost === undefined ? {} : { lost }),
  });

/** An entry as the journal holds it. */
export interface JournalEntry extends OutboxEntry {
  seq: number;
  /** When the journal took it in, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  at: string;
  /** UUID of the workspace that it belongs to. */
  workspace: string;
}

/** JRN8: the text of an entry, its members in this order. */
export const entryText = (entry: JournalEntry): string => {
  const { seq: number, at, workspace, stamp, action, base, seen, changes } = entry;
  return JSON.stringify({ seq: number, at, workspace, stamp, action, base, seen, changes });
};

const entrySchema = z.object({
  ...entryMembers,
  at: z.iso.datetime({ precision: 3 }),
  workspace: z.uuid(),
});

type Reading<T> = { ok: true; value: T } | { ok: false; why: 'damaged' | 'newer'; reason: string };

const damaged = (reason: string) => ({ ok: false as const, why: 'damaged' as const, reason });

const parseJson = (text: string): { json: unknown } | null => {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
};

/** Reads the text of a segment's header, for a program of version `appVersion`. */
export const parseHeader = (text: string, appVersion: string): Reading<SegmentHeader> => {
  const parsed = parseJson(text);
  if (parsed === null) return damaged('its header is no JSON');
  const head = headSchema.safeParse(parsed.json);
  if (!head.success) return damaged(`its header is not a journal’s: ${firstFault(head.error)}`);
  const { formatVersion, minAppVersion } = head.data;
  if (formatVersion > journalFormatVersion || isLaterVersion(minAppVersion, appVersion))
    return { ok: false, why: 'newer', reason: `it needs version ${minAppVersion}` };
  const header = headerSchema.safeParse(parsed.json);
  return header.success
    ? { ok: true, value: header.data }
    : damaged(`its header is not right: ${firstFault(header.error)}`);
};

/** Reads the text of an entry. Members that this version does not know stay in it. */
export const parseEntry = (text: string): Reading<JournalEntry> => {
  const parsed = parseJson(text);
  if (parsed === null) return damaged('it is no JSON');
  const entry = entrySchema.safeParse(parsed.json);
  return entry.success
    ? { ok: true, value: parsed.json as JournalEntry }
    : damaged(firstFault(entry.error));
};
