/** EXC2 to EXC6: the names of files in an exchange folder, always with `/` between folders. */
export type ExchangeName =
  | { kind: 'folder' }
  | { kind: 'desk'; desk: string }
  /** `segment` is 1 or more. */
  | { kind: 'log'; desk: string; segment: number }
  /** `createdAt` is `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  | { kind: 'base'; desk: string; createdAt: string };

/** What a name has at its end: `.age` in an encrypted folder (EXC6), nothing in a plain one. */
export type NameEnding = '' | '.age';

export const folderFileName = 'workspace.json';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const uuidPattern = new RegExp(`^${uuid}$`);
const deskPattern = new RegExp(`^desks/(${uuid})\\.json$`);
const logPattern = new RegExp(`^log/(${uuid})/(\\d{8})\\.jsonl\\.gz$`);
const basePattern = new RegExp(
  `^base/(\\d{4})(\\d\\d)(\\d\\d)-(\\d\\d)(\\d\\d)(\\d\\d)-(\\d{3})-(${uuid})\\.edesk$`,
);

/** The most files that the log of one desk can have: what eight digits count. */
const mostSegments = 99_999_999;

/** A UUID as names bear it: in small letters. */
export const isNameUuid = (text: string): boolean => uuidPattern.test(text);

export const deskName = (desk: string): string => `desks/${desk}.json`;

export const logName = (desk: string, segment: number): string => {
  if (!Number.isInteger(segment) || segment < 1 || segment > mostSegments)
    throw new RangeError(`no log file can have the number ${segment}`);
  return `log/${desk}/${String(segment).padStart(8, '0')}.jsonl.gz`;
};

/** `createdAt` is `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export const baseName = (desk: string, createdAt: string): string => {
  const [day = '', time = ''] = createdAt.slice(0, -1).split('T');
  return `base/${day.replaceAll('-', '')}-${time.replaceAll(':', '').replace('.', '-')}-${desk}.edesk`;
};

/** There is no 30th of February, which a pattern cannot tell. */
const isMoment = (text: string): boolean => {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
};

const parseDesk = (name: string): ExchangeName | null => {
  const desk = deskPattern.exec(name)?.[1];
  return desk === undefined ? null : { kind: 'desk', desk };
};

const parseLog = (name: string): ExchangeName | null => {
  const [, desk, digits] = logPattern.exec(name) ?? [];
  const segment = Number(digits);
  return desk === undefined || segment < 1 ? null : { kind: 'log', desk, segment };
};

const parseBase = (name: string): ExchangeName | null => {
  const [, year, month, day, hour, minute, second, ms, desk] = basePattern.exec(name) ?? [];
  const createdAt = `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`;
  return desk === undefined || !isMoment(createdAt) ? null : { kind: 'base', desk, createdAt };
};

/** The parts of a name without `.age`; null for what is no part of the folder (EXC5). */
export const parseExchangeName = (name: string): ExchangeName | null =>
  name === folderFileName
    ? { kind: 'folder' }
    : (parseDesk(name) ?? parseLog(name) ?? parseBase(name));

/** The name under which a file is kept in a folder whose names end so. */
export const storedName = (name: string, ending: NameEnding): string =>
  name === folderFileName ? name : `${name}${ending}`;

/** The name without its ending; null for what is no part of a folder whose names end so. */
export const plainName = (stored: string, ending: NameEnding): string | null => {
  if (stored === folderFileName) return stored;
  if (!stored.endsWith(ending)) return null;
  const name = stored.slice(0, stored.length - ending.length);
  return name === folderFileName || parseExchangeName(name) === null ? null : name;
};

/** The parts of a name as it is kept, encrypted or not. */
export const parseStoredName = (stored: string): ExchangeName | null => {
  const name = plainName(stored, '.age') ?? plainName(stored, '');
  return name === null ? null : parseExchangeName(name);
};
