import { useState, type ReactNode } from 'react';
import { valueAt, type Row } from '#shared/schema/row.ts';
import type { Value } from '#shared/schema/fields.ts';
import type { TitleOf } from '../state/record-titles.ts';
import { sizeOf, type Block } from './block.ts';
import { cellsOfText, textOfCells } from './cell-table.ts';
import { copiedText } from './cell-text.ts';
import type { GridColumn } from './columns.ts';
import { PasteQuestion } from './paste-question.tsx';
import { filled, pastedBlock, readCells, type Pasted } from './pasting.ts';
import type { GridCore } from './use-grid-core.ts';

/** Records that are copied or pasted into at once at most; one value goes into any number of them. */
const mostRecords = 10_000;

const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** What keys and menus do with all the cells that are selected. */
export const useBlockDeeds = (core: GridCore) => {
  const { props, block, say, warn } = core;
  const { lead, find } = props;
  const [asked, setAsked] = useState<Pasted | null>(null);

  const columnsIn = ({ columns }: Block): GridColumn[] =>
    props.columns.slice(Math.max(0, columns.first - 1), columns.last);

  /** The records of a block, read as they are now; null, and a sentence, where they are too many. */
  const rowsIn = async ({ rows }: Block): Promise<Row[] | null> => {
    const count = sizeOf(rows);
    if (count > mostRecords) {
      warn(
        `At most ${counted(mostRecords, 'record')} at a time: ${count.toLocaleString('en')} are selected.`,
      );
      return null;
    }
    const found = await props.readRows(core.idsIn(rows));
    return found.filter((row) => row !== null);
  };

  const write = async ({ changes, cells }: Pasted, deed: string) => {
    if (changes.length === 0) return say('Nothing changes.');
    const result = await props.onEditMany(changes, `${deed} of ${counted(cells, 'cell')}`);
    if (result.ok) say(`${counted(cells, 'cell')} changed.`);
  };

  /** What records are called, also those that were never in sight. */
  const titlesFor = async (rows: readonly Row[], wanted: Block): Promise<TitleOf> => {
    const known = new Map<string, string>();
    const asked = new Map<string, { table: string; id: number }>();
    const ask: TitleOf = (table, id) => {
      asked.set(`${table} ${id}`, { table, id });
      return undefined;
    };
    for (const row of rows) textsOf(row, wanted, ask);
    const titles = await props.readTitles([...asked.values()]);
    [...asked.keys()].forEach((key, at) => known.set(key, titles[at]!));
    return (table, id) => known.get(`${table} ${id}`);
  };

  const textsOf = (row: Row, wanted: Block, titles: TitleOf): string[] => {
    const own = wanted.columns.first > 0 ? [] : [lead.titleOf(row, titles) ?? ''];
    const cells = columnsIn(wanted).map(({ name, field }) =>
      field.kind === 'secret' ? '' : copiedText(field, valueAt(row, name), titles),
    );
    return [...own, ...cells];
  };

  const copy = async () => {
    const isSecret = columnsIn(block).some(({ field }) => field.kind === 'secret');
    if (isSecret && sizeOf(block.columns) === 1) return warn('Secrets are not copied.');
    const rows = await rowsIn(block);
    if (rows === null) return;
    const titles = await titlesFor(rows, block);
    const cells = rows.map((row) => textsOf(row, block, titles));
    const single = cells.length === 1 && cells[0]!.length === 1;
    await navigator.clipboard.writeText(single ? cells[0]![0]! : textOfCells(cells)).then(
      () => say(single ? 'Copied.' : `${counted(cells.length * cells[0]!.length, 'cell')} copied.`),
      () => warn('The clipboard cannot be written to.'),
    );
  };

  const paste = async (text: string) => {
    if (text === '' || core.cursor.row < 0) return;
    const cells = cellsOfText(text);
    const target = pastedBlock(cells, block, core.bounds);
    const rows = await rowsIn(target);
    if (rows === null) return;
    const columns = columnsIn(target);
    // Titles are no column: what was copied with them is pasted beside them.
    const beside = target.columns.first === 0 ? cells.map((line) => line.slice(1)) : cells;
    if (columns.length === 0 || beside[0]!.length === 0)
      return warn('The record’s name cannot be pasted over.');
    const pasted = await readCells(beside, { rows, columns }, find);
    core.extend(
      {
        anchor: { row: target.rows.first, column: Math.max(1, target.columns.first) },
        cursor: { row: target.rows.last, column: target.columns.last },
      },
      false,
    );
    if (pasted.problems.length > 0) return setAsked(pasted);
    await write(pasted, 'paste');
  };

  const put = async (where: Block, valueOf: (column: GridColumn) => Value, deed: string) => {
    const columns = columnsIn(where).filter(({ field }) => field.kind !== 'secret');
    const count = sizeOf(where.rows);
    if (count > mostRecords) {
      const values = columns.map((column) => [column.name, valueOf(column)] as const);
      const action = `${deed} of ${counted(count * columns.length, 'cell')}`;
      return props.onFillMany(core.idsIn(where.rows), Object.fromEntries(values), action);
    }
    const rows = await rowsIn(where);
    if (rows !== null) await write(filled(rows, columns, valueOf), deed);
  };

  const fillDown = async () => {
    const { rows, columns } = block;
    const first = sizeOf(rows) > 1 ? rows.first : rows.first - 1;
    if (first < 0) return warn('There is no row above.');
    const [above] = (await rowsIn({ rows: { first, last: first }, columns })) ?? [];
    if (above === undefined) return;
    const below = { rows: { first: first + 1, last: rows.last }, columns };
    await put(below, ({ name }) => valueAt(above, name), 'fill');
  };

  const question: ReactNode = asked !== null && (
    <PasteQuestion
      pasted={asked}
      onPaste={() => void write(asked, 'paste')}
      onClose={() => {
        setAsked(null);
        core.focus();
      }}
    />
  );
  return {
    copy: () => void copy(),
    paste: (text: string) => void paste(text),
    empty: () => void put(block, () => null, 'emptying'),
    fillDown: () => void fillDown(),
    /** Asks what to do to the records that are selected, or to all. */
    bulkEdit: () =>
      props.onBulkEdit({
        selected: core.anchor === null ? [] : core.idsIn(block.rows),
        column: core.columnAt(core.cursor.column)?.name ?? null,
      }),
    /** Puts one value into a column of all records that are selected. */
    fillColumn: ({ name }: GridColumn, value: Value) => {
      const at = props.columns.findIndex((column) => column.name === name) + 1;
      void put({ rows: block.rows, columns: { first: at, last: at } }, () => value, 'edit');
    },
    question,
  };
};

export type BlockDeeds = ReturnType<typeof useBlockDeeds>;
