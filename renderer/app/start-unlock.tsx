import type { DeskApi } from '#shared/ipc/channels.ts';
import { UnlockForm } from '../features/protection/unlock-form.tsx';
import { Button } from '../ui/button.tsx';
import { Logo } from './logo.tsx';

interface Props {
  api: DeskApi;
  onUnlocked: () => void;
  /** Begins with what can be read without a passphrase. */
  onWithout: () => void;
}

/** A whole page in place of the desk: its data must be made anew, and the backups wait for their passphrase. */
export const StartUnlock = ({ api, onUnlocked, onWithout }: Props) => (
  <main className="whole-page">
    <title>Backups wait for their passphrase – Expert Desk</title>
    <div className="whole-page-card">
      <Logo size={40} />
      <h1>Your desk is in its backups</h1>
      <p>
        The browser no longer has the data of this desk. It can be made anew, from backups that are
        encrypted: enter their passphrase, and the rest goes by itself.
      </p>
      <UnlockForm api={api} autoFocus onUnlocked={onUnlocked} />
      <h2>If nobody knows it any more</h2>
      <p>
        The desk can begin with its newest backup that is not encrypted, or empty if there is none.
        What was done since is then not in it. The encrypted backups stay where they are, and can be
        restored later from Backups.
      </p>
      <div className="whole-page-actions">
        <Button onPress={onWithout}>Begin without them</Button>
      </div>
    </div>
  </main>
);
