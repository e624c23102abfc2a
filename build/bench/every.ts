import { entityOf } from '#shared/entities/index.ts';
import type { Field } from '#shared/schema/fields.ts';
import type { Value } from '#shared/schema/fields.ts';
import { arityOf, operatorsOf, type Operator } from '#shared/views/filter.ts';
import { readBatch } from '#renderer/db/bulk-rows.ts';
import type { OrderQuery } from '#renderer/db/desk.ts';
import type { Measured } from './messages.ts';
import { openWarm } from './query.ts';
import { p95 } from './search.ts';

/**
 * Every filter, order and group that the table of profiles offers, one after the other: each column with each
 * of its operators, each column upwards and downwards, and the groups of each, with a total.
 */

const table = 'profiles';
const never = new AbortController().signal;
/** Records of a first screen. */
const screen = 50;

interface Asked {
  name: string;
  ask: (query: Partial<OrderQuery>) => Partial<OrderQuery>;
  by?: string;
}

const textOf = (value: Value | undefined): string =>
  String(Array.isArray(value) ? (value[0] ?? 'a') : (value ?? 'a'));

/** What somebody could type who looks for such a value. */
const typedFor = (operator: Operator, kind: Field['kind'], value: Value | undefined): string[] => {
  const text = textOf(value);
  const arity = arityOf(operator);
  if (arity === 0) return [];
  if (operator === 'past' || operator === 'next') return ['365'];
  if (kind === 'instant') {
    const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? '2020-01-01';
    return arity === 2 ? ['2018-01-01', day] : [day];
  }
  if (kind === 'reference') return [operator === 'is' ? '7' : 'a'];
  if (arity === 2) return ['1', text];
  if (operator === 'contains' || operator === 'lacks') return [text.slice(1, 4) || 'a'];
  return operator === 'begins' ? [text.slice(0, 3)] : [text];
};

const filters = (name: string, field: Field, value: Value | undefined): Asked[] =>
  operatorsOf(field.kind).map((operator) => {
    const condition = { field: name, operator, values: typedFor(operator, field.kind, value) };
    const filter = { match: 'all', conditions: [condition] } as const;
    return { name: `${name} ${operator}`, ask: (query) => ({ ...query, filter }) };
  });

const orders = (name: string): Asked[] =>
  [false, true].map((descending) => ({
    name: `by ${name} ${descending ? 'downwards' : 'upwards'}`,
    ask: (query) => ({ ...query, sort: [{ field: name, descending }] }),
  }));

const everything = (values: Readonly<Record<string, Value>>): Asked[] =>
  Object.entries(entityOf(table).fields).flatMap(([name, field]) => [
    ...filters(name, field, values[name]),
    ...orders(name),
    { name: `groups of ${name}`, ask: (query) => query, by: name },
  ]);

/** Asks all of it twice, since the first time columns may have to be made; the second one counts. */
export const askEverything = async (database: string): Promise<Measured> => {
  const { queries, desk } = await openWarm(database);
  const [sample] = await readBatch(desk, table, 0, 1);
  const plain = { table, trash: false, sort: [], text: '', fields: [] } as const;
  const parts: Record<string, number> = {};
  for (const { name, ask, by } of everything(sample!.values)) {
    const query: OrderQuery = { ...plain, ...ask({}) };
    for (let time = 0; time < 2; time++) {
      const started = performance.now();
      if (by === undefined) {
        const ids = await queries.order(query, never, () => undefined);
        await desk.records(table).bulkGet([...ids.subarray(0, screen)]);
      } else await queries.summary(query, { by, totals: ['hourly_rate'], like: null }, never);
      parts[name] = performance.now() - started;
    }
  }
  const all = Object.values(parts);
  return { ms: p95(all), parts };
};
