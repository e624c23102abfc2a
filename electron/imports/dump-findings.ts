import type { TableName } from '#shared/entities/index.ts';
import { writtenName, type DumpTable } from '#shared/formats/sql/dump-events.ts';
import type { DumpProblem, DumpReport } from '#shared/ipc/messages.ts';
import { problemText, type Problem } from '#shared/problems/index.ts';
import type { DumpClaims } from './dump-claims.ts';

const problemsKept = 1000;

/** Collects what is to be told of a dump: the first problems, the tables and columns that are not ours. */
export class DumpFindings {
  readonly problems: DumpProblem[] = [];
  problemCount = 0;
  readonly #tables = new Map<string, { name: string; line: number; rows: number }>();
  readonly #columns = new Map<
    string,
    { written: string; name: string; column: string; line: number }
  >();

  problem(problem: Problem, line: number, table: string | null, column: string | null): void {
    this.problemCount++;
    if (this.problems.length < problemsKept)
      this.problems.push({ line, column, table, message: problemText(problem) });
  }

  /** A table of the dump, seen at this line. */
  table({ schema, name, line }: DumpTable): { rows: number } {
    const written = writtenName({ schema, name });
    const known = this.#tables.get(written) ?? { name, line, rows: 0 };
    this.#tables.set(written, known);
    return known;
  }

  unknownColumn({ schema, name }: DumpTable, column: string, line: number): void {
    const written = writtenName({ schema, name });
    const key = JSON.stringify([written, column]);
    if (!this.#columns.has(key)) this.#columns.set(key, { written, name, column, line });
  }

  /** Whether no table was seen. */
  get isBarren(): boolean {
    return this.#tables.size === 0;
  }

  unknownTables(claims: DumpClaims): DumpReport['unknownTables'] {
    return [...this.#tables]
      .filter(([written, { name }]) => claims.owned(written, name) === null)
      .map(([written, { rows, line }]) => ({ name: written, rows, line }));
  }

  unknownColumns(claims: DumpClaims): { table: TableName; column: string; line: number }[] {
    return [...this.#columns.values()].flatMap(({ written, name, column, line }) => {
      const table = claims.owned(written, name);
      return table === null ? [] : [{ table, column, line }];
    });
  }
}
