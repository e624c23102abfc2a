import { create } from 'zustand';
import type { BackupStatus } from '#shared/ipc/messages.ts';

interface Notice {
  /** Why backups fail, since when, and when the next attempt is; null while all is well. */
  failing: BackupStatus['failing'];
  /** Whether their passphrase is wanted, without which none can be made. */
  locked: boolean;
}

/** What people must know of backups wherever they are. */
export const useBackupNotice = create<Notice>(() => ({ failing: null, locked: false }));
