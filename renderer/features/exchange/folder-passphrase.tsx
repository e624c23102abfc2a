import { Lock } from 'lucide-react';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { Button } from '../../ui/button.tsx';
import { PassphraseForm } from '../../ui/passphrase-form.tsx';

export const folderPassphrase = 'Passphrase of the folder';

interface Props {
  folder: string;
  /** What is wrong with the last one; null before the first. */
  problem: Problem | null;
  onOpen: (passphrase: string) => Promise<unknown>;
  onBack: () => void;
}

/** A folder that shows what it is only to who knows its passphrase. */
export const FolderPassphrase = ({ folder, problem, onOpen, onBack }: Props) => (
  <section className="card" aria-labelledby="exchange-locked-heading">
    <h2 id="exchange-locked-heading" className="exchange-title">
      <Lock aria-hidden size={16} /> The folder is encrypted
    </h2>
    <p>
      Your team uses a passphrase for <code className="exchange-place">{folder}</code>. Ask whoever
      made the folder.
    </p>
    <PassphraseForm
      label={folderPassphrase}
      error={problem === null ? null : problemText(problem)}
      deed="Look into it"
      autoFocus
      onOpen={onOpen}
    >
      <Button onPress={onBack}>Choose another folder</Button>
    </PassphraseForm>
  </section>
);
