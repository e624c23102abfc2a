import { Lock } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { problemText } from '#shared/problems/index.ts';
import { Button } from '../ui/button.tsx';
import { PassphraseField } from '../ui/passphrase-field.tsx';
import type { LockedFile } from './take-file.ts';

interface Props {
  locked: LockedFile;
  onOpen: (passphrase: string) => void;
  onBack: () => void;
}

/** Asks for the passphrase of the file that was chosen; a wrong one is told in place, and asked for again. */
export const LockedChoice = ({ locked: { file, problem }, onOpen, onBack }: Props) => {
  const [passphrase, setPassphrase] = useState('');
  const [shown, setShown] = useState(false);
  /** The attempt that was wrong, as long as it stands there unchanged. */
  const [tried, setTried] = useState<string | null>(null);
  const isWrong = problem.code === 'age.wrongPassphrase' && tried === passphrase;
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (passphrase === '') return;
    setTried(passphrase);
    onOpen(passphrase);
  };
  return (
    <section className="card" aria-labelledby="locked-heading">
      <h2 id="locked-heading">
        <Lock aria-hidden size={16} /> “{file.name}” is encrypted
      </h2>
      <form className="field-stack" onSubmit={onSubmit}>
        <PassphraseField
          label="Passphrase of the file"
          value={passphrase}
          onChange={setPassphrase}
          isShown={shown}
          onShow={setShown}
          error={isWrong ? problemText(problem) : null}
          autoFocus
        />
        <div className="actions">
          <Button onPress={onBack}>Choose another file</Button>
          <Button type="submit" variant="primary" isDisabled={passphrase === ''}>
            Open
          </Button>
        </div>
      </form>
    </section>
  );
};
