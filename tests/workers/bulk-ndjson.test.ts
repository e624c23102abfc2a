import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredRow } from '#shared/schema/index-key.ts';
import { Packer, rowsOfChunk, type Packed } from '#renderer/workers/bulk-ndjson.ts';

const chunkLength = 2 ** 21;
const clock = '018f00000000-0000-0000020';

/** A profile whose summary is `text`; the shadow key does not travel. */
const rowOf = (id: number, text: string): StoredRow => ({
  id,
  values: { summary: text },
  clock,
  key: { deleted: 0 },
});

const packedOf = (batches: readonly (readonly StoredRow[])[]): Packed[] => {
  const packer = new Packer();
  return [...batches.flatMap((batch) => [...packer.add(batch)]), ...packer.rest()];
};

const unpacked = (chunks: readonly Packed[]) =>
  chunks.flatMap((chunk) => rowsOfChunk({ kind: 'rows', table: 'profiles', ...chunk }));

/** Short and very long, of one, two, three and four bytes a letter, and newlines. */
const texts = fc
  .tuple(
    fc.constantFrom('a', 'é', '語', '👩‍🔬', 'two\nlines '),
    fc.constantFrom(0, 1, 300, 40_000, 400_000),
  )
  .map(([letter, times]) => letter.repeat(times));

test('records come out of chunks as they went in, in their order, whatever their size', () => {
  fc.assert(
    fc.property(fc.array(fc.array(texts, { maxLength: 6 }), { maxLength: 4 }), (batches) => {
      let id = 0;
      const rows = batches.map((batch) => batch.map((text) => rowOf(++id, text)));
      const expected = rows.flat().map(({ id, values }) => ({ id, values, clock }));
      expect(unpacked(packedOf(rows))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test('a chunk is sent once it holds two mebibytes or 10,000 records, and is not much larger', () => {
  const wide = packedOf([Array.from({ length: 6000 }, (_, i) => rowOf(i + 1, 'x'.repeat(1000)))]);
  for (const { bytes } of wide.slice(0, -1)) {
    expect(bytes.length).toBeGreaterThanOrEqual(chunkLength);
    expect(bytes.length).toBeLessThan(chunkLength + 2000);
  }
  const many = packedOf([Array.from({ length: 20_500 }, (_, i) => rowOf(i + 1, ''))]);
  expect(many.map(({ rows }) => rows)).toEqual([10_000, 10_000, 500]);
});

test('a chunk keeps its bytes while others are made', () => {
  const packer = new Packer();
  const batches = [1, 2, 3].map((id) => [rowOf(id, 'é'.repeat(2_000_000))]);
  const chunks = batches.flatMap((batch) => [...packer.add(batch)]);
  expect(unpacked([...chunks, ...packer.rest()]).map(({ id }) => id)).toEqual([1, 2, 3]);
});
