import { Lock, LockOpen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useApi } from '../../state/desk-context.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { protectBackups } from './call-protection.ts';
import { ProtectDialog } from './protect-dialog.tsx';
import { UnlockForm } from './unlock-form.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useProtection, type ProtectionState } from './use-protection.ts';

type Question = 'set' | 'change' | 'replace' | 'stop';

interface StateProps {
  state: ProtectionState;
  ask: (question: Question) => void;
}

const Unprotected = ({ ask }: Pick<StateProps, 'ask'>) => (
  <>
    <p className="icon-line">
      <LockOpen aria-hidden size={14} />
      <span>Backups are not encrypted: whoever can read this computer’s files can read them.</span>
    </p>
    <div className="actions">
      <Button onPress={() => ask('set')}>Encrypt backups…</Button>
    </div>
  </>
);

const Locked = ({ ask }: Pick<StateProps, 'ask'>) => {
  const api = useApi();
  return (
    <>
      <Banner tone="warning" title="Backups wait for their passphrase">
        Until it is entered, none can be made or opened.
      </Banner>
      <UnlockForm api={api}>
        <Button onPress={() => ask('replace')}>Set a new one…</Button>
      </UnlockForm>
    </>
  );
};

const Protected = ({ state: { kept }, ask }: StateProps) => (
  <>
    <p className="icon-line">
      <Lock aria-hidden size={14} />
      <span>
        New backups are encrypted.{' '}
        {kept
          ? 'This computer’s key store keeps their passphrase for you.'
          : 'Their passphrase is asked for whenever the desk is started.'}
      </span>
    </p>
    <div className="actions">
      <Button onPress={() => ask('change')}>Change the passphrase…</Button>
      <Button onPress={() => ask('stop')}>Stop encrypting…</Button>
    </div>
  </>
);

const notes = {
  set: 'Backups from now on are encrypted with a passphrase, in the standard age format. Those that are there already stay as they are.',
  change:
    'Backups from now on are encrypted with the new passphrase. Those that are there already keep the old one: keep it too.',
  replace:
    'Backups from now on are encrypted with the new passphrase. Those that are there already open with the old one only, should it be found again.',
} as const;

const titles = {
  set: 'Encrypt backups',
  change: 'Change the passphrase of backups',
  replace: 'Set a new passphrase for backups',
} as const;

const StopDialog = ({ onClose }: { onClose: () => void }) => {
  const api = useApi();
  const { error, isPending, attempt } = useAttempt();
  const stop = async () => {
    if (await attempt(() => protectBackups(api, null))) onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      isDanger
      title="Stop encrypting backups?"
      confirm="Stop encrypting"
      isPending={isPending}
      onConfirm={() => void stop()}
      onCancel={onClose}
    >
      <p>
        Backups from now on can be read by whoever can read this computer’s files. Those that are
        there already stay encrypted: keep their passphrase.
      </p>
      {error !== null && <Banner tone="danger">{error}</Banner>}
    </ConfirmDialog>
  );
};

const contentOf = ({ state, ask }: StateProps): ReactNode => {
  if (!state.encrypted) return <Unprotected ask={ask} />;
  return state.unlocked ? <Protected state={state} ask={ask} /> : <Locked ask={ask} />;
};

/** Whether automatic backups are encrypted, and what can be done about it. */
export const ProtectionCard = () => {
  const state = useProtection(useApi());
  const [question, setQuestion] = useState<Question | null>(null);
  const close = () => setQuestion(null);
  if (state === undefined) return null;
  return (
    <section className="card" aria-labelledby="protection-heading">
      <h2 id="protection-heading">Encryption</h2>
      {contentOf({ state, ask: setQuestion })}
      {question === 'stop' && <StopDialog onClose={close} />}
      {question !== null && question !== 'stop' && (
        <ProtectDialog title={titles[question]} note={notes[question]} onClose={close} />
      )}
    </section>
  );
};
