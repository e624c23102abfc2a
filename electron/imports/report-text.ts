import { entityOf, tableNames } from '#shared/entities/index.ts';
import type { DumpReport } from '#shared/ipc/messages.ts';
import { problemText } from '#shared/problems/index.ts';

const missingText = ({
  table,
  column,
  line,
  target,
  id,
}: DumpReport['missing'][number]): string => {
  const label = entityOf(table).fields[column]?.label ?? column;
  const data = { label, target: entityOf(target).label.one.toLowerCase(), id };
  return `${line}: ${table}.${column}: ${problemText({ code: 'sql.missingTarget', data })}`;
};

/** A problem as people read it: `1304: users.email: … `. */
const placedText = ({ line, table, column, message }: DumpReport['problems'][number]): string => {
  const place = [table, column].filter((part) => part !== null).join('.');
  return `${line}: ${place === '' ? '' : `${place}: `}${message}`;
};

/** Everything in a report that someone must know of, a line each, without the file's name. */
export const reportNotices = (report: DumpReport): string[] => {
  const { problems, problemCount, missing, unknownTables, unknownColumns } = report;
  const untold = problemCount - problems.length;
  return [
    ...unknownTables.map(
      ({ name, rows, line }) =>
        `${line}: The table ${name} (${rows} rows) is not one of this desk’s; it is left out.`,
    ),
    ...unknownColumns.map(
      ({ table, column, line }) =>
        `${line}: The column ${column} of ${table} is not one of this desk’s; it is kept as it is.`,
    ),
    ...problems.map(placedText),
    ...(untold > 0 ? [`… and ${untold} more problems.`] : []),
    ...missing.map(missingText),
  ];
};

/** Rows per table, a line each. */
export const reportTable = ({ rows }: DumpReport): string =>
  tableNames.map((name) => `${String(rows[name] ?? 0).padStart(10)}  ${name}\n`).join('');
