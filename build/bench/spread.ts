import { workTables } from '#shared/entities/index.ts';
import { planSample } from '#shared/sample/desk-plan.ts';
import { sampleRows } from '#shared/sample/sample-rows.ts';
import type { Row } from '#shared/schema/row.ts';
import type { TableName } from '#shared/entities/index.ts';
import { clock } from './rows.ts';

const atOnce = 800;

/** Rows spread over the tables as a sample desk has them, in batches; and how many of each there are. */
export const spreadRows = (rows: number) => {
  const plan = planSample({ rows, seed: 1, today: 1_760_000_000_000 });
  const batches = function* (): Generator<{ table: TableName; rows: Row[] }> {
    for (const table of workTables)
      for (let from = 1; from <= plan.counts[table]; from += atOnce) {
        const made = sampleRows(plan, table, from, from + atOnce - 1);
        yield { table, rows: Array.from(made, (row) => ({ ...row, clock })) };
      }
  };
  return { counts: { ...plan.counts }, batches };
};
