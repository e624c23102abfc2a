/** What the page asks of its benchmark worker. */
export type Step =
  | { step: 'write'; rows: number }
  | { step: 'write-peer'; rows: number }
  | { step: 'export-peer'; database: string }
  | { step: 'restore-peer' }
  | { step: 'pack' | 'hydrate' | 'hydrate-peer'; database: string }
  | { step: 'every'; database: string }
  | { step: 'query'; database: string }
  | { step: 'query-peer'; rows: number }
  | { step: 'search'; database: string }
  | { step: 'search-peer'; rows: number };

/** Milliseconds that were measured, and what else there is to say. */
export interface Measured {
  ms: number;
  /** Bytes of the peer's file, packed and as it is. */
  packed?: number;
  unpacked?: number;
  /** Milliseconds of each part. */
  parts?: Record<string, number>;
  /** What was found, in short: two sides that found the same have the same. */
  found?: string[];
  /** Milliseconds that making and loading an index took, and its bytes. */
  made?: { build: number; load: number; bytes: number };
}
