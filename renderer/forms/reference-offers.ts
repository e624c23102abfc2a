import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Field } from '#shared/schema/fields.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import { isId } from '#shared/schema/row-check.ts';
import type { Desk } from '../db/desk.ts';
import { numberedName, shortCode } from '../db/short-code.ts';
import { shownValue } from './shown-value.ts';

/** A record that a reference may point to, as a list offers it. */
export interface RecordOffer {
  id: number;
  title: string;
  detail: string;
}

const offerLimit = 12;

const saysLittle = new Set<Field['kind']>([
  'reference',
  'longText',
  'secret',
  'url',
  'instantList',
]);

/** Code and the first two listed values that the title does not hold: "P12 · Head of Sales · Lisbon". */
const detailOf = (table: TableName, row: Row): string => {
  const { fields, title } = entityOf(table);
  const values = Object.entries(fields)
    .filter(
      ([name, { listed, kind }]) => listed && !saysLittle.has(kind) && !title.fields.includes(name),
    )
    .map(([name, field]) => shownValue(field, valueAt(row, name)))
    .filter((text) => text !== '');
  return [shortCode(table, row.id), ...values.slice(0, 2)].join(' · ');
};

const named = async (
  desk: Desk,
  table: TableName,
  rows: readonly Row[],
): Promise<RecordOffer[]> => {
  const titles = await desk.titles(rows.map(({ id }) => ({ table, id })));
  return rows.map((row, i) => ({
    id: row.id,
    title: titles[i] ?? numberedName(table, row.id),
    detail: detailOf(table, row),
  }));
};

/** A number that leads to no record, for fields that may point to nothing. */
const nowhere = (table: TableName, id: number): RecordOffer => ({
  id,
  title: numberedName(table, id),
  detail: 'no such record here; kept as a number',
});

/** Records that the typed words or number mean; `loose` offers a number that leads nowhere as well. */
export const findOffers = async (
  desk: Desk,
  table: TableName,
  typed: string,
  loose: boolean,
): Promise<RecordOffer[]> => {
  const offers = await named(desk, table, await desk.find(table, typed, offerLimit));
  const id = /^\s*\d+\s*$/.test(typed) ? Number(typed) : NaN;
  const missing = loose && isId(id) && offers.every((offer) => offer.id !== id);
  return missing ? [...offers, nowhere(table, id)] : offers;
};

/** Whether a record that a reference points to is there, in or out of the trash, or why it is not. */
export type Presence = 'here' | 'missing' | 'erased';

/** What stands in an input that points to a record. */
export const chosenOffer = async (
  desk: Desk,
  table: TableName,
  id: number,
): Promise<RecordOffer & { presence: Presence }> => {
  const row = await desk.get(table, id);
  if (row === null) {
    const presence = (await desk.isErased(table, id)) ? 'erased' : 'missing';
    return { ...nowhere(table, id), presence };
  }
  const [offer] = await named(desk, table, [row]);
  return { ...(offer ?? nowhere(table, id)), presence: 'here' };
};
