import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import type { Difference } from '#shared/ipc/messages.ts';
import { countOf, countText } from '../../state/wording.ts';
import type { FigureLine } from '../../ui/figures.tsx';

/** How the records of one table would differ after going back. */
type TableDifference = NonNullable<Difference[TableName]>;

const differs = ({ added, removed, changed }: TableDifference): boolean =>
  added + removed + changed > 0;

interface Deed {
  count: number;
  one: string;
  many: string;
}

/** “12 profiles would change, 3 come back, 1 goes”: only the first figure says of what. */
const sentenceOf = (table: TableName, { changed, added, removed }: TableDifference): string => {
  const { one, many } = entityOf(table).label;
  const deeds: Deed[] = [
    { count: changed, one: 'would change', many: 'would change' },
    { count: added, one: 'comes back', many: 'come back' },
    { count: removed, one: 'goes', many: 'go' },
  ];
  return deeds
    .filter(({ count }) => count > 0)
    .map(({ count, ...verb }, at) => {
      const what =
        at === 0 ? countOf(count, one.toLowerCase(), many.toLowerCase()) : countText(count);
      return `${what} ${count === 1 ? verb.one : verb.many}`;
    })
    .join(', ');
};

/** A sentence for each table that would differ; none where everything is as it is now. */
export const differenceSentences = (difference: Difference): string[] =>
  tableNames.flatMap((table) => {
    const found = difference[table];
    return found === undefined || !differs(found) ? [] : [sentenceOf(table, found)];
  });

/** What the columns of the figures are. */
export const differenceColumns = ['Would change', 'Come back', 'Go', 'Stay'] as const;

/** The figures of every table that holds anything. */
export const differenceLines = (difference: Difference): FigureLine[] =>
  tableNames.flatMap((table) => {
    const found = difference[table];
    if (found === undefined || !(differs(found) || found.same > 0)) return [];
    const { changed, added, removed, same } = found;
    const figures = [changed, added, removed, same].map(countText);
    return [{ name: entityOf(table).label.many, figures }];
  });
