import { ok, type Result } from '../result.ts';
import { parseSentEntry, type SentEntry } from '../sync/parse-sent-entry.ts';
import {
  exchangeFormats,
  exchangeFormatVersion,
  exchangeMinAppVersion,
  viewsMinAppVersion,
  logHeaderSchema,
  type LogHeader,
} from './exchange.ts';
import {
  openSealed,
  parseJson,
  parseKind,
  sealText,
  wrong,
  type Reader,
  type Sha256,
} from './exchange-files.ts';
import { parseExchangeName } from './exchange-names.ts';

/** What a desk says at the beginning of a log file; the rest follows from the entries. */
export type LogHead = Pick<
  LogHeader,
  'workspace' | 'desk' | 'segment' | 'after' | 'seen' | 'createdAt'
>;

export interface LogFile {
  header: LogHeader;
  /** One or more, their stamps rising. */
  entries: SentEntry[];
}

/** EXC13: the text of one entry, with its line end. */
export const entryLine = ({ stamp, action, changes }: SentEntry): string =>
  `${JSON.stringify({ stamp, action, changes })}\n`;

/** Programs before 0.4 do not know of saved views, and would take such an entry for a wrong one. */
const minAppVersionFor = (entries: readonly SentEntry[]): string =>
  entries.some(({ changes }) => changes.some(({ table }) => table === 'saved_views'))
    ? viewsMinAppVersion
    : exchangeMinAppVersion;

const headerOf = (head: LogHead, entries: readonly SentEntry[]): LogHeader => {
  const last = entries.at(-1)?.stamp;
  if (last === undefined) throw new Error('a log file without entries');
  const { workspace, desk, segment, after, seen, createdAt } = head;
  return {
    format: exchangeFormats.log,
    formatVersion: exchangeFormatVersion,
    minAppVersion: minAppVersionFor(entries),
    workspace,
    desk: { id: desk.id, number: desk.number },
    segment,
    after,
    last,
    seen,
    createdAt,
    entries: entries.length,
  };
};

/** EXC11: the text of a log file, unpacked. The entries are one or more, their stamps rising. */
export const logFileText = (
  head: LogHead,
  entries: readonly SentEntry[],
  sha256: Sha256,
): string => {
  const header = headerOf(head, entries);
  const fault = faultOf({ header, entries });
  if (fault !== null) throw new Error(`a log file of which ${fault}`);
  return sealText(`${JSON.stringify(header)}\n${entries.map(entryLine).join('')}`, sha256);
};

/** What header and entries say differently; null where they go together. */
const faultOf = ({
  header,
  entries,
}: {
  header: LogHeader;
  entries: readonly SentEntry[];
}): string | null => {
  if (entries.length !== header.entries)
    return `the first line tells of ${header.entries} entries, but there are ${entries.length}`;
  let before = header.after ?? '';
  for (const [at, { stamp }] of entries.entries()) {
    if (stamp <= before) return `entry ${at + 1} is not later than what came before it`;
    before = stamp;
  }
  return before === header.last ? null : 'the last entry is not the one of the first line';
};

/** The lines of a text that ends with a line end, one at a time. */
function* linesFrom(text: string, position: number): Generator<string> {
  for (let at = position; at < text.length;) {
    const end = text.indexOf('\n', at);
    yield text.slice(at, end);
    at = end + 1;
  }
}

const parseEntries = (text: string, from: number, name: string): Result<SentEntry[]> => {
  const entries: SentEntry[] = [];
  for (const line of linesFrom(text, from)) {
    const parsed = parseSentEntry(parseJson(line));
    if (!parsed.ok) return wrong(name, `entry ${entries.length + 1}: ${parsed.reason}`);
    entries.push(parsed.value);
  }
  return ok(entries);
};

const parseHeader = (line: string, name: string, appVersion: string): Result<LogHeader> => {
  const kind = { schema: logHeaderSchema, format: exchangeFormats.log, appVersion };
  const header = parseKind(line, name, kind);
  if (!header.ok) return header;
  const named = parseExchangeName(name);
  const { desk, segment } = header.value;
  const isOfName = named?.kind === 'log' && named.desk === desk.id && named.segment === segment;
  return isOfName ? header : wrong(name, 'it is another log file than its name says');
};

/** EXC11 to EXC13: a log file, unpacked; `name` is the file's. */
export const parseLogFile = (sealed: string, name: string, reader: Reader): Result<LogFile> => {
  const text = openSealed(sealed, name, reader.sha256);
  if (!text.ok) return text;
  const end = text.value.indexOf('\n');
  const header = parseHeader(text.value.slice(0, end), name, reader.appVersion);
  if (!header.ok) return header;
  const entries = parseEntries(text.value, end + 1, name);
  if (!entries.ok) return entries;
  const file = { header: header.value, entries: entries.value };
  const fault = faultOf(file);
  return fault === null ? ok(file) : wrong(name, fault);
};
