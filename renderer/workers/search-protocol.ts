import { z } from 'zod';
import { tableNames, type TableName } from '#shared/entities/index.ts';
import { noticesSchema } from '../db/notices.ts';

/** What the window asks of its search worker, and what the worker answers. Both sides parse. */

const table = z.enum(tableNames as [TableName, ...TableName[]]);
/** Chosen by the window, rising; the answer to a question bears its number. */
const question = z.int().min(0);

export const searchRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), database: z.string() }),
  z.strictObject({
    kind: z.literal('find'),
    question,
    typed: z.string(),
    limit: z.int().min(0),
    tables: z.array(table).readonly(),
    trash: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('titles'), question, typed: z.string(), limit: z.int().min(0) }),
  z.strictObject({ kind: z.literal('notices'), notices: noticesSchema }),
]);
export type SearchRequest = z.infer<typeof searchRequestSchema>;

export const searchAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('found'),
    question,
    found: z.strictObject({
      ready: z.boolean(),
      progress: z.number().min(0).max(1),
      total: z.int().min(0),
      byTable: z.partialRecord(table, z.int().min(1)),
      hits: z.array(z.strictObject({ table, id: z.number(), score: z.number() })).readonly(),
    }),
  }),
  z.strictObject({
    kind: z.literal('titled'),
    question,
    titled: z.partialRecord(table, z.array(z.number()).readonly()),
  }),
  z.strictObject({ kind: z.literal('failed'), question, reason: z.string() }),
]);
export type SearchWorkerAnswer = z.infer<typeof searchAnswerSchema>;
