import { z } from 'zod';
import type { OutboxEntry } from './change.ts';
import { entryMembers, firstFault } from './parse-change.ts';

/** An entry as desks send it to one another: what was done here, and nothing of this desk's own counting. */
export type SentEntry = Pick<OutboxEntry, 'stamp' | 'action' | 'changes'>;

const { stamp, action, changes } = entryMembers;

const sentEntry = z.looseObject({
  stamp,
  action,
  // What came from others is in the log of whoever wrote it; sent on, it would come twice (SYNC2).
  changes: changes.refine(
    (all) => all.every(({ kind }: { kind: string }) => kind !== 'merge'),
    'has a “merge”, which is not sent on',
  ),
});

/** An entry from another desk. Unknown members pass and stay in it. */
export const parseSentEntry = (
  input: unknown,
): { ok: true; value: SentEntry } | { ok: false; reason: string } => {
  const parsed = sentEntry.safeParse(input);
  return parsed.success
    ? { ok: true, value: input as SentEntry }
    : { ok: false, reason: firstFault(parsed.error) };
};
