import { v1 } from './v1.ts';

/** The stores of version 2: what is left of records that were erased for good. Released: never edit it. */
export const v2 = { ...v1, tombstones: '[table+id]' } as const;
