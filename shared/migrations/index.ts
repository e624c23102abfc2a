import { v1 } from './v1.ts';
import { v2 } from './v2.ts';
import { v3 } from './v3.ts';
import { v4 } from './v4.ts';
import { v5 } from './v5.ts';

/** What a version of the desk's store looks like, in Dexie's words; null drops a store. */
export type StoreLiterals = Readonly<Record<string, string | null>>;

/** Every version that was ever released, gapless from 1. Each is frozen on the day of its release. */
export const storeVersions: readonly { version: number; stores: StoreLiterals }[] = [
  { version: 1, stores: v1 },
  { version: 2, stores: v2 },
  { version: 3, stores: v3 },
  { version: 4, stores: v4 },
  { version: 5, stores: v5 },
];

export const newestVersion: number = storeVersions.at(-1)!.version;
