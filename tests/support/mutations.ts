import type { Random } from '#shared/sample/random.ts';

/** Ways in which disks, programs and people damage files, drawn by seed: the same draws, the same damage. */
export interface Mutated<T> {
  /** What was done, for messages. */
  what: string;
  result: T;
}

const upTo = (random: Random, most: number): number => random.between(0, Math.max(0, most));
const pick = <T>(random: Random, list: readonly T[]): T => list[upTo(random, list.length - 1)]!;

const twoPlaces = (bytes: Buffer, random: Random): [number, number] => {
  const places = [upTo(random, bytes.length), upTo(random, bytes.length)];
  return [Math.min(...places), Math.max(...places)];
};

const written = (bytes: Buffer, at: number, piece: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  piece.copy(copy, at);
  return copy;
};

type ByteDamage = (bytes: Buffer, random: Random) => Buffer;

const byteDamages: Record<string, ByteDamage> = {
  'a bit flipped': (bytes, random) => {
    const at = upTo(random, bytes.length - 1);
    return written(bytes, at, Buffer.from([(bytes[at] ?? 0) ^ (1 << upTo(random, 7))]));
  },
  'a byte replaced': (bytes, random) =>
    written(bytes, upTo(random, bytes.length - 1), Buffer.from([upTo(random, 255)])),
  'cut short': (bytes, random) => bytes.subarray(0, upTo(random, bytes.length)),
  'the beginning lost': (bytes, random) => bytes.subarray(upTo(random, bytes.length)),
  'a piece lost': (bytes, random) => {
    const [from, to] = twoPlaces(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  'a piece twice': (bytes, random) => {
    const [from, to] = twoPlaces(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  'a piece of zeros': (bytes, random) => {
    const [from, to] = twoPlaces(bytes, random);
    return written(bytes, from, Buffer.alloc(Math.min(to - from, 4096)));
  },
  'zeros at the end': (bytes, random) =>
    Buffer.concat([bytes, Buffer.alloc(1 + upTo(random, 4096))]),
  'two pieces swapped': (bytes, random) => {
    const [from, to] = twoPlaces(bytes, random);
    const length = Math.min(1 + upTo(random, 255), to - from, bytes.length - to);
    const [one, two] = [from, to].map((at) => Buffer.from(bytes.subarray(at, at + length)));
    return written(written(bytes, from, two!), to, one!);
  },
  'bytes put in': (bytes, random) => {
    const at = upTo(random, bytes.length);
    const piece = Buffer.alloc(1 + upTo(random, 39), upTo(random, 255));
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
  },
};

/** One file damaged in its bytes. */
const mutateBytes = (bytes: Buffer, random: Random): Mutated<Buffer> => {
  const what = pick(random, Object.keys(byteDamages));
  return { what, result: byteDamages[what]!(bytes, random) };
};

const toLines = (bytes: Buffer): string[] => bytes.toString('latin1').split(/(?<=\n)/);
const fromLines = (lines: readonly string[]): Buffer => Buffer.from(lines.join(''), 'latin1');

type LineDamage = (lines: string[], random: Random, foreign: string) => string[];

const lineDamages: Record<string, LineDamage> = {
  'a line lost': (lines, random) => lines.toSpliced(upTo(random, lines.length - 1), 1),
  'a line twice': (lines, random) => {
    const line = pick(random, lines);
    return lines.toSpliced(upTo(random, lines.length), 0, line);
  },
  'two lines swapped': (lines, random) => {
    const [a, b] = [upTo(random, lines.length - 1), upTo(random, lines.length - 1)];
    return lines.with(a, lines[b]!).with(b, lines[a]!);
  },
  'another file’s line put in': (lines, random, foreign) =>
    lines.toSpliced(upTo(random, lines.length), 0, foreign),
  'another file’s line in place of one': (lines, random, foreign) =>
    lines.with(upTo(random, lines.length - 1), foreign),
};

/** One file of lines damaged line by line; `other` is another file of its kind. */
const mutateLines = (bytes: Buffer, other: Buffer, random: Random): Mutated<Buffer> => {
  const what = pick(random, Object.keys(lineDamages));
  const lines = toLines(bytes);
  return {
    what,
    result: fromLines(lineDamages[what]!(lines, random, pick(random, toLines(other)))),
  };
};

/** Files of a folder by name. */
export type Files = ReadonlyMap<string, Buffer>;

type FolderDamage = (files: Files, others: Files, random: Random) => Files;

const folderDamages: Record<string, FolderDamage> = {
  'a file lost': (files, _, random) => {
    const lost = pick(random, [...files.keys()]);
    return new Map([...files].filter(([name]) => name !== lost));
  },
  'a file emptied': (files, _, random) =>
    new Map(files).set(pick(random, [...files.keys()]), Buffer.alloc(0)),
  'two files swapped': (files, _, random) => {
    const [a, b] = [pick(random, [...files.keys()]), pick(random, [...files.keys()])];
    return new Map(files).set(a, files.get(b)!).set(b, files.get(a)!);
  },
  'a file copied under another name': (files, others, random) => {
    const names = [...files.keys(), ...others.keys()];
    return new Map(files).set(pick(random, names), pick(random, [...files.values()]));
  },
  'another folder’s file in place of one': (files, others, random) =>
    new Map(files).set(pick(random, [...files.keys()]), pick(random, [...others.values()])),
};

/**
 * A folder of files of lines, damaged: mostly one file in its bytes or lines, now and then the folder.
 * `others` are files of another folder of the same kind.
 */
export const mutateFiles = (files: Files, others: Files, random: Random): Mutated<Files> => {
  const kind = upTo(random, 9);
  if (kind === 0) {
    const what = pick(random, Object.keys(folderDamages));
    return { what, result: folderDamages[what]!(files, others, random) };
  }
  const name = pick(random, [...files.keys()]);
  const bytes = files.get(name)!;
  const other = pick(random, [...files.values(), ...others.values()]);
  const { what, result } =
    kind < 6 ? mutateBytes(bytes, random) : mutateLines(bytes, other, random);
  return { what: `${name}: ${what}`, result: new Map(files).set(name, result) };
};
