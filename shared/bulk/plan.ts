import type { Problem } from '../problems/index.ts';
import type { EntityDefinition } from '../schema/entity.ts';
import type { Value } from '../schema/fields.ts';
import { valueAt, type Row } from '../schema/row.ts';
import { sameValue } from '../schema/same-value.ts';
import { valueProblem } from '../schema/values.ts';
import { valueAfter, type BulkEdit } from './deeds.ts';
import { KeptValues, type KeptChange } from './kept-values.ts';

/** What an edit comes to for one record (BULK3). */
type RecordPlan =
  | { is: 'same' }
  | { is: 'refused'; field: string; problem: Problem }
  | { is: 'changed'; change: KeptChange };

export const planRecord = (entity: EntityDefinition, row: Row, edit: BulkEdit): RecordPlan => {
  const before: Record<string, Value> = {};
  const after: Record<string, Value> = {};
  for (const [name, deed] of Object.entries(edit)) {
    const field = Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined;
    if (field === undefined) {
      const data = { field: name, table: entity.label.many };
      return { is: 'refused', field: name, problem: { code: 'value.unknownField', data } };
    }
    const stored = valueAt(row, name);
    const next = valueAfter(field, deed, stored);
    if (sameValue(stored, next)) continue;
    const problem = valueProblem(field, next);
    if (problem !== null) return { is: 'refused', field: name, problem };
    [before[name], after[name]] = [stored, next];
  }
  return Object.keys(after).length === 0
    ? { is: 'same' }
    : { is: 'changed', change: { id: row.id, before, after } };
};

/** Why records are refused, and some of them. */
export interface Refusal {
  records: number;
  /** What is wrong with the first of them. */
  problem: Problem;
  /** Numbers of the first few. */
  some: readonly number[];
}

/** What an edit of many records would do (BULK4). */
export interface Survey {
  /** Records that were looked at. */
  records: number;
  changing: number;
  same: number;
  /** Not there any more. */
  gone: number;
  refused: number;
  refusals: readonly Refusal[];
  /** Whether taking it back needs more than is kept in memory (BULK7). */
  isHeavy: boolean;
}

/** Records that are named of each reason. */
const named = 5;

/** Counts, batch by batch, what an edit would do. */
export class Surveying {
  readonly #entity: EntityDefinition;
  readonly #edit: BulkEdit;
  readonly #count = { records: 0, changing: 0, same: 0, gone: 0, refused: 0 };
  readonly #refusals = new Map<string, { records: number; problem: Problem; some: number[] }>();
  /** Null once it is too much to be kept. */
  #kept: KeptValues | null = new KeptValues();

  constructor(entity: EntityDefinition, edit: BulkEdit) {
    this.#entity = entity;
    this.#edit = edit;
  }

  look(rows: readonly (Row | null)[]): void {
    const changes: KeptChange[] = [];
    for (const row of rows) {
      this.#count.records++;
      if (row === null) this.#count.gone++;
      else this.#lookAt(row, changes);
    }
    this.#kept?.add(changes);
    if (this.#kept?.isTooMuch === true) this.#kept = null;
  }

  result(): Survey {
    const refusals = [...this.#refusals.values()].sort((a, b) => b.records - a.records);
    return { ...this.#count, refusals, isHeavy: this.#kept === null };
  }

  #lookAt(row: Row, changes: KeptChange[]): void {
    const plan = planRecord(this.#entity, row, this.#edit);
    if (plan.is === 'same') this.#count.same++;
    else if (plan.is === 'refused') this.#refuse(row, plan);
    else {
      this.#count.changing++;
      changes.push(plan.change);
    }
  }

  #refuse({ id }: Row, { field, problem }: { field: string; problem: Problem }): void {
    this.#count.refused++;
    const key = `${field} ${problem.code}`;
    const known = this.#refusals.get(key) ?? { records: 0, problem, some: [] };
    known.records++;
    if (known.some.length < named) known.some.push(id);
    this.#refusals.set(key, known);
  }
}
