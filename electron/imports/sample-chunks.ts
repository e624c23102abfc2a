import { workTables } from '#shared/entities/index.ts';
import type { SamplePlan } from '#shared/sample/desk-plan.ts';
import { sampleRows } from '#shared/sample/sample-rows.ts';
import type { Stamp } from '#shared/sync/stamp.ts';
import { charactersAtOnce, chunkOf, rowLine, rowsAtOnce, type RowChunk } from './row-chunks.ts';

/** All rows of a made-up desk, table after table, made as they are asked for. */
export const sampleChunks = function* (plan: SamplePlan, clock: Stamp): Generator<RowChunk> {
  for (const table of workTables) {
    let lines: string[] = [];
    let size = 0;
    for (const row of sampleRows(plan, table)) {
      const line = rowLine(row, clock);
      lines.push(line);
      size += line.length;
      if (lines.length < rowsAtOnce && size < charactersAtOnce) continue;
      yield chunkOf(table, lines);
      lines = [];
      size = 0;
    }
    if (lines.length > 0) yield chunkOf(table, lines);
  }
};
