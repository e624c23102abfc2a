import type { Edited } from '#shared/bulk/order.ts';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { problemText } from '#shared/problems/index.ts';
import { countOf, countText } from '../../../state/wording.ts';

/** So many records of a table: “1,204 profiles”. */
export const recordsText = (table: TableName, count: number): string => {
  const { one, many } = entityOf(table).label;
  return countOf(count, one.toLowerCase(), many.toLowerCase());
};

/** What of the records was left as it was, in sentences; '' where nothing was. */
const leftWords = ({ refused, missed }: Edited): string => {
  const no =
    refused === 0 ? '' : ` ${countText(refused)} could not take it and stayed as they were.`;
  return missed === 0
    ? no
    : `${no} ${countText(missed)} were being changed by others and were left alone.`;
};

/** What came of an edit of `total` records. */
export const editedText = (table: TableName, total: number, edited: Edited): string => {
  const { changed, stopped } = edited;
  if (stopped === null)
    return changed === 0
      ? `Nothing changed.${leftWords(edited)}`
      : `${recordsText(table, changed)} changed.${leftWords(edited)}`;
  const so = `${countText(changed)} of ${recordsText(table, total)} were changed by then; undo takes them back.`;
  return stopped.code === 'file.cancelled'
    ? `Stopped. ${so}`
    : `It could go no further. ${so} With the next ones: ${problemText(stopped)}`;
};
