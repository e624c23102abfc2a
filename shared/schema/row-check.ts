import type { Problem } from '../problems/index.ts';
import { isStamp } from '../sync/stamp.ts';
import type { EntityDefinition } from './entity.ts';
import type { Value } from './fields.ts';
import type { Row } from './row.ts';
import { valueProblem } from './values.ts';

/** A positive safe integer: the only shape that a record's number has. */
export const isId = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) > 0;

/** What is wrong with the values of a record, by field; columns unknown to this version are let through. */
const valuesProblem = (
  entity: EntityDefinition,
  values: Readonly<Record<string, unknown>>,
): { field: string; problem: Problem } | null => {
  for (const field in values) {
    const definition = Object.hasOwn(entity.fields, field) ? entity.fields[field] : undefined;
    if (definition === undefined) continue;
    const problem = valueProblem(definition, values[field]);
    if (problem !== null) return { field, problem };
  }
  return null;
};

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrongShape = (what: string, value: unknown): Problem => ({
  code: 'value.looksWrong',
  data: { value: String(JSON.stringify(value)).slice(0, 60), what },
});

/** Parses one row of unknown origin against its table: shape, stamps and every value. */
export const parseRow = (
  entity: EntityDefinition,
  input: unknown,
): { ok: true; value: Row } | { ok: false; field: string | null; problem: Problem } => {
  const no = (problem: Problem, field: string | null = null) => ({
    ok: false as const,
    field,
    problem,
  });
  if (!isPlainObject(input)) return no(wrongShape('a record', input));
  if (!isId(input['id'])) return no(wrongShape('a record’s number', input['id']), 'id');
  if (!isStamp(input['clock'])) return no(wrongShape('a clock', input['clock']), 'clock');
  if (!isPlainObject(input['values']))
    return no(wrongShape('the values of a record', input['values']));
  const { clocks, source } = input;
  if (clocks !== undefined && !(isPlainObject(clocks) && Object.values(clocks).every(isStamp)))
    return no(wrongShape('the clocks of a record', clocks), 'clocks');
  if (source !== undefined && !(isPlainObject(source) && Object.values(source).every(isText)))
    return no(wrongShape('the source texts of a record', source), 'source');
  const wrong = valuesProblem(entity, input['values']);
  if (wrong !== null) return no(wrong.problem, wrong.field);
  return { ok: true, value: input as unknown as Row };
};

const isText = (value: unknown): value is string => typeof value === 'string';

/** The references that a record holds: field, table and id; list order is the entity's. */
export const referencesOf = function* (
  entity: EntityDefinition,
  values: Readonly<Record<string, Value>>,
): Generator<{ field: string; target: string; id: number }> {
  for (const [field, definition] of Object.entries(entity.fields)) {
    if (definition.kind !== 'reference') continue;
    const id = values[field];
    if (typeof id === 'number') yield { field, target: definition.target, id };
  }
};
