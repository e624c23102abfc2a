import type { TableName } from '#shared/entities/index.ts';
import { idsFromText } from '../../db/short-code.ts';
import { rarity } from './impact.ts';
import type { Part } from './merge-segments.ts';
import { inTitle, searchedTables } from './search-fields.ts';
import { parseQuery, titleWords, type ParsedQuery } from '#shared/schema/search-words.ts';
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

/** Takes a record that holds all words: where its table stands in `searchedTables`, its number and its score. */
type TakeScored = (table: number, id: number, score: number) => void;

/** The records of a part that hold all words, by score. */
const eachHolding = (
  { segment, gone }: Part,
  weights: Weights,
  { rarities, trash }: { rarities: readonly number[]; trash: boolean },
  take: TakeScored,
): void => {
  const { records } = segment;
  for (let i = 0; i < records.ids.length; i += 1) {
    if (gone[i] !== 0 || (records.trash[i] !== 0 && !trash)) continue;
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
    if (all) take(records.tables[i]!, records.ids[i]!, score);
  }
};

/** Scores all records that hold each of the words of a query (FIND4, FIND6). */
const scoreAll = (
  parts: readonly SearchedPart[],
  query: ParsedQuery,
  trash: boolean,
  take: TakeScored,
): void => {
  const weighed = parts.map((part) => {
    const weights = query.words.map((word) => weightsOf(part.segment, word));
    markNumbers(part, weights, query);
    return { part, weights };
  });
  const records = sum(parts.map(countStanding));
  const rarities = query.words.map((_, i) =>
    rarity(records, sum(weighed.map(({ part, weights }) => countHolding(part, weights[i]!)))),
  );
  for (const { part, weights } of weighed) eachHolding(part, weights, { rarities, trash }, take);
};

/** The records in which every typed word begins some word, the best first (FIND4, FIND6, FIND7). */
export const findRecords = (
  parts: readonly SearchedPart[],
  typed: string,
  options: FindOptions,
): FoundRecords => {
  const query = parseQuery(typed);
  if (query.words.length === 0) return nothing;
  const collected = new Collected(options);
  scoreAll(parts, query, options.trash === true, (table, id, score) =>
    collected.take(table, id, score),
  );
  return collected.found();
};

/** Numbers of records by table, the best first. */
export type TitledRecords = Partial<Record<TableName, readonly number[]>>;

/** The records in whose own title every typed word begins some word, at most `limit` of each table (FIND15). */
export const findTitled = (
  parts: readonly SearchedPart[],
  typed: string,
  limit: number,
): TitledRecords => {
  const words = titleWords(typed).map(inTitle);
  if (words.length === 0) return {};
  const tops = searchedTables.map(() => new TopHits(limit));
  scoreAll(parts, { words, parts: [] }, false, (table, id, score) => {
    if (score >= tops[table]!.least) tops[table]!.offer({ table, id, score });
  });
  const found = tops.map((top, table) => {
    const ids = top.inOrder().map(({ id }) => id);
    return [searchedTables[table]!, ids] as const;
  });
  return Object.fromEntries(found.filter(([, ids]) => ids.length > 0));
};

class Collected {
  readonly #counts = searchedTables.map(() => 0);
  readonly #isAsked: readonly boolean[];
  readonly #top: TopHits;

  constructor({ limit, tables = [] }: FindOptions) {
    this.#isAsked = searchedTables.map((table) => tables.length === 0 || tables.includes(table));
    this.#top = new TopHits(limit);
  }

  take(table: number, id: number, score: number): void {
    this.#counts[table]! += 1;
    if (this.#isAsked[table] === true && score >= this.#top.least)
      this.#top.offer({ table, id, score });
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
