import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { must } from '#electron/snapshots/refusal.ts';

/** One row of a snapshot as the line that it is in the file, its end included. */
export interface RowLine {
  table: TableName;
  id: number;
  text: string;
}

const lineEnd = '\n';

/** Our own lines begin with the number; others are read in full. */
const idOf = (line: string): number => {
  const found = /^\{"id":(\d+)[,}]/.exec(line);
  return found === null ? (JSON.parse(line) as { id: number }).id : Number(found[1]);
};

/** The rows of a snapshot, a chunk at a time, in the tables' order and by rising number. */
export const rowLines = async function* (open: OpenSnapshot): AsyncGenerator<RowLine[]> {
  for (;;) {
    const chunk = must(await open.read());
    if (chunk.kind !== 'rows') return;
    const { table } = chunk;
    const lines = Buffer.from(chunk.bytes).toString('utf8').split(lineEnd).slice(0, -1);
    yield lines.map((line) => ({ table, id: idOf(line), text: line + lineEnd }));
  }
};

/** Negative where `a` comes before `b` in a snapshot. */
export const compareRows = (
  a: { table: TableName; id: number },
  b: { table: TableName; id: number },
): number => tableNames.indexOf(a.table) - tableNames.indexOf(b.table) || a.id - b.id;
