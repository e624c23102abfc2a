import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exchangeLimits } from '#shared/formats/exchange.ts';
import { baseName } from '#shared/formats/exchange-names.ts';
import type { Manifest } from '#shared/formats/snapshot.ts';
import type { Problem } from '#shared/problems/index.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { tryReading, tryWriting } from '#electron/disk/disk-problems.ts';
import { rebuildDesk } from '#electron/rebuild/rebuild.ts';
import { inspectSnapshot } from '#electron/snapshots/read-snapshot.ts';
import { tooLarge } from './exchange-rules.ts';
import type { Transport } from './transport.ts';

export interface CheckpointPlace {
  /** Folders: the desk's own, its journal's, its backups'. */
  deskFolder: string;
  journal: string;
  backups: string;
  appVersion: string;
  /** Whose it is: under this UUID the backups know the desk. */
  desk: { id: string; name: string; number: number };
  /** The passphrase of the backups, where they have one. */
  passphrase: string | null;
  now: () => number;
}

/** Where checkpoints lie while they are made, or taken in; empty otherwise. */
export const fetchedIn = (deskFolder: string): string => join(deskFolder, 'exchange');

/** A file of everything that the journal has. */
interface Made {
  bytes: Uint8Array;
  manifest: Manifest;
}

const isNothing = ({ code }: Problem): boolean => code === 'journal.nothingToRebuild';

/** Makes the desk as its journal has it; null where there is nothing yet. */
const make = async (place: CheckpointPlace): Promise<Result<Made | null>> => {
  const folder = fetchedIn(place.deskFolder);
  const into = join(folder, 'checkpoint.edesk');
  const ready = await tryWriting(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));
  if (!ready.ok) return ready;
  const made = await rebuildDesk({ ...place, into, number: 0 });
  if (!made.ok) return isNothing(made.problem) ? ok(null) : made;
  try {
    const { checkpoint: limit } = exchangeLimits;
    if (made.value.size > limit) return tooLarge(made.value.name, limit);
    const seen = await inspectSnapshot(into, { appVersion: place.appVersion });
    if (!seen.ok) return seen;
    const bytes = await tryReading(into, () => readFile(into));
    return bytes.ok
      ? ok({ bytes: new Uint8Array(bytes.value), manifest: seen.value.manifest })
      : bytes;
  } finally {
    await rm(into, { force: true });
  }
};

/**
 * EXC22: puts everything that a desk has into the folder, under the UUID of its participation; null where its
 * journal has nothing. `exchange.replaced` where the journal is of another workspace.
 */
export const publishCheckpoint = async (
  transport: Transport,
  place: CheckpointPlace,
  { desk, workspace }: { desk: string; workspace: string },
): Promise<Result<{ name: string; manifest: Manifest } | null>> => {
  const made = await make(place);
  if (!made.ok || made.value === null) return made.ok ? ok(null) : made;
  const { bytes, manifest } = made.value;
  if (manifest.workspace !== workspace) return fail('exchange.replaced');
  const name = baseName(desk, manifest.createdAt);
  const published = await transport.publish(name, bytes);
  return published.ok ? ok({ name, manifest }) : published;
};
