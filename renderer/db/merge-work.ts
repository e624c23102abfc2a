import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { DeskApi } from '#shared/ipc/channels.ts';
import { ok, type Result } from '#shared/result.ts';
import type { Row } from '#shared/schema/row.ts';
import { planErasure, planRecord } from '#shared/sync/plan-merge.ts';
import { dropPacked } from '../workers/packed-copy.ts';
import { spoilSearchCopy } from './search-copy.ts';
import type { CurrentDesk } from './current-desk.ts';
import type { WorkOptions } from './desk.ts';
import { withPlan, type Pack, type PlanHead } from './merge-plan-store.ts';
import type {
  LeftOut,
  Merged,
  MergeFile,
  MergeItem,
  MergeKind,
  MergePage,
  MergePreview,
} from './merging.ts';
import { deleteDatabase } from './raw-idb.ts';
import { readLocal } from './take-in.ts';
import { runWork } from './work.ts';

/** Reads a chosen snapshot and works out what merging it would do; nothing is changed. */
export const runMergePlan = (
  desk: CurrentDesk,
  api: DeskApi,
  { renumber = false, ...file }: MergeFile,
  options: WorkOptions,
): Promise<Result<MergePreview>> => {
  const task = { kind: 'mergePlan', file: { ...file, base: null }, renumber } as const;
  return runWork(desk, api, { task }, options);
};

/** Does what the preview has shown, but for what is left out: all of it, or nothing. */
export const runMergeApply = async (
  desk: CurrentDesk,
  api: DeskApi,
  { plan, leftOut }: { plan: string; leftOut: LeftOut },
  options: WorkOptions,
): Promise<Result<Merged>> => {
  const work = { task: { kind: 'mergeApply', plan, leftOut } } as const;
  const merged = await runWork<Merged>(desk, api, work, options);
  if (!merged.ok) return merged;
  // A merge changes much, and may erase: its columns are packed anew (COL7).
  await dropPacked(desk.database.name, tableNames);
  if (merged.value.erased > 0) await spoilSearchCopy(desk.database.name);
  desk.announce(tableNames.map((table) => ({ table, ids: 'all' })));
  await dropMergePlan(plan);
  return ok(merged.value);
};

export const dropMergePlan = (plan: string): Promise<void> => deleteDatabase(plan);

const itemsOf = async (
  desk: CurrentDesk,
  { table, items }: Pack,
  head: PlanHead,
): Promise<MergeItem[]> => {
  const { database, identity } = desk;
  const names = items.map(({ id }) => ({ table, id }));
  const local = await readLocal(database, identity.number, names);
  return items.flatMap(({ id, kind, there }): MergeItem[] => {
    const here = local.record(table, id);
    if (typeof there === 'string') {
      const { wasThere } = planErasure(local, { table, id, clock: there });
      return wasThere ? [{ table, id, kind, here, there: null, after: null }] : [];
    }
    const { change } = planRecord(local, table, { record: there, seen: head.seenThere });
    const after: Row | null = change?.kind === 'merge' ? change.row : here;
    return [{ table, id, kind, here, there, after }];
  });
};

/** Packs that are looked through for a page: one may hold nothing of what is wanted. */
const mostPacks = 20;

/** Some of what differs, table by table; of one kind or of all. An empty page may have a next one. */
export const readMergePage = (
  desk: CurrentDesk,
  plan: string,
  wanted: { table: TableName; kind: MergeKind | null; after: number | null },
): Promise<MergePage> =>
  withPlan(plan, async (store) => {
    const head = await store.head();
    let seq = wanted.after ?? 0;
    for (let looked = 0; head !== undefined && looked < mostPacks; looked += 1) {
      const pack = await store.next(seq);
      if (pack === undefined) return { items: [], next: null };
      ({ seq } = pack);
      if (pack.table !== wanted.table) continue;
      const isWanted = ({ kind }: { kind: MergeKind }) => (wanted.kind ?? kind) === kind;
      const items = pack.items.filter(isWanted);
      if (items.length > 0)
        return { items: await itemsOf(desk, { ...pack, items }, head), next: seq };
    }
    return { items: [], next: head === undefined ? null : seq };
  });
