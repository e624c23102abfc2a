import { useState, type SyntheticEvent } from 'react';
import { problemText } from '#shared/problems/index.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { NewPassphraseFields } from '../../ui/new-passphrase-fields.tsx';
import { useNewPassphrase } from '../../ui/use-new-passphrase.ts';
import type { Found } from './use-joining.ts';

interface Props {
  found: Found;
  onJoin: (passphrase: string | null) => Promise<void>;
  onBack: () => void;
}

/** Makes an empty folder a shared one, with a passphrase or without; which of the two stays so for good. */
export const NewFolderForm = ({ found, onJoin, onBack }: Props) => {
  const [isEncrypted, setEncrypted] = useState(false);
  const [isJoining, setJoining] = useState(false);
  const typed = useNewPassphrase();
  const isReady = !isJoining && (!isEncrypted || typed.isReady);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isReady) return;
    setJoining(true);
    void onJoin(isEncrypted ? typed.passphrase : null).finally(() => setJoining(false));
  };
  return (
    <form className="exchange-new" onSubmit={onSubmit}>
      <Checkbox isSelected={isEncrypted} onChange={setEncrypted}>
        Encrypt the folder with a passphrase
      </Checkbox>
      <p className="quiet">
        {isEncrypted
          ? 'Who runs the drive or the cloud service sees names and sizes of files, and no records. Each desk asks for the passphrase when it joins.'
          : 'Whoever can open the folder can read all records of this desk. It cannot be encrypted later.'}
      </p>
      {isEncrypted && (
        <>
          <NewPassphraseFields typed={typed} autoFocus />
          <Banner tone="warning">
            Without the passphrase nobody can join: there is no way round it. Tell it to your team
            by another way than the folder.
          </Banner>
        </>
      )}
      {found.problem !== null && <Banner tone="danger">{problemText(found.problem)}</Banner>}
      <div className="actions">
        <Button isDisabled={isJoining} onPress={onBack}>
          Choose another folder
        </Button>
        <Button type="submit" variant="primary" isDisabled={!isReady}>
          {isJoining ? 'Joining…' : 'Make it a shared folder and join'}
        </Button>
      </div>
    </form>
  );
};
