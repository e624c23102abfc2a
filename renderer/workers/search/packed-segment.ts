import type { Segment } from './segment.ts';

/** Raised whenever what is packed, or how words are made, changes. */
export const packedFormat = 2;

const mark = 0x58444553;
const headWords = 8;

/** A number that any change of one word of 32 bits changes (FIND12). */
export const checkSum = (words: Uint32Array, from = 0): number => {
  let sum = 0x811c9dc5;
  for (let i = from; i < words.length; i += 1) {
    sum = Math.imul(sum ^ words[i]!, 0x01000193);
    sum = (sum << 13) | (sum >>> 19);
  }
  return sum >>> 0;
};

const upToEight = (bytes: number): number => (bytes + 7) & ~7;

/** Where each part begins, and the whole length. */
const layoutOf = (records: number, words: number, textBytes: number, placeBytes: number) => {
  const sizes = [
    headWords * 4,
    records * 8,
    records,
    records,
    (words + 1) * 4,
    (words + 1) * 4,
    textBytes,
    placeBytes,
  ];
  const starts: number[] = [0];
  for (const size of sizes) starts.push(starts.at(-1)! + upToEight(size));
  return starts;
};

const partsOf = (buffer: ArrayBuffer, head: ArrayLike<number>) => {
  const [records, words, textBytes, placeBytes] = [head[3]!, head[4]!, head[5]!, head[6]!];
  const starts = layoutOf(records, words, textBytes, placeBytes);
  return {
    length: starts.at(-1)!,
    of: () => ({
      ids: new Float64Array(buffer, starts[1], records),
      tables: new Uint8Array(buffer, starts[2], records),
      trash: new Uint8Array(buffer, starts[3], records),
      wordAt: new Uint32Array(buffer, starts[4], words + 1),
      placesAt: new Uint32Array(buffer, starts[5], words + 1),
      text: new Uint8Array(buffer, starts[6], textBytes),
      places: new Uint8Array(buffer, starts[7], placeBytes),
    }),
  };
};

/** A segment as it is kept: one run of bytes, with a checksum. */
export const packSegment = (segment: Segment): ArrayBuffer => {
  const text = new TextEncoder().encode(segment.words);
  const { records, wordAt, placesAt, places } = segment;
  const sizes = [records.ids.length, wordAt.length - 1, text.length, places.length];
  const head = [mark, packedFormat, 0, ...sizes, 0];
  const buffer = new ArrayBuffer(partsOf(new ArrayBuffer(0), head).length);
  const into = partsOf(buffer, head).of();
  into.ids.set(records.ids);
  into.tables.set(records.tables);
  into.trash.set(records.trash);
  into.wordAt.set(wordAt);
  into.placesAt.set(placesAt);
  into.text.set(text);
  into.places.set(places);
  const whole = new Uint32Array(buffer);
  whole.set(head);
  whole[2] = checkSum(whole, 3);
  return buffer;
};

/** The segment that was packed; null where these are not the bytes of one. */
export const unpackSegment = (buffer: ArrayBuffer): Segment | null => {
  if (buffer.byteLength < headWords * 4 || buffer.byteLength % 8 !== 0) return null;
  const whole = new Uint32Array(buffer);
  if (whole[0] !== mark || whole[1] !== packedFormat) return null;
  if (checkSum(whole, 3) !== whole[2]) return null;
  const parts = partsOf(buffer, whole);
  if (parts.length !== buffer.byteLength) return null;
  const { ids, tables, trash, wordAt, placesAt, text, places } = parts.of();
  const words = new TextDecoder('utf-8', { ignoreBOM: true }).decode(text);
  return { records: { ids, tables, trash }, words, wordAt, placesAt, places };
};
