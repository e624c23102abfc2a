import type { DeskApi } from '#shared/ipc/channels.ts';
import { UnlockForm } from '../features/protection/unlock-form.tsx';
import { Logo } from './logo.tsx';

/** A whole page in place of the desk: its data must be made anew, and the backups wait for their passphrase. */
export const StartUnlock = ({ api, onUnlocked }: { api: DeskApi; onUnlocked: () => void }) => (
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
    </div>
  </main>
);
