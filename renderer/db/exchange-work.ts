import type { DeskApi } from '#shared/ipc/channels.ts';
import { tableNames } from '#shared/entities/index.ts';
import type { Work } from '#shared/ipc/exchange-channels.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { parseSentEntry, type SentEntry } from '#shared/sync/parse-sent-entry.ts';
import type { RecordPlan } from '#shared/sync/plan-merge.ts';
import type { CurrentDesk } from './current-desk.ts';
import type { WorkOptions } from './desk.ts';
import { dropMergePlan, runMergeApply, runMergePlan } from './merge-work.ts';
import { nothingLeftOut, type MergePreview } from './merging.ts';
import { noticesOf } from './notices.ts';
import { isEmpty, runSafeRestore } from './safety.ts';
import { takeEntries } from './take-in.ts';

/** Taking in what the main process found in the shared folder. What is refused leaves the desk as it was. */

export type EntriesWork = Extract<Work, { kind: 'entries' }>;
export type CheckpointWork = Extract<Work, { kind: 'checkpoint' }>;

/** Why work was not taken in and waits until somebody does something; null where it was taken in. */
export type Held = Problem | null;

/** Records that others may change or delete at once before somebody is asked, and their share of the desk. */
const most = { records: 200, share: 0.2 } as const;

const recordsIn = async ({ database }: CurrentDesk): Promise<number> => {
  const counts = await Promise.all(tableNames.map((table) => database.records(table).count()));
  return counts.reduce((sum, count) => sum + count, 0);
};

const brake = (count: number, total: number, name: string): Result<void> =>
  count > most.records && count > total * most.share
    ? fail('exchange.massChange', { count, total, name })
    : ok(undefined);

/** How many records entries change or delete at most: some may be new here, or taken in before. */
const mostChanged = (entries: readonly SentEntry[]): number => {
  const names = new Set<string>();
  for (const { changes } of entries)
    for (const change of changes)
      if (change.kind === 'update' || change.kind === 'erase')
        names.add(`${change.table} ${change.id}`);
  return names.size;
};

const isChangeOfKnown = ({ change, wasThere }: RecordPlan): boolean => wasThere && change !== null;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const parsed = (line: string): ReturnType<typeof parseSentEntry> => {
  try {
    return parseSentEntry(JSON.parse(line));
  } catch {
    return { ok: false, reason: 'it is not JSON' };
  }
};

const textOf = (bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};

/** The entries of a log file, none of them taken on trust. */
const entriesOf = ({ file, entries, bytes }: EntriesWork): Result<SentEntry[]> => {
  const wrong = (reason: string) => fail('exchange.wrong', { file, reason });
  const text = textOf(bytes);
  if (text === null) return wrong('its text is not UTF-8');
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.length !== entries)
    return wrong(`it has ${lines.length} entries instead of ${entries}`);
  const found: SentEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = parsed(line);
    if (!entry.ok) return wrong(`entry ${index + 1}: ${entry.reason}`);
    found.push(entry.value);
  }
  return ok(found);
};

/** What is wrong with the file itself waits for another one; everything else is tried again. */
const isOfTheFile = ({ code }: Problem): boolean =>
  code === 'exchange.massChange' || code === 'exchange.wrong' || code.startsWith('snapshot.');

const heldBy = (problem: Problem): Result<Held> =>
  isOfTheFile(problem) ? ok(problem) : { ok: false, problem };

/** Takes in a log file of another desk, unless it is not one, or changes more than others may unasked. */
export const takeLog = async (desk: CurrentDesk, work: EntriesWork): Promise<Result<Held>> => {
  const entries = entriesOf(work);
  if (!entries.ok) return heldBy(entries.problem);
  const isFree = work.allowed || mostChanged(entries.value) <= most.records;
  // Whole tables are counted only where the brake may hold.
  const total = isFree ? 0 : await recordsIn(desk);
  const writer = { number: desk.identity.number, now: Date.now };
  const incoming = { entries: entries.value, action: `received from ${work.deskName}` };
  const taken = await takeEntries(desk.database, writer, incoming, (plans) =>
    isFree ? ok(undefined) : brake(plans.filter(isChangeOfKnown).length, total, work.deskName),
  );
  if (!taken.ok) return heldBy(taken.problem);
  const changed = taken.value.records.filter(({ change }) => change !== null);
  if (changed.length > 0) desk.announce(noticesOf(changed));
  return ok(null);
};

/** Attempts to bring in a checkpoint while somebody edits the desk. */
const attempts = 3;

const changedBy = ({ tables }: MergePreview): number =>
  Object.values(tables).reduce(
    (sum, { changed, conflicting, erased }) => sum + changed + conflicting + erased,
    0,
  );

interface Given {
  desk: CurrentDesk;
  api: DeskApi;
  work: CheckpointWork;
  options: WorkOptions;
}

const takeOver = async ({ desk, api, work, options }: Given): Promise<Result<Held>> => {
  if (!(await isEmpty(desk))) return ok({ code: 'exchange.notEmpty', data: {} });
  const { ticket, name } = work;
  const restored = await runSafeRestore(desk, api, { ticket, name }, options);
  return restored.ok ? ok(null) : heldBy(restored.problem);
};

const mergeOnce = async (given: Given): Promise<Result<Held>> => {
  const { desk, api, work, options } = given;
  const { ticket, name, deskName, allowed, replaces } = work;
  if (replaces) return takeOver(given);
  const planned = await runMergePlan(desk, api, { ticket, name }, options);
  if (!planned.ok) return heldBy(planned.problem);
  const { plan, relation } = planned.value;
  if (relation === 'unrelated') return takeOver(given);
  const count = changedBy(planned.value);
  const braked = allowed || count <= most.records || brake(count, await recordsIn(desk), deskName);
  if (braked !== true && !braked.ok) {
    await dropMergePlan(plan);
    return ok(braked.problem);
  }
  const merged = await runMergeApply(desk, api, { plan, leftOut: nothingLeftOut }, options);
  return merged.ok ? ok(null) : merged;
};

/**
 * Brings in everything that another desk had at a moment. A desk without records takes over the workspace
 * of the folder with it.
 */
export const takeCheckpoint = async (given: Given): Promise<Result<Held>> => {
  for (let attempt = 1; ; attempt++) {
    const taken = await mergeOnce(given);
    const isEdited = !taken.ok && taken.problem.code === 'work.editedMeanwhile';
    if (!isEdited || attempt >= attempts) return taken;
  }
};
