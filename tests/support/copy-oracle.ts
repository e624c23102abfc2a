import { readFileSync } from 'node:fs';

/** The rows of a dump as `COPY` writes them: text by column, null for \N. */
export type CopyTables = Map<string, Record<string, string | null>[]>;

const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

const unescape = (text: string): string | null =>
  text === '\\N' ? null : text.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);

/**
 * Reads the COPY blocks of a plain dump in the simplest way there is, apart from the product's own
 * reader: an oracle for tests. Octal and hexadecimal escapes, which pg_dump does not write, are not read.
 */
export const readCopyTables = (path: string): CopyTables => {
  const tables: CopyTables = new Map();
  let columns: string[] = [];
  let rows: Record<string, string | null>[] | null = null;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const head = /^COPY (?:\w+\.)?(\w+) \((.*)\) FROM stdin;$/.exec(line);
    if (head) {
      columns = head[2]!.split(', ');
      rows = [];
      tables.set(head[1]!, rows);
    } else if (line === '\\.') rows = null;
    else if (rows) {
      const texts = line.split('\t').map(unescape);
      rows.push(Object.fromEntries(columns.map((column, i) => [column, texts[i] ?? null])));
    }
  }
  return tables;
};
