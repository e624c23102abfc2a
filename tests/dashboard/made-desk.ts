import { workTables, type TableName } from '#shared/entities/index.ts';
import { planSample } from '#shared/sample/desk-plan.ts';
import { sampleRows } from '#shared/sample/sample-rows.ts';
import type { Values } from '#shared/schema/row.ts';
import { instantOf } from '#shared/work/consultation-state.ts';
import type { OpenDesk } from '#renderer/db/open-desk.ts';
import { bring, imported } from '../db/scratch-desk.ts';

const day = 86_400_000;

/** Numbers from which on the odd records of a made-up desk count. */
const odd = 900_000;

/** Records that no made-up desk has: states in other spellings, times without end, numbers that lead nowhere. */
const oddRecords = (now: number): Partial<Record<TableName, Values[]>> => ({
  expert_request_candidates: [
    { match_state: ' Contacted ', created_at: instantOf(now), add_method: 'Search ' },
    { match_state: 'waiting room', created_at: instantOf(now - day), request_id: 1 },
    { match_state: '  ', created_at: 'infinity', created_by: 1 },
    { created_at: '-infinity', exit_reason: 'Round 02' },
    { match_state: 'WITHDRAWN', exit_reason: 'Round 2', created_at: instantOf(now - day) },
    { match_state: 'not a fit', exit_reason: 'x'.repeat(400), created_at: instantOf(now - day) },
    { match_state: 'proposed', created_by: 1, request_id: 123_456 },
  ],
  expert_requests: [
    { state: ' Open', created_at: instantOf(now - 2 * day) },
    { state: 'someday', created_at: instantOf(now - 3 * day) },
    { created_at: instantOf(now) },
    { state: 'CLOSED' },
  ],
  consultations: [
    { incomplete_reason: 'No-Show of the expert', starts_at: instantOf(now - day) },
    { incomplete_reason: ' no show', starts_at: instantOf(now - day) },
    { incomplete_reason: 'noshow', starts_at: instantOf(now - 2 * day), credit_amount: '0.10' },
    { incomplete_reason: 'The line broke', starts_at: instantOf(now - day) },
    { incomplete_reason: '  ', ended_at: instantOf(now - 9 * day), created_at: instantOf(now) },
    { receipt_sent_at: instantOf(now), created_at: instantOf(now - day), expert_cost: '0.20' },
    { canceled_at: 'infinity', credit_penalty_amount: '50.05', created_at: instantOf(now - day) },
    { starts_at: 'infinity', creator: 1, created_at: instantOf(now) },
    { starts_at: instantOf(now + 3 * day), creator: 1, reschedule_count: 2 },
    { ended_at: instantOf(now - 400 * day), starts_at: '-infinity' },
    { deleted: true, starts_at: instantOf(now - day), ended_at: instantOf(now) },
  ],
  consultation_reviews: [
    { consultation_id: odd + 10, rating: 5 },
    { consultation_id: 777_777, rating: 4, communication_rating: 0 },
    { rating: 9 },
  ],
});

/** Fills a desk with made-up records that reach up to now, and with odd ones. */
export const fillDesk = async (desk: OpenDesk, rows: number): Promise<void> => {
  const now = Date.now();
  const plan = planSample({ rows, seed: 7, today: now });
  const odds = oddRecords(now);
  for (const table of workTables) {
    const own = (odds[table] ?? []).map((values, at) => imported(odd + at, values));
    const made = [...sampleRows(plan, table)].map(({ id, values }) => imported(id, values));
    await bring(desk, table, [...made, ...own]);
  }
};
