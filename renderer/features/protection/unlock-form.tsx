import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import { Button } from '../../ui/button.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';
import { unlockBackups } from './call-protection.ts';
import { useAttempt } from '../../ui/use-attempt.ts';

interface Props {
  api: DeskApi;
  autoFocus?: boolean;
  onUnlocked?: () => void;
  /** Other things to do, before the button that unlocks. */
  children?: ReactNode;
}

/** Asks for the passphrase that the backups have; a wrong one is told in place. */
export const UnlockForm = ({ api, autoFocus = false, onUnlocked, children }: Props) => {
  const [passphrase, setPassphrase] = useState('');
  const [shown, setShown] = useState(false);
  const { error, isPending, attempt, forget } = useAttempt();
  const unlock = async () => {
    if (await attempt(() => unlockBackups(api, passphrase))) onUnlocked?.();
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (passphrase !== '' && !isPending) void unlock();
  };
  const type = (text: string) => {
    setPassphrase(text);
    forget();
  };
  return (
    <form className="field-stack" onSubmit={onSubmit}>
      <PassphraseField
        label="Passphrase of the backups"
        value={passphrase}
        onChange={type}
        isShown={shown}
        onShow={setShown}
        error={error}
        autoFocus={autoFocus}
      />
      <div className="actions">
        {children}
        <Button type="submit" variant="primary" isDisabled={passphrase === '' || isPending}>
          {isPending ? 'Looking…' : 'Unlock backups'}
        </Button>
      </div>
    </form>
  );
};
