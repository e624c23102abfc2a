import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import {
  findRecords,
  findTitled,
  type FindOptions,
  type FoundRecords,
  type TitledRecords,
} from './find-records.ts';
import { mergeSegments, type Part } from './merge-segments.ts';
import { PartPlaces } from './part-places.ts';
import { searchedTables } from './search-fields.ts';
import { recordCount, type Segment } from './segment.ts';
import { SegmentBuilder } from './segment-builder.ts';

/** Records that a segment holds at most: merging two of half that size takes the worker a quarter of a second. */
export const mostRecords = 32_768;
/** So many segments of one size become one of the next. */
const mostOfOneSize = 6;

/** A segment of the index, and what has become of its records. */
export interface IndexPart extends Part {
  /** Chosen when it was made, never used again. */
  readonly name: string;
  placeOf(table: number, id: number): number;
}

export const partOf = (segment: Segment, name: string, gone?: Uint8Array): IndexPart => {
  const places = new PartPlaces(segment);
  return {
    name,
    segment,
    gone: gone ?? new Uint8Array(recordCount(segment)),
    placeOf: (table, id) => places.placeOf(table, id),
  };
};

const newPart = (segment: Segment): IndexPart => partOf(segment, crypto.randomUUID());

const standingIn = ({ gone }: Part): number => {
  let count = gone.length;
  for (let i = 0; i < gone.length; i += 1) count -= gone[i]!;
  return count;
};

const sizeClass = (records: number): number =>
  Math.floor(Math.log(Math.max(1, records)) / Math.log(8));

/** A record as the index is given it: null where there is none any more. */
export interface Changed {
  table: TableName;
  id: number;
  row: Pick<Row, 'id' | 'values'> | null;
}

/** All that is searched: segments that never change, and marks on records that newer ones have overtaken (FIND10). */
export class SearchIndex {
  #parts: IndexPart[];

  constructor(parts: readonly IndexPart[] = []) {
    this.#parts = [...parts];
  }

  get parts(): readonly IndexPart[] {
    return this.#parts;
  }

  get size(): number {
    return this.#parts.reduce((sum, part) => sum + standingIn(part), 0);
  }

  /** Takes in records that are new to the index. */
  add(segment: Segment): void {
    if (recordCount(segment) > 0) this.#parts.push(newPart(segment));
  }

  /** Takes records in as they now are; what was erased leaves no word behind (FIND11). */
  change(changed: readonly Changed[]): void {
    const builder = new SegmentBuilder();
    const spoilt = new Set<IndexPart>();
    for (const { table, id, row } of changed) {
      for (const part of this.#overtake(table, id)) if (row === null) spoilt.add(part);
      if (row !== null) builder.add(table, row);
    }
    for (const part of this.#parts) if (2 * standingIn(part) < part.gone.length) spoilt.add(part);
    for (const part of spoilt) this.#merge([part]);
    this.add(builder.finish());
    this.#tidy();
  }

  find(typed: string, options: FindOptions): FoundRecords {
    return findRecords(this.#parts, typed, options);
  }

  titled(typed: string, limit: number): TitledRecords {
    return findTitled(this.#parts, typed, limit);
  }

  /** Marks a record as overtaken wherever it is; gives the parts that hold words of it. */
  #overtake(table: TableName, id: number): IndexPart[] {
    const place = searchedTables.indexOf(table);
    return this.#parts.filter((part) => {
      const at = part.placeOf(place, id);
      if (at >= 0) part.gone[at] = 1;
      return at >= 0;
    });
  }

  #merge(parts: readonly IndexPart[]): void {
    const merged = mergeSegments(parts);
    this.#parts = this.#parts.filter((part) => !parts.includes(part));
    this.add(merged);
  }

  #tidy(): void {
    for (let many = this.#ofOneSize(); many !== undefined; many = this.#ofOneSize())
      this.#merge(many);
  }

  /** Parts of one size that had better be one. */
  #ofOneSize(): IndexPart[] | undefined {
    const bySize = new Map<number, IndexPart[]>();
    for (const part of this.#parts) {
      const size = sizeClass(standingIn(part));
      bySize.set(size, [...(bySize.get(size) ?? []), part]);
    }
    return [...bySize.values()].find(
      (parts) =>
        parts.length >= mostOfOneSize &&
        parts.reduce((sum, part) => sum + standingIn(part), 0) <= mostRecords,
    );
  }
}
