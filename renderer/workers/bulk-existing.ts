import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { DumpReport } from '#shared/ipc/messages.ts';
import { fail } from '#shared/result.ts';
import type { StoredRow } from '#shared/schema/index-key.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import { applyChange } from '#shared/sync/apply-change.ts';
import type { Change } from '#shared/sync/change.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import { fromStored } from '../db/stored-row.ts';
import { answer } from '../db/raw-idb.ts';
import { Stop } from './bulk-bridge.ts';

/** The records that a desk has under these numbers, each where it has one. */
export const existingRows = async (
  current: IDBDatabase,
  table: TableName,
  ids: readonly number[],
): Promise<(Row | null)[]> => {
  const store = current.transaction(table).objectStore(table);
  const found = await Promise.all(
    ids.map((id) => answer(store.get(id) as IDBRequest<StoredRow | undefined>)),
  );
  return found.map((row) => (row === undefined ? null : fromStored(row)));
};

/** Whether a file of the old system can say that a field is empty: not of a column that it never had. */
const canBeSilent = (table: TableName, field: string): boolean => {
  const { fields, ownTrash } = entityOf(table);
  return !Object.hasOwn(fields, field) || (ownTrash && field === 'deleted');
};

/**
 * The fields in which the desk's record and the file's differ: by their value, or by the text that a list
 * was read from. The desk's columns of which the file knows nothing do not count.
 */
export const differingFields = (table: TableName, had: Row, read: Row): string[] =>
  [...new Set([...Object.keys(had.values), ...Object.keys(read.values)])].filter((field) => {
    if (valueAt(read, field) === null && canBeSilent(table, field)) return false;
    return (
      !sameValue(valueAt(had, field), valueAt(read, field)) ||
      had.source?.[field] !== read.source?.[field]
    );
  });

const clockOf = (row: Row, field: string): Stamp => row.clocks?.[field] ?? row.clock;

const picked = <T>(fields: readonly string[], pick: (field: string) => T): Record<string, T> =>
  Object.fromEntries(fields.map((field) => [field, pick(field)]));

/** The record that the desk had, with what the file says otherwise; its other clocks stay. */
export const replacing = (
  table: TableName,
  { had, read, stamp }: { had: Row; read: Row; stamp: Stamp },
): { row: Row; change: Change } => {
  const fields = differingFields(table, had, read);
  const { source } = read;
  const values = picked(fields, (field) => valueAt(read, field));
  const replaced = picked(fields, (field) => clockOf(had, field));
  const before = picked(fields, (field) => valueAt(had, field));
  const texts = Object.entries(source ?? {}).filter(([field]) => fields.includes(field));
  const from = texts.length === 0 ? {} : { source: Object.fromEntries(texts) };
  const change: Change = {
    kind: 'update',
    table,
    id: had.id,
    stamp,
    values,
    ...from,
    replaced,
    before,
  };
  return { row: applyChange(had, change)!, change };
};

/** References that are asked for at once. */
const referencesAtOnce = 2000;

type Missing = DumpReport['missing'][number];

const notThere = async (current: IDBDatabase, asked: readonly Missing[]): Promise<Missing[]> => {
  const targets = [...new Set(asked.map(({ target }) => target))];
  if (targets.length === 0) return [];
  const transaction = current.transaction(targets);
  const keys = await Promise.all(
    asked.map(({ target, id }) => answer(transaction.objectStore(target).getKey(id))),
  );
  return asked.filter((_, i) => keys[i] === undefined);
};

/** Ends the work when a reference of the file leads to a record that the desk does not have either. */
export const needTargets = async (
  current: IDBDatabase,
  name: string,
  missing: readonly Missing[],
): Promise<void> => {
  const lost: Missing[] = [];
  for (let from = 0; from < missing.length; from += referencesAtOnce)
    lost.push(...(await notThere(current, missing.slice(from, from + referencesAtOnce))));
  const [first] = lost;
  if (first === undefined) return;
  const { table, column, line, target, id } = first;
  throw new Stop(
    fail('work.noTarget', {
      name,
      line,
      label: entityOf(table).fields[column]?.label ?? column,
      target: entityOf(target).label.one,
      id,
      more: lost.length - 1,
    }),
  );
};
