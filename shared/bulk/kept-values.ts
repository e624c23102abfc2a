import type { Value } from '../schema/fields.ts';
import type { Values } from '../schema/row.ts';

/** What an edit changed in one record: the same fields before and after. */
export interface KeptChange {
  id: number;
  before: Values;
  after: Values;
}

/** A batch: numbers of records, and by field the codes of values; 0 where a record’s field is not changed. */
interface Pack {
  ids: Float64Array;
  fields: ReadonlyMap<string, { before: Uint32Array; after: Uint32Array }>;
}

/** Bytes beyond which an edit is too much to be kept in memory. */
const most = 32 * 2 ** 20;
/** What a value costs besides its text: its place in the table, and the objects around it. */
const perValue = 96;

/**
 * What takes an edit of many records back, and does it again: of each record what its changed fields held and
 * hold, packed in batches; a value that many records share is kept once (BULK6).
 */
export class KeptValues {
  #weight = 0;
  readonly #packs: Pack[] = [];
  readonly #codes = new Map<string, number>();
  readonly #values: Value[] = [];

  /** Bytes, as far as they can be told. */
  get weight(): number {
    return this.#weight;
  }

  get isTooMuch(): boolean {
    return this.#weight > most;
  }

  /** Records that are kept, each as often as it was changed. */
  get records(): number {
    return this.#packs.reduce((sum, { ids }) => sum + ids.length, 0);
  }

  /** Keeps a batch; one without changes is none. */
  add(changes: readonly KeptChange[]): void {
    if (changes.length === 0) return;
    const names = new Set(changes.flatMap(({ after }) => Object.keys(after)));
    const fields = [...names].map((name) => {
      const codes = (side: 'before' | 'after') =>
        Uint32Array.from(changes, (change) =>
          Object.hasOwn(change.after, name) ? this.#codeOf(change[side][name] ?? null) : 0,
        );
      return [name, { before: codes('before'), after: codes('after') }] as const;
    });
    this.#packs.push({ ids: Float64Array.from(changes, ({ id }) => id), fields: new Map(fields) });
    this.#weight += changes.length * (8 + 8 * names.size);
  }

  /** The newest batch; null where none is left. */
  last(): KeptChange[] | null {
    const pack = this.#packs.at(-1);
    if (pack === undefined) return null;
    return Array.from(pack.ids, (id, at) => {
      const own = [...pack.fields].filter(([, { after }]) => after[at] !== 0);
      const side = (of: 'before' | 'after') =>
        Object.fromEntries(own.map(([name, codes]) => [name, this.#valueOf(codes[of][at]!)]));
      return { id, before: side('before'), after: side('after') };
    });
  }

  /** Forgets the newest batch. */
  dropLast(): void {
    this.#packs.pop();
  }

  #codeOf(value: Value): number {
    const key = JSON.stringify(value);
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    this.#values.push(value);
    this.#codes.set(key, this.#values.length);
    // The text stands twice: in the value and in its key. UTF-16 takes two bytes a unit.
    this.#weight += perValue + 4 * key.length;
    return this.#values.length;
  }

  #valueOf(code: number): Value {
    return this.#values[code - 1] ?? null;
  }
}
