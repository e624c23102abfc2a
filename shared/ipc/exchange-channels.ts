import { z } from 'zod';
import { bytes, count, none, passphrase, problem, seen, ticket } from './parts.ts';

/** What the window and the main process say to each other about the exchange with other desks. */

/** A folder of the user's, as they typed or chose it: an absolute path. */
const folder = z.string().min(1).max(4000);

export const exchangeDeskSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  number: count,
  isOwn: z.boolean(),
  /** When it last wrote to the folder, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  writtenAt: z.string(),
  /** `waiting`: for files that have not arrived whole; `held`: until the user decides; `left`: it takes no part. */
  state: z.enum(['upToDate', 'behind', 'waiting', 'held', 'left']),
  /** Files of it that are there and not taken in. */
  waiting: count,
  problem: problem.nullable(),
});
/** A desk of the exchange, as this one sees it. */
export type ExchangeDesk = z.infer<typeof exchangeDeskSchema>;

export const exchangeEventSchema = z.strictObject({
  at: z.string(),
  what: z.enum(['sent', 'received', 'checkpoint', 'joined', 'left', 'problem']),
  /** The name of the desk that it concerns. */
  desk: z.string(),
  /** Transactions. */
  entries: count,
  problem: problem.nullable(),
});
/** One line of what came and went. */
export type ExchangeEvent = z.infer<typeof exchangeEventSchema>;

export const exchangeStatusSchema = z.strictObject({
  /** Where the folder is, as people would read it; null while this desk takes part in none. */
  place: z.string().nullable(),
  encrypted: z.boolean(),
  /** Whether the folder is encrypted and its passphrase is not known now. */
  locked: z.boolean(),
  paused: z.boolean(),
  /** What is wrong with the folder as a whole. */
  problem: problem.nullable(),
  /** When the folder was last looked at without a problem. */
  checkedAt: z.string().nullable(),
  desks: z.array(exchangeDeskSchema),
  /** Newest first, at most 200. */
  history: z.array(exchangeEventSchema),
});
export type ExchangeStatus = z.infer<typeof exchangeStatusSchema>;

export const lookedSchema = z.strictObject({
  place: z.string(),
  /**
   * `new`: empty, can be made one; `workspace`: desks work together through it; `other`: has files of another
   * kind.
   */
  kind: z.enum(['new', 'workspace', 'other']),
  /** Whether it is of the workspace that this desk has. */
  isSame: z.boolean(),
  encrypted: z.boolean(),
  desks: z.array(z.strictObject({ name: z.string(), writtenAt: z.string() })),
});
export type Looked = z.infer<typeof lookedSchema>;

export const workSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('entries'),
    /** UUID and name of the desk that wrote them. */
    desk: z.uuid(),
    deskName: z.string(),
    /** The name of their file in the folder. */
    file: z.string(),
    entries: count,
    /** Whether the user wants it taken in however much it changes. */
    allowed: z.boolean(),
    /** NDJSON: `stamp`, `action` and `changes` of each entry. */
    bytes,
  }),
  z.strictObject({
    kind: z.literal('checkpoint'),
    desk: z.uuid(),
    deskName: z.string(),
    /** The name of the file in the folder. */
    file: z.string(),
    /** Opens like a chosen snapshot, under a name for people. */
    ticket,
    name: z.string(),
    /** Bytes. */
    size: count,
    /** Whether it is to become the desk's data, which has none of the folder's workspace yet; else it is merged. */
    replaces: z.boolean(),
    allowed: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('nothing') }),
]);
/** What a window is to take in next. */
export type Work = z.infer<typeof workSchema>;

const channel = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({
  args,
  result,
});

export const exchangeChannels = {
  'exchange.status': channel(none, exchangeStatusSchema),
  /** Asks for a folder by the system's dialog; null when the user cancels. */
  'exchange.pickFolder': channel(none, z.strictObject({ folder }).nullable()),
  /** What a folder is, changing nothing. `workspace`: that of this desk. */
  'exchange.look': channel(
    z.strictObject({ folder, workspace: z.uuid(), passphrase: passphrase.nullable() }),
    lookedSchema,
  ),
  /**
   * Takes part in what is in the folder, or makes a new one of it, which with a passphrase is encrypted.
   * `workspace`: that of this desk; of a folder of another one a desk can only become part while it is empty.
   */
  'exchange.join': channel(
    z.strictObject({ folder, workspace: z.uuid(), passphrase: passphrase.nullable() }),
    none,
  ),
  'exchange.leave': channel(none, none),
  'exchange.pause': channel(z.strictObject({ paused: z.boolean() }), none),
  'exchange.unlock': channel(z.strictObject({ passphrase }), none),
  /** Takes in what a desk wrote though its clock is ahead, or though it changes much at once. */
  'exchange.allow': channel(z.strictObject({ desk: z.uuid() }), none),
  /** Sends what the journal has, and gives what is to be taken in next by a desk that has seen so much. */
  'exchange.next': channel(z.strictObject({ seen }), workSchema),
  /** What was given was taken in; or was held, and why. */
  'exchange.taken': channel(
    z.strictObject({
      desk: z.string(),
      file: z.string(),
      entries: count,
      seen,
      held: problem.nullable(),
    }),
    none,
  ),
} as const;

/** Something about the exchange is other than it was, or there may be something to take in. */
export const exchangeChanged = z.strictObject({ kind: z.literal('exchange') });
/** The desk has another number now: windows that stamp with the old one start anew. */
export const deskRenumbered = z.strictObject({ kind: z.literal('renumbered') });
