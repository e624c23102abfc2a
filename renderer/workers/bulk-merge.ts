import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { SnapshotSummary } from '#shared/ipc/messages.ts';
import { fail } from '#shared/result.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Tombstone } from '#shared/sync/change.ts';
import { planErasure, planRecord, type RecordPlan } from '#shared/sync/plan-merge.ts';
import { deskOf, seenBy, type Seen } from '#shared/sync/seen.ts';
import { nextStamp } from '#shared/sync/stamp.ts';
import { PlanStore, planName, type PlannedItem } from '../db/merge-plan-store.ts';
import type { MergeCounts, MergePreview } from '../db/merging.ts';
import { answer, openRaw } from '../db/raw-idb.ts';
import { rootOf } from '../db/root.ts';
import { need, Stop, type Bridge } from './bulk-bridge.ts';
import { chunksOf, Tally } from './bulk-chunks.ts';
import { readLedger, type Ledger } from './bulk-ledger.ts';
import type { Place, RestoreFile } from './bulk-messages.ts';
import { rowsOfChunk } from './bulk-ndjson.ts';
import { openedFile } from './bulk-restore.ts';
import { readErased, tombstonesOfChunk, type Erased } from './bulk-tombstones.ts';
import { haveSameStamps, localOf, rowsWithIds, type Ask } from './merge-rows.ts';
import { Renumbering } from './renumbering.ts';

const noCounts = (): MergeCounts => ({
  new: 0,
  changed: 0,
  conflicting: 0,
  erased: 0,
  unchanged: 0,
});

/** What the desk that wrote a file had seen; an older file tells only of that desk itself. */
const seenThere = ({ seen, lastStamp }: SnapshotSummary): Seen =>
  seen ?? (lastStamp === null ? {} : seenBy({}, lastStamp, Number(deskOf(lastStamp))));

interface Sides {
  current: IDBDatabase;
  ledger: Ledger;
  erased: Erased;
  there: Seen;
  /** Null for a file of the same workspace. */
  renumbering: Renumbering | null;
}

/** Compares a file with the desk, and writes down what differs. */
class Planning {
  readonly #sides: Sides;
  readonly #plan: PlanStore;
  readonly tables: Partial<Record<TableName, MergeCounts>> = {};

  constructor(sides: Sides, plan: PlanStore) {
    this.#sides = sides;
    this.#plan = plan;
  }

  #count(table: TableName, kind: RecordPlan['kind']): void {
    const counts = (this.tables[table] ??= noCounts());
    counts[kind] += 1;
  }

  async takeRows(table: TableName, rows: readonly Row[]): Promise<void> {
    const { current, ledger, erased, there, renumbering } = this.#sides;
    if (renumbering !== null) return this.#takeNew(table, rows, renumbering);
    const ask: Ask = (request) => answer(request(current.transaction(table).objectStore(table)));
    const here = await rowsWithIds(
      ask,
      rows.map(({ id }) => id),
    );
    const local = localOf(here, erased, ledger.seen);
    const items: PlannedItem[] = [];
    for (const row of rows) {
      const known = here.get(row.id);
      const isSame = known !== undefined && haveSameStamps(known, row);
      const plan = isSame ? null : planRecord(local, table, { record: row, seen: there });
      const kind = plan === null || plan.change === null ? 'unchanged' : plan.kind;
      this.#count(table, kind);
      if (kind !== 'unchanged') items.push({ id: row.id, kind, there: row });
    }
    await this.#plan.add(table, items);
  }

  /** Nothing of a re-numbered file is here yet. */
  async #takeNew(table: TableName, rows: readonly Row[], by: Renumbering): Promise<void> {
    const items = rows.map((row): PlannedItem => {
      this.#count(table, 'new');
      const there = by.rowOf(table, row);
      return { id: there.id, kind: 'new', there };
    });
    await this.#plan.add(table, items);
  }

  async takeErasures(tombstones: readonly Tombstone[]): Promise<void> {
    const { current, ledger, erased, renumbering } = this.#sides;
    // What was erased in another workspace was never here.
    if (renumbering !== null) return;
    for (const table of tableNames) {
      const own = tombstones.filter((tombstone) => tombstone.table === table);
      if (own.length === 0) continue;
      const ask: Ask = (request) => answer(request(current.transaction(table).objectStore(table)));
      const here = await rowsWithIds(
        ask,
        own.map(({ id }) => id),
      );
      const local = localOf(here, erased, ledger.seen);
      const news = own.filter((tombstone) => planErasure(local, tombstone).change !== null);
      // What this desk never had is not told, but remembered: it must not come with another file.
      for (const { id } of news) if (here.has(id)) this.#count(table, 'erased');
      const items = news.map(({ id, clock }): PlannedItem => ({
        id,
        kind: 'erased',
        there: clock,
      }));
      await this.#plan.add(table, items);
    }
  }
}

const compare = async (
  bridge: Bridge,
  { job, summary }: { job: string; summary: SnapshotSummary },
  planning: Planning,
): Promise<void> => {
  const tally = new Tally(bridge, 'Comparing records', summary.rows);
  for await (const chunk of chunksOf(bridge, 'snapshot.read', { job }))
    if (chunk.kind === 'tombstones') await planning.takeErasures(tombstonesOfChunk(chunk));
    else {
      await planning.takeRows(chunk.table, rowsOfChunk(chunk));
      tally.add(chunk.table, chunk.rows);
    }
  tally.check();
};

interface Plan {
  name: string;
  file: RestoreFile;
  summary: SnapshotSummary;
  relation: 'same' | 'renumbered';
}

const writePlan = async (
  bridge: Bridge,
  place: Place,
  { current, ledger }: { current: IDBDatabase; ledger: Ledger },
  { name, file, summary, relation }: Plan,
): Promise<MergePreview> => {
  const { number } = place.identity;
  const { stamp, issued } = ledger;
  const renumbering =
    relation === 'same'
      ? null
      : new Renumbering({ desk: number, issued, stamp: nextStamp(stamp, Date.now(), number) });
  const there = renumbering === null ? seenThere(summary) : {};
  const sides = { current, ledger, erased: await readErased(current), there, renumbering };
  const plan = await PlanStore.create(name);
  try {
    const planning = new Planning(sides, plan);
    await compare(bridge, { job: place.job, summary }, planning);
    await refuseEdits(current, number, ledger);
    const head = { stamp, seenThere: there, name: file.name, deskName: summary.deskName };
    await plan.finish({ ...head, renumbered: renumbering?.outcome ?? null });
    return { plan: name, summary, relation, tables: planning.tables };
  } catch (error) {
    // What cannot be removed now is by the next plan; the reason of the failure counts more.
    await plan.drop().catch(() => undefined);
    throw error;
  } finally {
    plan.close();
  }
};

/**
 * Reads a file and works out what merging it would do; nothing is changed yet, and nothing of a plan is shown before
 * its end. A file of another workspace is told as such, or, if that is wanted, its records get numbers of this desk.
 */
export const planDeskMerge = async (
  bridge: Bridge,
  place: Place,
  { file, renumber }: { file: RestoreFile; renumber: boolean },
): Promise<MergePreview> => {
  const summary = await openedFile(bridge, place, file);
  const name = planName(rootOf(place.database));
  const current = await openRaw(place.database);
  try {
    const ledger = await readLedger(current, place.identity.number);
    const isSame = ledger.workspace === summary.workspace;
    if (!isSame && !renumber) {
      need(await bridge.call('job.close', { job: place.job }));
      return { plan: name, summary, relation: 'unrelated', tables: {} };
    }
    const relation = isSame ? 'same' : 'renumbered';
    return await writePlan(bridge, place, { current, ledger }, { name, file, summary, relation });
  } finally {
    current.close();
  }
};

/** A plan is for the desk as it was all the while. */
const refuseEdits = async (current: IDBDatabase, desk: number, before: Ledger): Promise<void> => {
  const { stamp } = await readLedger(current, desk);
  if (stamp !== before.stamp) throw new Stop(fail('work.editedMeanwhile'));
};
