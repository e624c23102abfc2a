import { useEffect, useState } from 'react';
import { entityOf, workTables, type TableName } from '#shared/entities/index.ts';
import type { Desk } from '../db/desk.ts';
import { shortCode } from '../db/short-code.ts';
import { useDesk } from '../state/desk-context.tsx';
import { pathTo } from '../state/routes.ts';
import type { PaletteCommand } from './palette-commands.ts';

/** How many records of one table the palette offers by their names. */
const perTable = 4;
/** How many it offers besides by any of their words. */
const byWords = 5;
/** Milliseconds of rest after a key before records are looked for. */
const rest = 90;

const named = workTables.filter((table) => entityOf(table).title.fields.length > 0);
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

interface RecordId {
  table: TableName;
  id: number;
}

const findByName = async (desk: Desk, typed: string): Promise<RecordId[]> => {
  const found = await Promise.all(
    searched.map(async (table) => {
      const rows = await desk.find(table, typed, perTable);
      return rows.map(({ id }) => ({ table, id }));
    }),
  );
  return found.flat();
};

const findByWords = async (desk: Desk, typed: string, signal: AbortSignal): Promise<RecordId[]> => {
  const { hits } = await desk.search(typed, { limit: byWords, signal });
  return hits.map(({ table, id }) => ({ table, id }));
};

/** Records that fit, as palette entries: by a word of their name, a few of each table, then by any word. */
const findRecords = async (
  desk: Desk,
  typed: string,
  signal: AbortSignal,
): Promise<PaletteCommand[]> => {
  const found = await Promise.all([findByName(desk, typed), findByWords(desk, typed, signal)]);
  const each = new Map(found.flat().map((record) => [`${record.table} ${record.id}`, record]));
  const records = [...each.values()];
  const titles = await desk.titles(records);
  return records.map(({ table, id }, i) => recordCommand(table, id, titles[i] ?? `${table} ${id}`));
};

interface FoundForText {
  records: readonly PaletteCommand[];
  /** `looking`: names wait for the search to know all records (FIND16). */
  state: 'looking' | 'found' | 'failed';
}

interface Found extends FoundForText {
  typed: string;
}

/** What `findRecords` gives for the text, a moment after it was typed; nothing for an empty text. */
export const useFoundRecords = (text: string): FoundForText => {
  const desk = useDesk();
  const typed = text.trim();
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (typed === '') return;
    let overtaken = false;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void findRecords(desk, typed, controller.signal).then(
        (records) => {
          if (!overtaken) setFound({ typed, records, state: 'found' });
        },
        () => {
          if (!overtaken) setFound({ typed, records: [], state: 'failed' });
        },
      );
    }, rest);
    return () => {
      overtaken = true;
      controller.abort();
      clearTimeout(timer);
    };
  }, [desk, typed]);
  if (typed === '') return { records: [], state: 'found' };
  if (found === undefined || !typed.startsWith(found.typed))
    return { records: [], state: 'looking' };
  return { records: found.records, state: found.typed === typed ? found.state : 'looking' };
};
