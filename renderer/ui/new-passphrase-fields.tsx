import { useState } from 'react';
import {
  passphraseLength,
  passphraseStrength,
  type PassphraseStrength,
} from '#shared/formats/passphrase.ts';
import { PassphraseField } from './passphrase-field.tsx';
import type { NewPassphrase } from './use-new-passphrase.ts';

const hints: Readonly<Record<PassphraseStrength, string>> = {
  tooShort: `At least ${passphraseLength.shortest} characters; four or five words are strong and easy to remember.`,
  weak: 'Weak: a few more words make it far stronger.',
  fair: 'Fair: one more word makes it strong.',
  strong: 'Strong.',
};

interface Props {
  typed: NewPassphrase;
  autoFocus?: boolean;
}

/** Where a new passphrase is typed twice, with a hint at how strong it is. */
export const NewPassphraseFields = ({ typed, autoFocus = false }: Props) => {
  const [shown, setShown] = useState(false);
  const { passphrase, again, setPassphrase, setAgain } = typed;
  return (
    <div className="field-stack">
      <PassphraseField
        label="Passphrase"
        value={passphrase}
        onChange={setPassphrase}
        isShown={shown}
        onShow={setShown}
        isNew
        autoFocus={autoFocus}
        description={hints[passphraseStrength(passphrase)]}
      />
      <PassphraseField
        label="The same again"
        value={again}
        onChange={setAgain}
        isShown={shown}
        isNew
        // Half of the same is not wrong yet.
        error={passphrase.startsWith(again) ? null : 'This is not the same.'}
      />
    </div>
  );
};
