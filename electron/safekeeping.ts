import { join } from 'node:path';
import { ok, type Result } from '#shared/result.ts';
import type { IdentityFile } from './disk/identity.ts';
import { Journal } from './journal/journal.ts';

/** What keeps a desk's data safe outside the browser, open for as long as the desk is. */
export interface Safekeeping {
  /** The desk's own folder, and that of its backups. */
  folder: string;
  backupsFolder: string;
  journal: Journal;
  close(): Promise<void>;
}

/** Opens the journal of a desk's folder. */
export const openSafekeeping = async (
  folder: string,
  identity: IdentityFile,
): Promise<Result<Safekeeping>> => {
  const { desk: id, number } = identity.current;
  const journal = await Journal.open(join(folder, 'journal'), { desk: { id, number } });
  if (!journal.ok) return journal;
  return ok({
    folder,
    backupsFolder: join(folder, 'backups'),
    journal: journal.value,
    close: () => journal.value.close(),
  });
};
