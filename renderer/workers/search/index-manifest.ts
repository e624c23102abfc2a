import { z } from 'zod';
import { checkSum, packedFormat, unpackSegment } from './packed-segment.ts';
import { searchSignature } from './search-fields.ts';
import { partOf, type IndexPart } from './search-index.ts';

/** What stands beside the packed parts of a kept index. */
const manifestSchema = z.strictObject({
  signature: z.string(),
  /** The entry of `changed` up to which the index holds everything (DB26). */
  seq: z.int().min(0),
  parts: z.array(z.strictObject({ name: z.string(), gone: z.array(z.int().min(0)) })),
});

const signature = searchSignature(packedFormat);

const textSum = (text: string): number => {
  const bytes = new TextEncoder().encode(text);
  return checkSum(Uint32Array.from(bytes));
};

const goneIn = ({ gone }: IndexPart): number[] => {
  const found: number[] = [];
  for (let i = 0; i < gone.length; i += 1) if (gone[i] !== 0) found.push(i);
  return found;
};

export const writeManifest = (
  parts: readonly IndexPart[],
  seq: number,
): { manifest: string; checkSum: number } => {
  const listed = parts.map((part) => ({ name: part.name, gone: goneIn(part) }));
  const manifest = JSON.stringify({ signature, seq, parts: listed });
  return { manifest, checkSum: textSum(manifest) };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const readPart = (
  { name, gone }: { name: string; gone: readonly number[] },
  bytes: unknown,
): IndexPart | null => {
  const segment = bytes instanceof ArrayBuffer ? unpackSegment(bytes) : null;
  if (segment === null) return null;
  const marks = new Uint8Array(segment.records.ids.length);
  for (const at of gone) marks[at] = 1;
  return partOf(segment, name, marks);
};

/** The index that was kept; null where it is damaged, incomplete or of another make (FIND12). */
export const readManifest = (
  head: { manifest: string | null; checkSum: number },
  segments: ReadonlyMap<string, unknown>,
): { parts: IndexPart[]; seq: number } | null => {
  if (typeof head.manifest !== 'string' || textSum(head.manifest) !== head.checkSum) return null;
  const manifest = manifestSchema.safeParse(parsed(head.manifest));
  if (!manifest.success || manifest.data.signature !== signature) return null;
  const parts = manifest.data.parts.map((part) => readPart(part, segments.get(part.name)));
  const whole = parts.filter((part) => part !== null);
  return whole.length === parts.length ? { parts: whole, seq: manifest.data.seq } : null;
};
