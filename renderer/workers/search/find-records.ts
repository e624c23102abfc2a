import type { TableName } from '#shared/entities/index.ts';
import { idsFromText } from '../../db/short-code.ts';
import { rarity } from './impact.ts';
import type { Part } from './merge-segments.ts';
import { searchedTables } from './search-fields.ts';
import { parseQuery, type ParsedQuery } from '#shared/schema/search-words.ts';
import { raiseWeights, recordCount, wordOf, wordsFrom, type Segment } from './segment.ts';
import { TopHits } from './top-hits.ts';

export interface FindOptions {
  limit: number;
  /** Only these; none: all. */
  tables?: readonly TableName[] | undefined;
  /** What is in the trash as well. */
  trash?: boolean | undefined;
}

export interface FoundRecords {
  /** Of the tables that were asked for. */
  total: number;
  /** Of all tables. */
  byTable: Partial<Record<TableName, number>>;
  hits: readonly { table: TableName; id: number; score: number }[];
}

/** A part of the index that can also tell where a record stands in it. */
export interface SearchedPart extends Part {
  placeOf(table: number, id: number): number;
}

/** For each word of a query, what it weighs in each record of a part: 0 where it is not. */
type Weights = readonly Uint8Array[];

const weightsOf = (segment: Segment, start: string): Uint8Array => {
  const weights = new Uint8Array(recordCount(segment));
  const [first, end] = wordsFrom(segment, start);
  for (let word = first; word < end; word += 1) {
    const isWhole = word === first && wordOf(segment, word) === start;
    raiseWeights(segment, word, weights, isWhole);
  }
  return weights;
};

/** "P-12" as well as "P12". */
const codeIn = (text: string): string => text.replace(/^(\p{L})-(?=\d)/u, '$1');

/** A record whose number or short code was typed has all words of that (FIND5). */
const markNumbers = (part: SearchedPart, weights: Weights, { parts }: ParsedQuery): void => {
  for (const { text, words } of parts)
    searchedTables.forEach((name, table) => {
      for (const id of idsFromText(name, codeIn(text))) {
        const record = part.placeOf(table, id);
        if (record >= 0) for (const word of words) weights[word]![record] = 255;
      }
    });
};

const countHolding = ({ gone }: Part, weights: Uint8Array): number => {
  let count = 0;
  for (let i = 0; i < weights.length; i += 1) if (weights[i]! > 0 && gone[i] === 0) count += 1;
  return count;
};

const countStanding = ({ gone }: Part): number => {
  let count = gone.length;
  for (let i = 0; i < gone.length; i += 1) count -= gone[i]!;
  return count;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const nothing: FoundRecords = { total: 0, byTable: {}, hits: [] };

/** The records in which every typed word begins some word, the best first (FIND4, FIND6, FIND7). */
export const findRecords = (
  parts: readonly SearchedPart[],
  typed: string,
  options: FindOptions,
): FoundRecords => {
  const query = parseQuery(typed);
  if (query.words.length === 0) return nothing;
  const weighed = parts.map((part) => {
    const weights = query.words.map((word) => weightsOf(part.segment, word));
    markNumbers(part, weights, query);
    return { part, weights };
  });
  const records = sum(parts.map(countStanding));
  const rarities = query.words.map((_, i) =>
    rarity(records, sum(weighed.map(({ part, weights }) => countHolding(part, weights[i]!)))),
  );
  const collected = new Collected(options);
  for (const { part, weights } of weighed) collected.collect(part, weights, rarities);
  return collected.found();
};

class Collected {
  readonly #counts = searchedTables.map(() => 0);
  readonly #isAsked: readonly boolean[];
  readonly #trash: boolean;
  readonly #top: TopHits;

  constructor({ limit, tables = [], trash = false }: FindOptions) {
    this.#isAsked = searchedTables.map((table) => tables.length === 0 || tables.includes(table));
    this.#trash = trash;
    this.#top = new TopHits(limit);
  }

  collect({ segment, gone }: Part, weights: Weights, rarities: readonly number[]): void {
    const { tables, ids, trash } = segment.records;
    for (let i = 0; i < ids.length; i += 1) {
      if (gone[i] !== 0 || (trash[i] !== 0 && !this.#trash)) continue;
      let score = 0;
      let all = true;
      for (let word = 0; word < weights.length; word += 1) {
        const weight = weights[word]![i]!;
        if (weight === 0) {
          all = false;
          break;
        }
        score += weight * rarities[word]!;
      }
      if (!all) continue;
      const table = tables[i]!;
      this.#counts[table]! += 1;
      if (this.#isAsked[table] === true && score >= this.#top.least)
        this.#top.offer({ table, id: ids[i]!, score });
    }
  }

  found(): FoundRecords {
    const counted = searchedTables.map((table, i) => [table, this.#counts[i]!] as const);
    return {
      total: sum(this.#counts.filter((_, i) => this.#isAsked[i])),
      byTable: Object.fromEntries(counted.filter(([, count]) => count > 0)),
      hits: this.#top
        .inOrder()
        .map(({ table, id, score }) => ({ table: searchedTables[table]!, id, score })),
    };
  }
}
