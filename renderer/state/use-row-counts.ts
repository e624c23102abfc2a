import { tableNames } from '#shared/entities/index.ts';
import { useLoaded } from './desk-context.tsx';
import { countAll, isDeskEmpty } from './row-counts.ts';
import type { RowCounts } from './session.tsx';

/** Records per table, trash included; undefined until they are counted. Not for the first screen. */
export const useRowCounts = (): RowCounts | undefined =>
  useLoaded('row counts', tableNames, (desk) => countAll(desk, new AbortController().signal));

/** Whether the desk holds nothing at all; undefined until that is known. */
export const useDeskEmpty = (): boolean | undefined =>
  useLoaded('desk empty', tableNames, isDeskEmpty);
