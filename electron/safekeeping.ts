import { join } from 'node:path';
import type { DeskEvent } from '#shared/ipc/channels.ts';
import { ok, type Result } from '#shared/result.ts';
import { appVersion } from './app-version.ts';
import { Backups } from './backups/backups.ts';
import type { IdentityFile } from './disk/identity.ts';
import { Protection, type KeyStore } from './encryption/protection.ts';
import { Exchange } from './exchange/exchange.ts';
import { Journal } from './journal/journal.ts';

/** What keeps a desk's data safe outside the browser, open for as long as the desk is. */
export interface Safekeeping {
  /** The desk's own folder. */
  folder: string;
  journal: Journal;
  backups: Backups;
  protection: Protection;
  exchange: Exchange;
  /** Tells all windows of what happens to the backups, and in the exchange with other desks. */
  tellBy(broadcast: (event: DeskEvent) => void): void;
  /** Makes a last backup if anything was changed since the newest, within `quitMs`, and lets go of the files. */
  close(): Promise<void>;
}

/** Milliseconds that the backup on the way out may take: quitting must not hang. */
const quitMs = 20_000;

interface Place {
  folder: string;
  identity: IdentityFile;
  /** The operating system's, where the shell reaches it. */
  keyStore: KeyStore | null;
}

/** Opens the journal and the backups of a desk's folder. */
export const openSafekeeping = async ({
  folder,
  identity,
  keyStore,
}: Place): Promise<Result<Safekeeping>> => {
  const { desk: id, number } = identity.current;
  const journal = await Journal.open(join(folder, 'journal'), { desk: { id, number } });
  if (!journal.ok) return journal;
  const protection = await Protection.open(folder, { keyStore });
  if (!protection.ok) {
    await journal.value.close();
    return protection;
  }
  const parts = { folder, journal: journal.value, protection: protection.value };
  const backups = await openBackups(parts, identity);
  return ok(keeping(parts, backups, await openExchange(parts, identity, backups)));
};

const openExchange = (
  { folder, journal, protection }: Parts,
  identity: IdentityFile,
  backups: Backups,
): Promise<Exchange> =>
  Exchange.open({
    deskFolder: folder,
    backups: backups.folder,
    journal,
    identity: () => identity.current,
    renumber: (taken) => identity.renumber(taken),
    appVersion,
    passphrase: () => protection.passphrase(),
  });

type Parts = Pick<Safekeeping, 'folder' | 'journal' | 'protection'>;

const openBackups = ({ folder, journal, protection }: Parts, identity: IdentityFile) =>
  Backups.open(join(folder, 'backups'), {
    appVersion,
    protection,
    identity: () => identity.current,
    journal: journal.folder,
    bases: async () => {
      const bases = await journal.bases();
      return bases.ok ? bases.value.flatMap(({ base }) => base.snapshot ?? []) : null;
    },
  });

const keeping = (parts: Parts, backups: Backups, exchange: Exchange): Safekeeping => {
  const { journal } = parts;
  backups.journaled(journal.state().lastSeq);
  journal.onAppended(({ lastSeq }) => backups.journaled(lastSeq));
  return {
    ...parts,
    backups,
    exchange,
    tellBy: (broadcast) => {
      exchange.onChange((kind) => broadcast({ kind }));
      backups.onChange(() => broadcast({ kind: 'backups' }));
      backups.onDue((reason) => broadcast({ kind: 'backupDue', reason }));
    },
    close: async () => {
      await exchange.close();
      await backups.quit(AbortSignal.timeout(quitMs));
      backups.close();
      await journal.close();
    },
  };
};
