import type { NameEnding } from '#shared/formats/exchange-names.ts';
import type { Result } from '#shared/result.ts';

/** A file of the exchange, as a listing shows it. */
export interface Listed {
  /** With `/` between folders: `log/<desk>/00000001.jsonl.gz`. */
  name: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  changedAt: number;
}

/**
 * What carries files between desks (shared/formats/EXCHANGE.md, EXC1 to EXC4). It knows nothing of what they
 * say. Every failure is a problem with a code (`exchange.…`): a place that is gone, read-only or full is never
 * an exception, and never an empty listing.
 */
export interface Transport {
  /** Where it is, as people would read it. */
  readonly place: string;
  /** Every file whose name the format knows, in the order of names; other names are passed over. */
  list(): Promise<Result<Listed[]>>;
  /**
   * A text that is another one once a desk has said something new, or the exchange is another: what a listing
   * has of `workspace.json` and `desks`, for a fraction of its cost. The same text says nothing of other files.
   */
  glance(): Promise<Result<string>>;
  /** The whole of a file; null where there is none. More bytes than `exchangeLimits` allows are a problem. */
  read(name: string): Promise<Result<Uint8Array | null>>;
  /**
   * Writes a file as a whole: readers see nothing of it, or all of it. A file that is there is replaced, where
   * its bytes are other ones. Durable when it resolves.
   */
  publish(name: string, bytes: Uint8Array): Promise<Result<void>>;
  /** Harmless where there is no such file. */
  remove(name: string): Promise<Result<void>>;
  /** Tells that something may have changed; also polls, since network folders tell nothing. */
  watch(listener: () => void): () => void;
}

/** A transport that carries files for plain folders and for encrypted ones. */
export interface Carrier extends Transport {
  /** Every file of a folder whose names end so; without it, of a plain one. */
  list(ending?: NameEnding): Promise<Result<Listed[]>>;
}
