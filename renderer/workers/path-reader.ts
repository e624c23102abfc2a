import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { AccessPath } from '#shared/schema/entity.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import { foldText } from '#shared/schema/index-key.ts';
import { effective, isGroup, type Condition, type Group } from '#shared/views/filter.ts';
import { connectionOf } from '../db/bulk-rows.ts';
import type { Notice } from '../db/desk.ts';
import type { DeskDatabase } from '../db/open-database.ts';
import { answer } from '../db/raw-idb.ts';
import { indexOf, pathFrom } from '../db/stores.ts';
import { numberTest, textTest } from './condition-tests.ts';

/** Conditions on the first field of an access path, answered by the keys of its index alone. */

/** Up to so many records are counted again after a change, which takes some 30 ms; of more only estimates matter. */
const countedAgain = 10_000;

/** With more different values than this a path is no quick way. */
const mostValues = 400;

type Key = string | number;

/** A condition that a path can answer, and the rest of its filter. */
export interface PathCondition {
  field: string;
  path: AccessPath;
  /** What it asks of each first key. */
  holds: (key: Key) => boolean;
  rest: Group | undefined;
}

/**
 * What a condition asks of keys; null where they do not tell. Blank values are '' and −∞ in the index; what
 * points to nothing is not in it (DB29).
 */
const keyTest = (table: TableName, condition: Condition): PathCondition['holds'] | null => {
  const field = entityOf(table).fields[condition.field];
  if (field === undefined) return null;
  switch (field.kind) {
    case 'integer': {
      const holds = numberTest(field, condition);
      return (key) => holds(key === -Infinity ? NaN : (key as number));
    }
    case 'choice':
    case 'country':
    case 'text': {
      const holds = textTest(condition);
      return (key) => holds(key === '' ? null : foldText(key as string));
    }
    default:
      return null;
  }
};

/** The conditions of a filter that paths can answer: those that hold for every record that it lets through. */
export const pathConditions = (table: TableName, filter: Group | undefined): PathCondition[] => {
  const group = filter === undefined ? null : effective(filter);
  if (group === null || (group.match === 'any' && group.conditions.length > 1)) return [];
  return group.conditions.flatMap((part): PathCondition[] => {
    if (isGroup(part)) return [];
    const path = pathFrom(entityOf(table), part.field);
    const holds = path === undefined ? null : keyTest(table, part);
    if (path === undefined || holds === null) return [];
    const conditions = group.conditions.filter((other) => other !== part);
    const rest = conditions.length === 0 ? undefined : { match: group.match, conditions };
    return [{ field: part.field, path, holds, rest }];
  });
};

/** All keys of a path that begin with one. */
const rangeOf = ({ fields }: AccessPath, key: Key): IDBKeyRange =>
  fields.length === 1 ? IDBKeyRange.only(key) : IDBKeyRange.bound([key], [key, []]);

/** The different first parts of an index, by jumping from one to the next; null where there are too many. */
const firstParts = (index: IDBIndex): Promise<Key[] | null> =>
  new Promise((resolve, reject) => {
    const found: Key[] = [];
    const request = index.openKeyCursor(null, 'nextunique');
    request.onerror = () => reject(request.error ?? new Error('The index could not be read.'));
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor === null || found.length > mostValues)
        return resolve(cursor === null ? found : null);
      const { key } = cursor;
      const isCompound = Array.isArray(key);
      found.push((isCompound ? key[0] : key) as Key);
      if (isCompound) cursor.continue([key[0]!, []]);
      else cursor.continue();
    };
  });

/** The records that paths lead to. */
export class PathReader {
  readonly #database: DeskDatabase;
  readonly #counts = new Map<TableName, Promise<number>>();

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  /** The values on a path that a condition holds for; null where there are too many to ask about each. */
  async keysOf(table: TableName, { path, holds }: PathCondition): Promise<Key[] | null> {
    const parts = await firstParts(this.#index(table, path));
    return parts?.filter(holds) ?? null;
  }

  /** How many records have these values. */
  async count(table: TableName, { path }: PathCondition, keys: readonly Key[]): Promise<number> {
    const index = this.#index(table, path);
    const counts = await Promise.all(keys.map((key) => answer(index.count(rangeOf(path, key)))));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** The numbers of the records that have these values, rising. */
  async ids(
    table: TableName,
    { path }: PathCondition,
    keys: readonly Key[],
  ): Promise<Float64Array> {
    const index = this.#index(table, path);
    const found = await Promise.all(
      keys.map((key) => answer(index.getAllKeys(rangeOf(path, key)))),
    );
    return Float64Array.from(found.flat() as number[]).sort();
  }

  /** The records that have these values, by rising number. */
  async rows(
    table: TableName,
    { path }: PathCondition,
    keys: readonly Key[],
  ): Promise<StoredRow[]> {
    const index = this.#index(table, path);
    const found = await Promise.all(keys.map((key) => answer(index.getAll(rangeOf(path, key)))));
    return (found.flat() as StoredRow[]).sort((a, b) => a.id - b.id);
  }

  /** About how many records a table has: counting a large one takes longer than most questions. */
  rowsIn(table: TableName): Promise<number> {
    const known = this.#counts.get(table);
    if (known !== undefined) return known;
    const counting = answer(this.#store(table).count());
    this.#counts.set(table, counting);
    counting.catch(() => this.#counts.delete(table));
    return counting;
  }

  hear({ table, ids }: Notice) {
    const known = this.#counts.get(table);
    const forget = () => {
      if (this.#counts.get(table) === known) this.#counts.delete(table);
    };
    if (ids === 'all') return forget();
    void known?.then(
      (count) => count <= countedAgain && forget(),
      () => undefined,
    );
  }

  #index(table: TableName, path: AccessPath): IDBIndex {
    return this.#store(table).index(indexOf(path));
  }

  #store(table: TableName): IDBObjectStore {
    return connectionOf(this.#database).transaction(table, 'readonly').objectStore(table);
  }
}
