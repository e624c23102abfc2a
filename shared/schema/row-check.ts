import type { Problem } from '../problems/index.ts';
import type { Contest } from './contest.ts';
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
  for (const [member, { what, isRight }] of Object.entries(optionalMembers))
    if (input[member] !== undefined && !isRight(input[member]))
      return no(wrongShape(what, input[member]), member);
  const wrong = valuesProblem(entity, input['values']) ?? contestProblem(entity, input['contest']);
  if (wrong !== null) return no(wrong.problem, wrong.field);
  return { ok: true, value: input as unknown as Row };
};

const isText = (value: unknown): value is string => typeof value === 'string';

const isRecordOf =
  (isMember: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    isPlainObject(value) && Object.values(value).every(isMember);

const isListOf =
  (isItem: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(isItem);

const isVersion = (value: unknown): boolean =>
  isPlainObject(value) && isStamp(value['stamp']) && value['value'] !== undefined;

const isCreation = (value: unknown): boolean =>
  isPlainObject(value) && isStamp(value['clock']) && isPlainObject(value['values']);

const contestMembers: Readonly<Record<string, (value: unknown) => boolean>> = {
  rivals: isRecordOf(isListOf(isVersion)),
  creations: isListOf(isCreation),
  written: isRecordOf((value) => value === null || isListOf(isText)(value)),
  source: isRecordOf(isText),
  over: isRecordOf(isListOf(isText)),
};

const isContest = (value: unknown): value is Contest =>
  isPlainObject(value) &&
  Object.entries(contestMembers).every(
    ([member, isRight]) => value[member] === undefined || isRight(value[member]),
  );

const optionalMembers: Readonly<
  Record<string, { what: string; isRight: (value: unknown) => boolean }>
> = {
  clocks: { what: 'the clocks of a record', isRight: isRecordOf(isStamp) },
  items: { what: 'the clocks of list items', isRight: isRecordOf(isRecordOf(isStamp)) },
  source: { what: 'the source texts of a record', isRight: isRecordOf(isText) },
  contest: { what: 'the rival values of a record', isRight: isContest },
};

/** Whether this has the shape of a record, whatever its table; its values are not looked at. */
export const isRowShape = (input: unknown): input is Row =>
  isPlainObject(input) &&
  isId(input['id']) &&
  isStamp(input['clock']) &&
  isPlainObject(input['values']) &&
  Object.entries(optionalMembers).every(
    ([member, { isRight }]) => input[member] === undefined || isRight(input[member]),
  );

/** Rival values can become the record's, and must fit as its own do. */
const contestProblem = (
  entity: EntityDefinition,
  contest: unknown,
): ReturnType<typeof valuesProblem> => {
  if (!isContest(contest)) return null;
  const rivals = Object.entries(contest.rivals ?? {}).flatMap(([field, versions]) =>
    versions.map(({ value }) => ({ [field]: value })),
  );
  for (const values of [...rivals, ...(contest.creations ?? []).map(({ values }) => values)]) {
    const wrong = valuesProblem(entity, values);
    if (wrong !== null) return wrong;
  }
  return null;
};

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
