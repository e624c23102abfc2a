import type { SyntheticEvent } from 'react';
import { useApi } from '../../state/desk-context.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NewPassphraseFields } from '../../ui/new-passphrase-fields.tsx';
import { useNewPassphrase } from '../../ui/use-new-passphrase.ts';
import { protectBackups } from './call-protection.ts';
import { useAttempt } from '../../ui/use-attempt.ts';

interface Props {
  title: string;
  /** What becomes of the backups that are there already. */
  note: string;
  onClose: () => void;
}

/** Asks for the passphrase of backups from now on. */
export const ProtectDialog = ({ title, note, onClose }: Props) => {
  const api = useApi();
  const typed = useNewPassphrase();
  const { error, isPending, attempt } = useAttempt();
  const set = async () => {
    if (await attempt(() => protectBackups(api, typed.passphrase))) onClose();
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (typed.isReady && !isPending) void set();
  };
  return (
    <Dialog isOpen title={title} onClose={onClose}>
      <form className="field-stack" onSubmit={onSubmit}>
        <p>{note}</p>
        <NewPassphraseFields typed={typed} autoFocus />
        <Banner tone="warning">
          Without the passphrase nobody can open these backups: there is no way round it. Keep it
          where you find it again, and not on this computer alone.
        </Banner>
        {error !== null && <Banner tone="danger">{error}</Banner>}
        <div className="dialog-actions">
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isDisabled={!typed.isReady}>
            {isPending ? 'Setting it…' : 'Encrypt backups'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
