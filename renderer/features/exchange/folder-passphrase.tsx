import { Lock } from 'lucide-react';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { Button } from '../../ui/button.tsx';
import { PassphraseField } from '../../ui/passphrase-field.tsx';

interface FormProps {
  /** What is wrong with the last one. */
  error: string | null;
  /** What the button says. */
  deed: string;
  autoFocus?: boolean;
  onOpen: (passphrase: string) => Promise<unknown>;
  /** Other things to do, before the button. */
  children?: ReactNode;
}

/** Asks for the passphrase of a shared folder; a wrong one is told in place. */
export const PassphraseForm = ({ error, deed, autoFocus = false, onOpen, children }: FormProps) => {
  const [passphrase, setPassphrase] = useState('');
  const [shown, setShown] = useState(false);
  const [isPending, setPending] = useState(false);
  /** The one that was tried last, as long as it stands there unchanged. */
  const [tried, setTried] = useState<string | null>(null);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (passphrase === '' || isPending) return;
    setTried(passphrase);
    setPending(true);
    void onOpen(passphrase).finally(() => setPending(false));
  };
  return (
    <form className="stack" onSubmit={onSubmit}>
      <PassphraseField
        label="Passphrase of the folder"
        value={passphrase}
        onChange={setPassphrase}
        isShown={shown}
        onShow={setShown}
        error={!isPending && tried === passphrase ? error : null}
        autoFocus={autoFocus}
      />
      <div className="actions">
        {children}
        <Button type="submit" variant="primary" isDisabled={passphrase === '' || isPending}>
          {isPending ? 'Looking…' : deed}
        </Button>
      </div>
    </form>
  );
};

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
      error={problem === null ? null : problemText(problem)}
      deed="Look into it"
      autoFocus
      onOpen={onOpen}
    >
      <Button onPress={onBack}>Choose another folder</Button>
    </PassphraseForm>
  </section>
);
