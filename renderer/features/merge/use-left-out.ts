import { useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { LeftOut, MergePreview } from '../../db/merging.ts';
import { touchedIn, touchedTables } from './merge-words.ts';

interface RecordId {
  table: TableName;
  id: number;
}

/** What the user has chosen: tables as a whole, and records for which it is the other way round. */
export interface Choice {
  without: ReadonlySet<TableName>;
  exceptions: ReadonlyMap<string, RecordId>;
}

/** Everything is merged. */
export const takeAll: Choice = { without: new Set(), exceptions: new Map() };

const keyOf = ({ table, id }: RecordId): string => `${table} ${id}`;

const exceptionsIn = ({ exceptions }: Choice, table: TableName): number =>
  [...exceptions.values()].filter((record) => record.table === table).length;

/** Takes tables, or leaves them out, whatever was said of single records. */
export const withTables = (
  { without, exceptions }: Choice,
  tables: readonly TableName[],
  isTaken: boolean,
): Choice => {
  const others = [...without].filter((table) => !tables.includes(table));
  return {
    without: new Set(isTaken ? others : [...others, ...tables]),
    exceptions: new Map([...exceptions].filter(([, { table }]) => !tables.includes(table))),
  };
};

export const withRecordToggled = (choice: Choice, { table, id }: RecordId): Choice => {
  const exceptions = new Map(choice.exceptions);
  const key = keyOf({ table, id });
  if (!exceptions.delete(key)) exceptions.set(key, { table, id });
  return { ...choice, exceptions };
};

export const isRecordTaken = ({ without, exceptions }: Choice, record: RecordId): boolean =>
  without.has(record.table) === exceptions.has(keyOf(record));

/** How many of a table's records are merged, of those that merging would touch. */
export const takenIn = (choice: Choice, table: TableName, touched: number): number =>
  choice.without.has(table) ? exceptionsIn(choice, table) : touched - exceptionsIn(choice, table);

/** The choice as the work takes it. */
export const leftOutBy = ({ without, exceptions }: Choice): LeftOut => {
  const named = [...exceptions.values()];
  return {
    tables: [...without],
    records: named.filter(({ table }) => !without.has(table)),
    taken: named.filter(({ table }) => without.has(table)),
  };
};

/** What the user leaves out of a merge, and how many records are left to merge. */
export const useLeftOut = (preview: MergePreview) => {
  const [choice, setChoice] = useState(takeAll);
  const all = touchedTables(preview);
  const takenOf = (table: TableName) => takenIn(choice, table, touchedIn(preview.tables[table]));
  return {
    leftOut: leftOutBy(choice),
    takenOf,
    /** Records of all tables that would be merged. */
    count: all.reduce((sum, table) => sum + takenOf(table), 0),
    isTaken: (record: RecordId): boolean => isRecordTaken(choice, record),
    setTable: (table: TableName, isTaken: boolean) =>
      setChoice((before) => withTables(before, [table], isTaken)),
    setAll: (isTaken: boolean) => setChoice((before) => withTables(before, all, isTaken)),
    toggleRecord: (record: RecordId) => setChoice((before) => withRecordToggled(before, record)),
  };
};

export type LeavingOut = ReturnType<typeof useLeftOut>;
