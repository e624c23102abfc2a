import { entityOf, tableNames } from '#shared/entities/index.ts';
import type { DumpProblem, DumpReport } from '#shared/ipc/messages.ts';
import { countOf, countText } from '../../state/wording.ts';

/** “line 12, column email”: where in the dump a problem is. */
export const placeOf = ({ line, column, table }: DumpProblem): string =>
  [
    `line ${countText(line)}`,
    ...(table === null ? [] : [table]),
    ...(column === null ? [] : [column]),
  ].join(', ');

/** All problems as plain text, one a line, to pass on to whoever made the dump. */
export const problemsAsText = (name: string, { problems, problemCount }: DumpReport): string => {
  const left = problemCount - problems.length;
  return [
    `${name}: ${countOf(problemCount, 'problem')}`,
    ...problems.map((problem) => `${placeOf(problem)}: ${problem.message}`),
    ...(left > 0 ? [`… and ${countText(left)} more`] : []),
  ].join('\n');
};

/** What a dry run found besides rows: told, never swallowed. */
export const noticesOf = (report: DumpReport): string[] => [
  ...report.unknownTables.map(
    ({ name, rows, line }) =>
      `The table “${name}” (line ${countText(line)}, ${countOf(rows, 'row')}) is not one of this desk’s: it is left out.`,
  ),
  ...report.unknownColumns.map(
    ({ table, column, line }) =>
      `The column “${column}” of ${entityOf(table).label.many} (line ${countText(line)}) is not one of this desk’s: its values are kept with their rows.`,
  ),
];

/** References that point to records outside the dump, one sentence each. */
export const missingOf = ({ missing }: DumpReport): string[] =>
  missing.map(({ table, column, line, target, id }) => {
    const { one } = entityOf(target).label;
    return `Line ${countText(line)}: ${column} of ${entityOf(table).label.many} points to ${one} ${countText(id)}, which is not in the dump.`;
  });

/** Why a dump cannot be brought in as it is; null where it can. */
export const obstacleOf = ({ problemCount, rows }: DumpReport): string | null => {
  if (problemCount > 0)
    return `${countOf(problemCount, 'problem')} must be mended in the file first: a dump comes in whole or not at all.`;
  return tableNames.every((table) => (rows[table] ?? 0) === 0)
    ? 'The file holds no rows of any table that this desk knows.'
    : null;
};
