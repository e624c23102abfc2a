import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { SnapshotSummary } from '#shared/ipc/channels.ts';
import { fail } from '#shared/result.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Tombstone } from '#shared/sync/change.ts';
import { planErasure, planRecord, type RecordPlan } from '#shared/sync/plan-merge.ts';
import { deskOf, seenBy, type Seen } from '#shared/sync/seen.ts';
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
    const { current, ledger, erased, there } = this.#sides;
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

  async takeErasures(tombstones: readonly Tombstone[]): Promise<void> {
    const { current, ledger, erased } = this.#sides;
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

/** Reads a file and works out what merging it would do; nothing is changed yet. */
export const planDeskMerge = async (
  bridge: Bridge,
  place: Place,
  file: RestoreFile,
): Promise<MergePreview> => {
  const summary = await openedFile(bridge, place, file);
  const name = planName(rootOf(place.database));
  const current = await openRaw(place.database);
  try {
    const ledger = await readLedger(current, place.identity.number);
    if (ledger.workspace !== summary.workspace) {
      need(await bridge.call('job.close', { job: place.job }));
      return { plan: name, summary, relation: 'unrelated', tables: {} };
    }
    const there = seenThere(summary);
    const sides = { current, ledger, erased: await readErased(current), there };
    const plan = await PlanStore.create(name);
    try {
      const planning = new Planning(sides, plan);
      await compare(bridge, { job: place.job, summary }, planning);
      await refuseEdits(current, place.identity.number, ledger);
      const { stamp } = ledger;
      await plan.finish({ stamp, seenThere: there, name: file.name, deskName: summary.deskName });
      return { plan: name, summary, relation: 'same', tables: planning.tables };
    } finally {
      plan.close();
    }
  } finally {
    current.close();
  }
};

/** A plan is for the desk as it was all the while. */
const refuseEdits = async (current: IDBDatabase, desk: number, before: Ledger): Promise<void> => {
  const { stamp } = await readLedger(current, desk);
  if (stamp !== before.stamp) throw new Stop(fail('work.editedMeanwhile'));
};
