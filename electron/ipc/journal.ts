import { ok } from '#shared/result.ts';
import type { Journal } from '#electron/journal/journal.ts';
import type { Handlers } from './handlers.ts';

const toNdjson = (items: readonly unknown[]) =>
  new TextEncoder().encode(items.map((item) => `${JSON.stringify(item)}\n`).join(''));

/** The handlers of the journal. */
export const journalHandlers = ({ journal }: { journal: Journal }): Handlers<'journal'> => ({
  'journal.state': () => Promise.resolve(ok(journal.state())),
  'journal.append': ({ workspace, first, last, bytes }) =>
    journal.append(workspace, bytes, { first, last }),
  'journal.history': async (query) => {
    const found = await journal.history(query);
    if (!found.ok) return found;
    const { items, more } = found.value;
    return ok({ bytes: toNdjson(items), more });
  },
  'journal.range': () => journal.range(),
});
