import { useEffect, useState } from 'react';
import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import type { Desk } from '../db/desk.ts';
import { shortCode } from '../db/short-code.ts';
import { useDesk } from '../state/desk-context.tsx';
import { pathTo } from '../state/routes.ts';
import type { PaletteCommand } from './palette-commands.ts';

/** How many records of one table the palette offers. */
const perTable = 4;
/** Milliseconds of rest after a key before records are looked for. */
const rest = 90;

const named = tableNames.filter((table) => entityOf(table).title.fields.length > 0);
const isNamedAfterAnother = (table: TableName) => entityOf(table).title.via !== undefined;

/**
 * Tables whose records have a name: first those whose name is all their own, since the person is more
 * often meant than one of their calls. Tables without any are reached through these.
 */
const searched = [
  ...named.filter((table) => !isNamedAfterAnother(table)),
  ...named.filter(isNamedAfterAnother),
];

const recordCommand = (table: TableName, id: number, title: string): PaletteCommand => ({
  id: `${table} ${id}`,
  group: 'Records',
  label: title,
  hint: `${entityOf(table).label.one} ${shortCode(table, id)}`,
  act: { do: 'go', path: pathTo.record(table, id) },
});

/** Records whose name has a word that begins as typed, a few of each table, as palette entries. */
const findRecords = async (desk: Desk, typed: string): Promise<PaletteCommand[]> => {
  const found = await Promise.all(
    searched.map(async (table) => {
      const rows = await desk.find(table, typed, perTable);
      return rows.map(({ id }) => ({ table, id }));
    }),
  );
  const records = found.flat();
  const titles = await desk.titles(records);
  return records.map(({ table, id }, i) => recordCommand(table, id, titles[i] ?? `${table} ${id}`));
};

/** What `findRecords` gives for the text, a moment after it was typed; nothing for an empty text. */
export const useFoundRecords = (text: string): readonly PaletteCommand[] => {
  const desk = useDesk();
  const typed = text.trim();
  const [found, setFound] = useState<{ typed: string; records: readonly PaletteCommand[] }>();
  useEffect(() => {
    if (typed === '') return;
    let overtaken = false;
    const timer = setTimeout(() => {
      void findRecords(desk, typed).then(
        (records) => {
          if (!overtaken) setFound({ typed, records });
        },
        (error: unknown) => {
          if (!overtaken) throw error;
        },
      );
    }, rest);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [desk, typed]);
  return found !== undefined && typed.startsWith(found.typed) ? found.records : [];
};
