import { Lock } from 'lucide-react';
import { problemText } from '#shared/problems/index.ts';
import { Button } from '../ui/button.tsx';
import { PassphraseForm } from '../ui/passphrase-form.tsx';
import type { LockedFile } from './take-file.ts';

interface Props {
  locked: LockedFile;
  onOpen: (passphrase: string) => Promise<void>;
  onBack: () => void;
}

/** Asks for the passphrase of the file that was chosen; a wrong one is told in place, and asked for again. */
export const LockedChoice = ({ locked: { file, problem }, onOpen, onBack }: Props) => (
  <section className="card" aria-labelledby="locked-heading">
    <h2 id="locked-heading">
      <Lock aria-hidden size={16} /> “{file.name}” is encrypted
    </h2>
    <PassphraseForm
      label="Passphrase of the file"
      error={problem.code === 'age.wrongPassphrase' ? problemText(problem) : null}
      deed="Open"
      autoFocus
      onOpen={onOpen}
    >
      <Button onPress={onBack}>Choose another file</Button>
    </PassphraseForm>
  </section>
);
