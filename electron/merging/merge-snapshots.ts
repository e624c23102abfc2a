import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { SnapshotHead } from '#shared/formats/snapshot.ts';
import type { Result } from '#shared/result.ts';
import type { Row } from '#shared/schema/row.ts';
import type { Tombstone } from '#shared/sync/change.ts';
import { planRecord, type Local, type RecordPlan } from '#shared/sync/plan-merge.ts';
import { deskOf, seenBy, unitedSeen, type Seen } from '#shared/sync/seen.ts';
import { laterStamp, type Stamp } from '#shared/sync/stamp.ts';
import { writeProblem } from '#electron/disk/disk-problems.ts';
import { nodeDisk, type Disk } from '#electron/disk/disk.ts';
import { compareRows, type RowLine } from '#electron/rebuild/desk-lines.ts';
import { Gathering, lineOf, tombstonesOf, type Erased } from '#electron/rebuild/merge-desk.ts';
import { RowCursor } from '#electron/rebuild/row-cursor.ts';
import type { OpenSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { must, Refusal, refusalsAsProblems, refuseIfAborted } from '#electron/snapshots/refusal.ts';
import { tombstoneLines } from '#electron/snapshots/tombstones.ts';
import { SnapshotWriter, type WrittenSnapshot } from '#electron/snapshots/write-snapshot.ts';

/** Records of a table, by what the second file does to the first. */
export type MergedTable = Record<RecordPlan['kind'], number>;

export interface MergedSnapshots {
  tables: Record<TableName, MergedTable>;
  /** Null where nothing was to be written. */
  written: WrittenSnapshot | null;
}

export interface MergeSnapshotsOptions {
  /** Where the merged file goes; null to say only what would come of it. */
  into: string | null;
  head: Pick<SnapshotHead, 'desk' | 'number' | 'appVersion' | 'createdAt'>;
  disk?: Disk;
  /** Whether a file that is there may be replaced. */
  replace?: boolean;
  passphrase?: string | null;
  signal?: AbortSignal;
}

/** What the desk that wrote a snapshot had seen; an older file tells only of that desk itself. */
const seenOf = ({ facts: { manifest } }: OpenSnapshot): Seen => {
  const { seen, lastStamp } = manifest;
  if (seen !== null) return seen;
  return lastStamp === null ? {} : seenBy({}, lastStamp, Number(deskOf(lastStamp)));
};

const noCounts = (): MergedTable => ({
  new: 0,
  changed: 0,
  conflicting: 0,
  unchanged: 0,
  erased: 0,
});

interface Side {
  open: OpenSnapshot;
  seen: Seen;
  erased: Erased;
}

const earlier = (a: Tombstone | undefined, b: Tombstone): Tombstone =>
  a === undefined || b.clock < a.clock ? b : a;

const allErased = (here: Erased, there: Erased): Erased => {
  const all = new Map(here);
  for (const [key, tombstone] of there) all.set(key, earlier(all.get(key), tombstone));
  return all;
};

/** Rows of both sides, in the order of a snapshot, each with its plan. */
class Merging {
  readonly tables = Object.fromEntries(tableNames.map((table) => [table, noCounts()])) as Record<
    TableName,
    MergedTable
  >;
  readonly erased: Erased;
  readonly #here: Side;
  readonly #there: Side;

  constructor(here: Side, there: Side) {
    this.#here = here;
    this.#there = there;
    this.erased = allErased(here.erased, there.erased);
  }

  /** The line to write for a row that either has, or both have; null for one that is erased. */
  #meet(before: RowLine | null, after: RowLine | null): string | null {
    const { table, id } = (before ?? after)!;
    const counts = this.tables[table];
    if (this.erased.has(`${table} ${id}`)) {
      if (before !== null) counts.erased += 1;
      return null;
    }
    if (after === null) return before!.text;
    if (before?.text === after.text) {
      counts.unchanged += 1;
      return before.text;
    }
    const row = before === null ? null : (JSON.parse(before.text) as Row);
    const local: Local = { seen: this.#here.seen, record: () => row, erased: () => null };
    const there = { record: JSON.parse(after.text) as Row, seen: this.#there.seen };
    const { kind, change } = planRecord(local, table, there);
    counts[kind] += 1;
    return change?.kind === 'merge' ? lineOf(change.row) : (before ?? after).text;
  }

  async run(writer: SnapshotWriter | null, signal?: AbortSignal): Promise<void> {
    const gathering = writer === null ? null : new Gathering(writer);
    const [a, b] = [new RowCursor(this.#here.open), new RowCursor(this.#there.open)];
    for (;;) {
      refuseIfAborted(signal);
      const [before, after] = [await a.peek(), await b.peek()];
      if (before === null && after === null) break;
      const order = before === null ? 1 : after === null ? -1 : compareRows(before, after);
      if (order <= 0) a.step();
      if (order >= 0) b.step();
      const text = this.#meet(order <= 0 ? before : null, order >= 0 ? after : null);
      const { table } = (order <= 0 ? before : after)!;
      if (text === null || gathering === null) continue;
      if (!gathering.isOf(table)) await gathering.flush();
      if (gathering.add({ table, text })) await gathering.flush();
    }
    await gathering?.flush();
    if (writer !== null && this.erased.size > 0)
      must(await writer.tombstones(tombstoneLines(this.erased.values()), this.erased.size));
  }
}

const later = (a: Stamp | null, b: Stamp | null): Stamp | null =>
  a === null || b === null ? (a ?? b) : laterStamp(a, b);

const headOf = (here: Side, there: Side, { head }: MergeSnapshotsOptions): SnapshotHead => {
  const [a, b] = [here.open.facts.manifest, there.open.facts.manifest];
  const lastStamp = later(a.lastStamp, b.lastStamp);
  const seen = unitedSeen(here.seen, there.seen);
  return { ...head, workspace: a.workspace, lastStamp, seq: null, seen };
};

const refuseUnrelated = (a: OpenSnapshot, b: OpenSnapshot, names: readonly string[]): void => {
  if (a.facts.manifest.workspace === b.facts.manifest.workspace) return;
  throw new Refusal('merge.unrelated', { file: names[1] ?? '', other: names[0] ?? '' });
};

const sideOf = async (open: OpenSnapshot): Promise<Side> => ({
  open,
  seen: seenOf(open),
  erased: await tombstonesOf(open),
});

const writeMerged = async (
  merging: Merging,
  head: SnapshotHead,
  options: MergeSnapshotsOptions,
): Promise<WrittenSnapshot | null> => {
  const { into, disk = nodeDisk, replace = false, passphrase = null, signal } = options;
  if (into === null) {
    await merging.run(null, signal);
    return null;
  }
  const writer = must(await SnapshotWriter.create(into, head, { disk, replace, passphrase }));
  try {
    await merging.run(writer, signal);
    return must(await writer.finish({ signal }));
  } finally {
    await writer.discard();
  }
};

/**
 * Merges two verified snapshots into a third, or says what would come of it: whichever is the first, the
 * same rows come out (shared/sync/SPEC.md). Memory does not grow with the rows. `names` are for sentences.
 */
export const mergeSnapshots = (
  first: OpenSnapshot,
  second: OpenSnapshot,
  names: readonly [string, string],
  options: MergeSnapshotsOptions,
): Promise<Result<MergedSnapshots>> =>
  refusalsAsProblems(
    (error) => writeProblem(error, options.into ?? names[0]),
    async () => {
      refuseUnrelated(first, second, names);
      const [here, there] = [await sideOf(first), await sideOf(second)];
      const merging = new Merging(here, there);
      const written = await writeMerged(merging, headOf(here, there, options), options);
      return { tables: merging.tables, written };
    },
  );
