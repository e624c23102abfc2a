/** One record of the packed copy: words and text under a checksum that also knows where the record belongs. */
export interface PackedRecord {
  bytes: ArrayBuffer;
  text: string;
}

/** Raised whenever values are packed, folded or weighed in another way: older copies are read anew. */
const format = 1;
/** "COL" and a byte by which a machine of the other byte order is told. */
const magic = 0x434f_4c01;
const headerWords = 4;
/** Where the content begins, at a place that numbers of eight bytes can stand on. */
export const headerBytes = headerWords * 4;

/**
 * Two sums that every single change of a word or a character alters: each step is one to one, in what was
 * summed up before and in what is added.
 */
const sumsOf = (words: Uint32Array, texts: readonly string[]): [number, number] => {
  let [a, b] = [0x811c_9dc5, 0x9747_b28c];
  for (let i = headerWords; i < words.length; i += 1) {
    a = Math.imul(a ^ words[i]!, 0x0100_0193);
    b = Math.imul(b ^ (b >>> 15) ^ words[i]!, 0x85eb_ca6b);
  }
  for (const text of texts) {
    a = Math.imul(a ^ text.length, 0x0100_0193);
    b = Math.imul(b ^ (b >>> 15) ^ text.length, 0x85eb_ca6b);
    for (let i = 0; i < text.length; i += 1) {
      a = Math.imul(a ^ text.charCodeAt(i), 0x0100_0193);
      b = Math.imul(b ^ (b >>> 15) ^ text.charCodeAt(i), 0x85eb_ca6b);
    }
  }
  return [a >>> 0, b >>> 0];
};

/** Room for a record of so many bytes; they are rounded up to whole words of eight. */
export const recordRoom = (bytes: number): ArrayBuffer =>
  new ArrayBuffer(headerBytes + Math.ceil(bytes / 8) * 8);

/** Writes the header; `place` says where the record belongs. Gives its checksum. */
export const seal = ({ bytes, text }: PackedRecord, place: string): number => {
  const words = new Uint32Array(bytes);
  const [a, b] = sumsOf(words, [text, place]);
  words.set([magic, format, a, b]);
  return a;
};

/** The checksum of a record that is whole, of this format and in its place; null for any other. */
export const sealOf = ({ bytes, text }: PackedRecord, place: string): number | null => {
  if (bytes.byteLength < headerBytes || bytes.byteLength % 8 !== 0) return null;
  const words = new Uint32Array(bytes);
  const [a, b] = sumsOf(words, [text, place]);
  const isWhole = words[0] === magic && words[1] === format && words[2] === a && words[3] === b;
  return isWhole ? a : null;
};

/** Whether something that came from the disk has the shape of a record. */
export const isRecord = (value: unknown): value is PackedRecord =>
  typeof value === 'object' &&
  value !== null &&
  'bytes' in value &&
  value.bytes instanceof ArrayBuffer &&
  'text' in value &&
  typeof value.text === 'string';

/** The checksum that a record claims to have. */
export const sealIn = ({ bytes }: PackedRecord): number | undefined =>
  bytes.byteLength < headerBytes ? undefined : new Uint32Array(bytes, 0, headerWords)[2];
