import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readManifest, writeManifest } from '#renderer/workers/search/index-manifest.ts';
import { packSegment, unpackSegment } from '#renderer/workers/search/packed-segment.ts';
import { partOf, SearchIndex } from '#renderer/workers/search/search-index.ts';
import { SegmentBuilder } from '#renderer/workers/search/segment-builder.ts';
import type { Segment } from '#renderer/workers/search/segment.ts';
import { searchedRow, standing, type SearchedRow } from './rows.ts';

const segmentOf = (rows: readonly SearchedRow[]): Segment => {
  const builder = new SegmentBuilder();
  for (const { table, row } of rows) builder.add(table, row);
  return builder.finish();
};

const plain = (segment: Segment | null) => JSON.parse(JSON.stringify(segment)) as unknown;

const sample = segmentOf([
  { table: 'profiles', id: 1, row: { id: 1, values: { first_name: 'Ana 東京', city: '𝔘lm' } } },
  { table: 'profiles', id: 2 ** 40, row: { id: 2 ** 40, values: { summary: 'gas gases' } } },
]);

describe('FIND12 packed', () => {
  test('what is packed comes back', () => {
    fc.assert(
      fc.property(fc.array(searchedRow, { maxLength: 20 }), (all) => {
        const segment = segmentOf(standing(all));
        expect(plain(unpackSegment(packSegment(segment)))).toEqual(plain(segment));
      }),
    );
  });

  test('a flipped bit anywhere is refused', () => {
    const packed = packSegment(sample);
    for (let at = 0; at < packed.byteLength; at += 1)
      for (let bit = 0; bit < 8; bit += 1) {
        const damaged = packed.slice(0);
        new Uint8Array(damaged)[at]! ^= 1 << bit;
        expect(unpackSegment(damaged)).toBeNull();
      }
  });

  test('a cut, a longer one and foreign bytes are refused', () => {
    const packed = packSegment(sample);
    for (let length = 0; length < packed.byteLength; length += 1)
      expect(unpackSegment(packed.slice(0, length))).toBeNull();
    const longer = new Uint8Array(packed.byteLength + 8);
    longer.set(new Uint8Array(packed));
    expect(unpackSegment(longer.buffer)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(unpackSegment(bytes.slice().buffer)).toBeNull();
      }),
    );
  });
});

describe('FIND12 manifest', () => {
  const part = partOf(sample, 'one', Uint8Array.of(0, 1));
  const segments = new Map([['one', packSegment(sample)]]);
  const written = writeManifest([part], 7);

  test('comes back with its parts, marks and place', () => {
    const read = readManifest(written, segments);
    expect(read?.seq).toBe(7);
    expect(read?.parts.map(({ gone }) => [...gone])).toEqual([[0, 1]]);
    expect(new SearchIndex(read!.parts).size).toBe(1);
  });

  test('a changed character anywhere, another make, or a missing part is refused', () => {
    for (let at = 0; at < written.manifest.length; at += 1) {
      const other = written.manifest[at] === '1' ? '2' : '1';
      const manifest = written.manifest.slice(0, at) + other + written.manifest.slice(at + 1);
      expect(readManifest({ ...written, manifest }, segments)).toBeNull();
    }
    expect(readManifest(written, new Map())).toBeNull();
    expect(readManifest(written, new Map([['one', 'text']]))).toBeNull();
    expect(readManifest({ manifest: null, checkSum: 0 }, segments)).toBeNull();
  });
});
