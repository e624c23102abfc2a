import { z } from 'zod';
import { tableNames } from '#shared/entities/index.ts';
import { filterSchema } from '#shared/views/filter.ts';
import { noticesSchema } from '../db/notices.ts';

/** What the window asks of its order worker, and what the worker answers. Both sides parse. */

const table = z.enum(tableNames as [(typeof tableNames)[number], ...typeof tableNames]);
/** Chosen by the window, rising; the answers to a question bear its number. */
const question = z.int().min(0);

const querySchema = z.strictObject({
  table,
  trash: z.boolean(),
  sort: z.array(z.strictObject({ field: z.string(), descending: z.boolean() })).readonly(),
  text: z.string(),
  fields: z.array(z.string()).readonly(),
  filter: filterSchema.optional(),
  group: z.strictObject({ by: z.string(), like: z.number() }).optional(),
});

export const requestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), database: z.string() }),
  z.strictObject({ kind: z.literal('order'), question, query: querySchema }),
  z.strictObject({
    kind: z.literal('related'),
    question,
    table,
    field: z.string(),
    id: z.number(),
    limit: z.int().min(0),
  }),
  z.strictObject({
    kind: z.literal('summary'),
    question,
    query: querySchema,
    by: z.string().nullable(),
    totals: z.array(z.string()).readonly(),
    like: z.number().nullable(),
  }),
  z.strictObject({
    kind: z.literal('columns'),
    question,
    query: querySchema,
    fields: z.array(z.string()).readonly(),
  }),
  z.strictObject({ kind: z.literal('cancel'), question }),
  z.strictObject({ kind: z.literal('notices'), notices: noticesSchema }),
]);
export type WorkerRequest = z.infer<typeof requestSchema>;

const totalSchema = z.strictObject({
  sum: z.number(),
  filled: z.int().min(0),
  least: z.number().or(z.nan()),
  greatest: z.number().or(z.nan()),
});
const groupSchema = z.strictObject({
  id: z.number(),
  rows: z.int().min(1),
  totals: z.array(totalSchema).readonly(),
});

const columnSchema = z.discriminatedUnion('holds', [
  z.strictObject({ holds: z.literal('numbers'), numbers: z.instanceof(Float64Array) }),
  z.strictObject({
    holds: z.literal('texts'),
    codes: z.instanceof(Uint32Array),
    texts: z.array(z.string()).readonly(),
  }),
]);

export const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ids'),
    question,
    ids: z.instanceof(Float64Array),
    done: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('groups'), question, groups: z.array(groupSchema).readonly() }),
  z.strictObject({
    kind: z.literal('columns'),
    question,
    ids: z.instanceof(Float64Array),
    columns: z.array(columnSchema).readonly(),
  }),
  z.strictObject({ kind: z.literal('failed'), question, reason: z.string() }),
]);
export type WorkerAnswer = z.infer<typeof answerSchema>;
