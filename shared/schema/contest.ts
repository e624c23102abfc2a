import type { Value } from './fields.ts';
import type { Values } from './row.ts';
import type { Stamp } from '../sync/stamp.ts';

/** A value that somebody wrote, and when. */
export interface Version {
  stamp: Stamp;
  value: Value;
}

/** A record as it was first written: two desks can bring in the same number from the same old system. */
export interface Creation {
  clock: Stamp;
  values: Values;
}

/** What merging must know of a record beside its values and their stamps, kept only where there is any of it. */
export interface Contest {
  /** SYNC7: values that were written without knowing of the one that won, by field, latest first. */
  rivals?: Readonly<Record<string, readonly Version[]>>;
  /** SYNC9: every creation, where there was more than one, without the fields that were written since. */
  creations?: readonly Creation[];
  /** SYNC11: lists as their last writer wrote them, where others' items came in. */
  written?: Readonly<Record<string, readonly string[] | null>>;
  /** SYNC11: the texts from which those lists were read, where their own text would differ. */
  source?: Readonly<Record<string, string>>;
  /** SYNC12: items for which a list has no room. */
  over?: Readonly<Record<string, readonly string[]>>;
}

/** A field on which two desks disagree, with what each of them says: the value that won first. */
export interface Conflict {
  field: string;
  versions: readonly Version[];
}
