import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { Button } from './button.tsx';
import { PassphraseField } from './passphrase-field.tsx';

interface Props {
  /** Whose passphrase it is. */
  label: string;
  /** What is wrong with the last one. */
  error: string | null;
  /** What the button says. */
  deed: string;
  autoFocus?: boolean;
  onOpen: (passphrase: string) => Promise<unknown>;
  /** Other things to do, before the button. */
  children?: ReactNode;
}

/** Asks for the passphrase of something that is locked; a wrong one is told in place. */
export const PassphraseForm = ({
  label,
  error,
  deed,
  autoFocus = false,
  onOpen,
  children,
}: Props) => {
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
    <form className="field-stack" onSubmit={onSubmit}>
      <PassphraseField
        label={label}
        value={passphrase}
        onChange={setPassphrase}
        isShown={shown}
        onShow={setShown}
        error={!isPending && tried === passphrase ? error : null}
        autoFocus={autoFocus}
      />
      <div className="actions">
        {children}
        <Button type="submit" variant="primary" isDisabled={passphrase === ''}>
          {isPending ? 'Looking…' : deed}
        </Button>
      </div>
    </form>
  );
};
