import { z } from 'zod';
import { tableNames } from '../entities/index.ts';
import { isId, isRowShape } from '../schema/row-check.ts';
import type { Row } from '../schema/row.ts';
import type { Change, OutboxEntry } from './change.ts';
import { isSeen, type Seen } from './seen.ts';
import { isStamp } from './stamp.ts';

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

const recordOf = (what: string, isMember: (value: unknown) => boolean) =>
  z.custom<Record<string, unknown>>(
    (value) => isPlainObject(value) && Object.values(value).every(isMember),
    `is not ${what}`,
  );

const table = z.enum(tableNames);
const id = z.custom<number>(isId, 'is not a record’s number');
const stamp = z.custom<string>(isStamp, 'is not a stamp');
const stamps = recordOf('stamps by field', isStamp);
const texts = recordOf('texts by field', isText);
/** Whatever JSON holds: columns that this version does not know are kept as they are. */
const values = recordOf('values by field', () => true);

const stampLists = recordOf(
  'lists of stamps by field',
  (value) => Array.isArray(value) && value.every(isStamp),
);

const row = z.custom<Row>(isRowShape, 'is not a record');

const changeSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('create'), table, row }),
  z.looseObject({
    kind: z.literal('update'),
    table,
    id,
    stamp,
    values,
    source: texts.optional(),
    replaced: stamps,
    before: values,
    settles: stampLists.optional(),
  }),
  z.looseObject({ kind: z.literal('merge'), table, row, before: values.nullable() }),
  z.looseObject({ kind: z.literal('erase'), table, id, stamp }),
]);

const baseSchema = z.looseObject({
  workspace: z.uuid(),
  snapshot: z
    .looseObject({
      desk: z.uuid(),
      number: z.int().min(0),
      createdAt: z.iso.datetime({ precision: 3 }),
    })
    .nullable(),
});

/** The members that an outbox entry has wherever it is written. */
export const entryMembers = {
  seq: z.int().min(1),
  stamp,
  action: z.string(),
  base: baseSchema.optional(),
  seen: z.custom<Seen>(isSeen, 'is not what a desk has seen').optional(),
  changes: z.array(changeSchema),
};

/** A change of unknown origin. Unknown members pass; a value is looked at by whoever puts it into a row. */
export const parsedChange: z.ZodType<Change> = z.custom<Change>(
  (input) => changeSchema.safeParse(input).success,
  'is not a change',
);

const numberedEntry = z.strictObject(entryMembers);

/** The first thing that is wrong, as people would read it. */
export const firstFault = (error: z.ZodError): string => {
  const { path, message } = error.issues[0]!;
  return path.length === 0 ? message : `“${path.map(String).join('.')}”: ${message}`;
};

/** An outbox entry with its number, as a window sends it; nothing beside the members that it must have. */
export const parseOutboxEntry = (
  input: unknown,
): { ok: true; value: OutboxEntry & { seq: number } } | { ok: false; reason: string } => {
  const parsed = numberedEntry.safeParse(input);
  return parsed.success
    ? { ok: true, value: input as OutboxEntry & { seq: number } }
    : { ok: false, reason: firstFault(parsed.error) };
};
