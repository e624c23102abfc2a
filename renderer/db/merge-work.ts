import type { TableName } from '#shared/entities/index.ts';
import type { DeskApi } from '#shared/ipc/channels.ts';
import { fail, type Result } from '#shared/result.ts';
import type { CurrentDesk } from './current-desk.ts';
import type { WorkOptions } from './desk.ts';
import type { LeftOut, Merged, MergeKind, MergePage, MergePreview } from './merging.ts';

const notYet = fail('desk.refused', { reason: 'merging is not there yet' });

/** Reads a chosen snapshot and works out what merging it would do; nothing is changed. */
export const runMergePlan = async (
  _desk: CurrentDesk,
  _api: DeskApi,
  _file: { ticket: string; name: string; passphrase?: string },
  _options: WorkOptions,
): Promise<Result<MergePreview>> => notYet;

/** Does what the preview has shown, but for what is left out: all of it, or nothing. */
export const runMergeApply = async (
  _desk: CurrentDesk,
  _api: DeskApi,
  _merge: { plan: string; leftOut: LeftOut },
  _options: WorkOptions,
): Promise<Result<Merged>> => notYet;

export const dropMergePlan = async (_plan: string): Promise<void> => undefined;

/** Some of what differs, table by table; of one kind or of all. An empty page may have a next one. */
export const readMergePage = async (
  _desk: CurrentDesk,
  _plan: string,
  _wanted: { table: TableName; kind: MergeKind | null; after: number | null },
): Promise<MergePage> => ({ items: [], next: null });
