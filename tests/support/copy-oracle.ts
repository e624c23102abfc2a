import { readFileSync } from 'node:fs';

/**
 * What COPY says in a dump, read in the plainest way there is and independently of the product: lines,
 * tabs, and the few escapes that COPY TO writes. It knows nothing of other statements.
 */
export interface CopiedTable {
  table: string;
  columns: string[];
  rows: Map<number, (string | null)[]>;
}

const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

const unescape = (field: string): string | null =>
  field === '\\N' ? null : field.replace(/\\(.)/g, (_, c: string) => escapes[c] ?? c);

export const copiedTables = (dump: string): CopiedTable[] => {
  const blocks = dump.matchAll(
    /^COPY (\S+|"[^"]+"\."[^"]+") \((.*)\) FROM stdin;\n([^]*?)^\\\.$/gm,
  );
  return [...blocks].map(([, table, columns, body]) => {
    const names = columns!.split(', ').map((name) => name.replace(/^"|"$/g, ''));
    const idAt = names.indexOf('id');
    const rows = body!
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split('\t').map(unescape));
    return {
      table: table!.replace(/^.*\./, ''),
      columns: names,
      rows: new Map(rows.map((row) => [Number(row[idAt]), row])),
    };
  });
};

/** The rows of a dump's tables by column; null for \N. */
export type CopyTables = Map<string, Record<string, string | null>[]>;

/** The same from a file, for whoever thinks in columns. */
export const readCopyTables = (path: string): CopyTables =>
  new Map(
    copiedTables(readFileSync(path, 'utf8')).map(({ table, columns, rows }) => [
      table,
      [...rows.values()].map((row) =>
        Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null])),
      ),
    ]),
  );
