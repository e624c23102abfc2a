import { useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { LeftOut, MergePreview } from '../../db/merging.ts';
import { touchedIn, touchedTables } from './merge-words.ts';

interface RecordId {
  table: TableName;
  id: number;
}

const keyOf = ({ table, id }: RecordId): string => `${table} ${id}`;

const toggled = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> => {
  const next = new Map(map);
  if (!next.delete(key)) next.set(key, value);
  return next;
};

/** What the user leaves out of a merge, and how many records are left to merge. */
export const useLeftOut = (preview: MergePreview) => {
  const [tables, setTables] = useState<ReadonlyMap<TableName, true>>(new Map());
  const [records, setRecords] = useState<ReadonlyMap<string, RecordId>>(new Map());
  const without = (table: TableName): number =>
    [...records.values()].filter((record) => record.table === table).length;
  const leftIn = (table: TableName): number =>
    tables.has(table) ? 0 : touchedIn(preview.tables[table]) - without(table);
  const leftOut: LeftOut = { tables: [...tables.keys()], records: [...records.values()] };
  return {
    leftOut,
    /** Records of all tables that would be merged. */
    count: touchedTables(preview).reduce((sum, table) => sum + leftIn(table), 0),
    /** Records that would be merged of one table. */
    leftIn,
    takesTable: (table: TableName): boolean => !tables.has(table),
    takesRecord: (record: RecordId): boolean => !records.has(keyOf(record)),
    toggleTable: (table: TableName) => setTables((before) => toggled(before, table, true)),
    toggleRecord: ({ table, id }: RecordId) =>
      setRecords((before) => toggled(before, keyOf({ table, id }), { table, id })),
  };
};

export type LeavingOut = ReturnType<typeof useLeftOut>;
