import type { Value } from '../schema/fields.ts';

/** The values of a record while it is made; null is left out of the record. */
export type Draft = Record<string, Value>;
