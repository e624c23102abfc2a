import type { DeskApi } from '#shared/ipc/channels.ts';
import { problemText } from '#shared/problems/index.ts';
import { useToasts } from '../../state/toasts.ts';

const tell = (text: string) => useToasts.getState().show({ tone: 'success', text });

/** Encrypts backups from now on, or no longer (null). Gives why it did not work; null when it did. */
export const protectBackups = async (
  api: DeskApi,
  passphrase: string | null,
): Promise<string | null> => {
  const set = await api.call('backups.protect', { passphrase });
  if (!set.ok) return problemText(set.problem);
  tell(
    passphrase === null
      ? 'New backups are no longer encrypted.'
      : 'New backups are encrypted with this passphrase.',
  );
  return null;
};

/** Tells the passphrase for this start. Gives why it did not work; null when it did. */
export const unlockBackups = async (api: DeskApi, passphrase: string): Promise<string | null> => {
  const unlocked = await api.call('backups.unlock', { passphrase });
  if (!unlocked.ok) return problemText(unlocked.problem);
  tell('Backups go on.');
  return null;
};
