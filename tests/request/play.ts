import type { TableName } from '#shared/entities/index.ts';
import { withNumbers } from '#renderer/db/local-names.ts';
import { checkOperation, composeDrafts } from '#renderer/db/edit-plan.ts';
import type { Operation } from '#renderer/db/desk.ts';
import type { Row, Values } from '#shared/schema/row.ts';

/** Records by table and number, as a desk would hold them. */
export type Held = ReadonlyMap<string, Row>;

export const held = (...records: readonly (readonly [TableName, number, object])[]): Held =>
  new Map(
    records.map(([table, id, values]) => [
      `${table} ${id}`,
      { id, values: values as Values, clock: '018f00000000-0000-0000020' },
    ]),
  );

/** What the records are once a plan was carried out, by the rules of the desk itself. */
export const played = (before: Held, plan: readonly Operation[]): Held => {
  let next = 1000;
  const numbered = withNumbers(plan, () => ++next);
  if (!numbered.ok) throw new Error(numbered.problem.code);
  for (const operation of numbered.value) {
    const checked = checkOperation(operation);
    if (!checked.ok) throw new Error(JSON.stringify(checked.problem));
  }
  const drafts = composeDrafts(
    numbered.value,
    { row: (table, id) => before.get(`${table} ${id}`) ?? null, nextId: () => ++next },
    '2026-01-01T00:00:00.000000Z',
  );
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.problem));
  const changed = drafts.value.map(
    ({ table, id, values }) =>
      [`${table} ${id}`, { id, values, clock: '018f00000000-0000-0000020' }] as const,
  );
  return new Map([...before, ...changed]);
};

/** The one record of a table; the last, where there are several. */
export const lastOf = (records: Held, table: TableName): Row | undefined =>
  [...records].findLast(([key]) => key.startsWith(`${table} `))?.[1];
