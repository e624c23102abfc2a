import { useState } from 'react';
import { useApi } from '../../state/desk-context.tsx';
import { useBackupNotice } from '../../state/backup-notice.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { UnlockForm } from './unlock-form.tsx';

/**
 * Asks for the passphrase of the backups when they wait for it: once, when the window opens. Whoever puts
 * it off is reminded at the foot of the window, and finds the question under Backups.
 */
export const UnlockPrompt = () => {
  const locked = useBackupNotice((notice) => notice.locked);
  const api = useApi();
  const [putOff, setPutOff] = useState(false);
  const later = () => setPutOff(true);
  return (
    <Dialog
      isOpen={locked && !putOff}
      size="small"
      title="Backups wait for their passphrase"
      onClose={later}
    >
      <div className="field-stack">
        <p>
          Backups of this desk are encrypted. Until their passphrase is entered, none can be made;
          what you enter is kept in the journal meanwhile.
        </p>
        <UnlockForm api={api} autoFocus>
          <Button onPress={later}>Later</Button>
        </UnlockForm>
      </div>
    </Dialog>
  );
};
