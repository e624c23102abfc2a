import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import {
  writtenName,
  type Block,
  type DumpRow,
  type DumpSink,
  type DumpTable,
} from '#shared/formats/sql/dump-events.ts';
import { planRows, rowFromTexts, type RowPlan } from '#shared/formats/sql/row-values.ts';
import { fieldsOfColumns, tableFromDumpName } from '#shared/formats/sql/table-names.ts';
import type { DumpReport } from '#shared/ipc/messages.ts';
import type { Problem } from '#shared/problems/index.ts';
import { DumpClaims } from './dump-claims.ts';
import { DumpFindings } from './dump-findings.ts';
import { IdSet } from './id-set.ts';
import { RowIndex } from './row-index.ts';

/** What is known of the rows of one of our tables. */
export interface TableRows {
  ids: IdSet;
  index: RowIndex;
  /** The ids that references to this table name. */
  referenced: IdSet;
}

export interface PlannedBlock {
  block: Block;
  plan: RowPlan;
  number: number;
  references: readonly { at: number; column: string; target: TableName }[];
}

/**
 * The first reading of a dump: checks every value and remembers where each row stands, in 24 bytes a row
 * and about a bit for each id, whatever the size of the dump.
 */
export class DumpCheck implements DumpSink {
  readonly tables: Record<TableName, TableRows>;
  readonly planned: PlannedBlock[] = [];
  readonly findings = new DumpFindings();
  readonly #claims = new DumpClaims();
  readonly #plans = new Map<Block, PlannedBlock | null>();

  constructor() {
    const fresh = () => ({ ids: new IdSet(), index: new RowIndex(), referenced: new IdSet() });
    this.tables = Object.fromEntries(tableNames.map((name) => [name, fresh()])) as Record<
      TableName,
      TableRows
    >;
  }

  /** The plan of a block whose rows come in; null for the others. */
  planOf(block: Block): PlannedBlock | null {
    return this.#plans.get(block) ?? null;
  }

  table(table: DumpTable): void {
    this.findings.table(table);
    this.#claims.create(table);
    this.#noteUnknownColumns(table);
  }

  block(block: Block): boolean {
    const known = this.#plans.get(block);
    if (known !== undefined) return known !== null;
    this.findings.table(block);
    const planned = this.#plan(block);
    this.#plans.set(block, planned);
    if (planned !== null) this.planned.push(planned);
    return planned !== null;
  }

  #plan(block: Block): PlannedBlock | null {
    const claim = this.#claims.fill(block);
    if (!claim.ok) {
      if (claim.rival !== null) this.#twoTables(block, claim.rival);
      return null;
    }
    const plan = planRows(claim.table, block);
    const problem = headProblem(plan);
    if (problem !== null) this.#report(problem, block.line, claim.table, null);
    if (problem !== null) return null;
    this.#noteUnknownColumns(block);
    return { block, plan, number: this.planned.length, references: referencesOf(plan) };
  }

  #twoTables(block: Block, rival: string): void {
    const table = tableFromDumpName(block.name)!;
    const data = { table: entityOf(table).label.many, first: rival, second: writtenName(block) };
    this.#report({ code: 'sql.twoTables', data }, block.line, table, null);
  }

  #noteUnknownColumns(table: DumpTable): void {
    const ours = tableFromDumpName(table.name);
    if (ours === null) return;
    const names = table.columns.map(({ name }) => name);
    const filled = fieldsOfColumns(['id', ...Object.keys(entityOf(ours).fields)], names);
    table.columns.forEach(({ name, line }, i) => {
      if (filled[i] === null) this.findings.unknownColumn(table, name, line);
    });
  }

  row(block: Block, row: DumpRow): void {
    const planned = this.#plans.get(block)!;
    const { plan } = planned;
    const result = rowFromTexts(plan, row);
    const id = result.ok ? result.row.id : result.id;
    if (!result.ok)
      for (const { problem, column, at } of result.problems)
        this.#report(problem, lineOf(row, at), plan.table, column);
    if (id === null) return;
    const { ids, index } = this.tables[plan.table];
    if (!ids.add(id)) this.#sameId(plan, id, lineOf(row, plan.idAt));
    else if (result.ok) {
      index.add(id, row.offset, row.length, planned.number);
      for (const { column, target } of planned.references) {
        const value = result.row.values[column];
        if (typeof value === 'number') this.tables[target].referenced.add(value);
      }
    }
  }

  #sameId({ table }: RowPlan, id: number, line: number): void {
    const data = { table: entityOf(table).label.one, id };
    this.#report({ code: 'sql.sameId', data }, line, table, 'id');
  }

  unread(block: Block): void {
    this.findings.table(block).rows++;
  }

  problem(problem: Problem, line: number, table: DumpTable | null): void {
    const written = table === null ? null : writtenName(table);
    const ours = table === null ? null : this.#claims.owned(written!, table.name);
    this.findings.problem(problem, line, ours ?? written, null);
  }

  #report(problem: Problem, line: number, table: TableName, column: string | null): void {
    this.findings.problem(problem, line, table, column);
  }

  /** Whether some reference points to nothing in the dump. */
  get hasMissing(): boolean {
    return tableNames.some((name) => {
      const { referenced, ids } = this.tables[name];
      return referenced.hasMissingFrom(ids);
    });
  }

  /** Whether the dump names any table at all. */
  get isBarren(): boolean {
    return this.findings.isBarren;
  }

  report(lines: number, missing: DumpReport['missing']): DumpReport {
    const { findings } = this;
    const counts = tableNames.map((name) => [name, this.tables[name].index.count] as const);
    return {
      rows: Object.fromEntries(counts.filter(([, count]) => count > 0)),
      unknownTables: findings.unknownTables(this.#claims),
      unknownColumns: findings.unknownColumns(this.#claims),
      problems: findings.problems,
      problemCount: findings.problemCount,
      missing,
      lines,
    };
  }
}

const lineOf = (row: DumpRow, at: number | null): number =>
  (at === null ? undefined : row.lines?.[at]) ?? row.line;

const headProblem = ({ columns, idAt, written: table }: RowPlan): Problem | null => {
  if (columns.length === 0) return { code: 'sql.noColumns', data: { table } };
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined) return { code: 'sql.sameColumn', data: { table, column: twice } };
  return idAt < 0 ? { code: 'sql.noId', data: { table } } : null;
};

const referencesOf = ({ slots }: RowPlan): PlannedBlock['references'] =>
  slots.flatMap(({ at, column, field }) =>
    field?.kind === 'reference' ? [{ at, column, target: field.target as TableName }] : [],
  );
