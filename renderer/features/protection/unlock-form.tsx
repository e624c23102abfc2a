import type { ReactNode } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import { PassphraseForm } from '../../ui/passphrase-form.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { unlockBackups } from './call-protection.ts';

interface Props {
  api: DeskApi;
  autoFocus?: boolean;
  onUnlocked?: () => void;
  /** Other things to do, before the button that unlocks. */
  children?: ReactNode;
}

/** Asks for the passphrase that the backups have; a wrong one is told in place. */
export const UnlockForm = ({ api, autoFocus = false, onUnlocked, children }: Props) => {
  const { error, attempt } = useAttempt();
  const unlock = async (passphrase: string) => {
    if (await attempt(() => unlockBackups(api, passphrase))) onUnlocked?.();
  };
  return (
    <PassphraseForm
      label="Passphrase of the backups"
      error={error}
      deed="Unlock backups"
      autoFocus={autoFocus}
      onOpen={unlock}
    >
      {children}
    </PassphraseForm>
  );
};
