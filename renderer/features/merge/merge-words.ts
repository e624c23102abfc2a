import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import { titleText } from '#shared/schema/index-key.ts';
import type { Row } from '#shared/schema/row.ts';
import type { MergeCounts, Merged, MergeItem, MergeKind, MergePreview } from '../../db/merging.ts';
import { numberedName } from '../../db/short-code.ts';
import type { TitleOf } from '../../state/record-titles.ts';
import { countText } from '../../state/wording.ts';
import type { BadgeTone } from '../../ui/badge.tsx';

export const mergeKinds: readonly MergeKind[] = ['new', 'changed', 'conflicting', 'erased'];

/** What becomes of a record, in a word or two. */
export const kindNames: Readonly<Record<MergeKind, string>> = {
  new: 'New',
  changed: 'Changed',
  conflicting: 'In conflict',
  erased: 'Erased',
};

export const kindTones: Readonly<Record<MergeKind, BadgeTone>> = {
  new: 'success',
  changed: 'accent',
  conflicting: 'warning',
  erased: 'danger',
};

/** How many records of a table merging would touch. */
export const touchedIn = (counts: MergeCounts | undefined): number =>
  counts === undefined ? 0 : mergeKinds.reduce((sum, kind) => sum + counts[kind], 0);

/** The tables of which the file holds anything: those in which something would be touched first. */
export const tablesOf = ({ tables }: MergePreview): TableName[] => {
  const held = tableNames.filter((table) => {
    const counts = tables[table];
    return counts !== undefined && touchedIn(counts) + counts.unchanged > 0;
  });
  const isTouched = (table: TableName) => touchedIn(tables[table]) > 0;
  return [...held.filter(isTouched), ...held.filter((table) => !isTouched(table))];
};

/** Those of them in which something would be touched. */
export const touchedTables = (preview: MergePreview): TableName[] =>
  tablesOf(preview).filter((table) => touchedIn(preview.tables[table]) > 0);

/** “12 new, 3 changed, 1 in conflict”: kinds that there are none of are left out. */
export const mergedText = (merged: Merged): string =>
  mergeKinds
    .filter((kind) => merged[kind] > 0)
    .map((kind) => `${countText(merged[kind])} ${kindNames[kind].toLowerCase()}`)
    .join(', ');

/** The title of what a record's title leads to, when it has none of its own. */
const titleBehind = (table: TableName, row: Row, titleOf: TitleOf): string | undefined => {
  const { title, fields } = entityOf(table);
  for (const name of title.via ?? []) {
    const field = fields[name];
    const id = row.values[name];
    if (field?.kind === 'reference' && typeof id === 'number') return titleOf(field.target, id);
  }
  return undefined;
};

/** What a record of the preview is called; it may not be on this desk yet. */
export const itemTitle = (
  { table, id, after, there, here }: MergeItem,
  titleOf: TitleOf,
): string => {
  const row = after ?? there ?? here;
  const own = row === null ? '' : titleText(entityOf(table), row.values);
  if (own !== '') return own;
  const known = here === null ? undefined : titleOf(table, id);
  const behind = row === null ? undefined : titleBehind(table, row, titleOf);
  return known ?? behind ?? numberedName(table, id);
};

/** Records that a merge has touched. */
export const totalMerged = (merged: Merged): number =>
  mergeKinds.reduce((sum, kind) => sum + merged[kind], 0);
