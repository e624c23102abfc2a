import { useState } from 'react';
import { passphraseStrength } from '#shared/formats/passphrase.ts';

/** A passphrase that is being made up: typed twice, so that a slip of the finger locks nobody out. */
export const useNewPassphrase = () => {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  return {
    passphrase,
    again,
    setPassphrase,
    setAgain,
    /** Whether it can be taken. */
    isReady: passphraseStrength(passphrase) !== 'tooShort' && again === passphrase,
    clear: () => {
      setPassphrase('');
      setAgain('');
    },
  };
};

export type NewPassphrase = ReturnType<typeof useNewPassphrase>;
