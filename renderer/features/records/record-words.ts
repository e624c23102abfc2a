import { entityOf, type TableName } from '#shared/entities/index.ts';

/** "1 candidate", "12 candidates", "100+ candidates" where the count was cut. */
export const countOf = (table: TableName, count: number, more = false): string => {
  const { one, many } = entityOf(table).label;
  const label = (count === 1 && !more ? one : many).toLowerCase();
  return `${count.toLocaleString('en')}${more ? '+' : ''} ${label}`;
};
