import fc from 'fast-check';
import { expect, it } from 'vitest';
import { passphraseStrength } from '#shared/formats/passphrase.ts';

it.each([
  ['', 'tooShort'],
  ['1234567', 'tooShort'],
  ['🔑🔑🔑🔑', 'tooShort'],
  ['password', 'weak'],
  ['aaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
  ['Summer2026', 'weak'],
  ['Summer in Lisbon', 'fair'],
  ['correct horse battery staple', 'strong'],
  ['9f&Kq2!xWz7#Lm4@pR', 'strong'],
])('“%s” is %s', (passphrase, strength) => {
  expect(passphraseStrength(passphrase)).toBe(strength);
});

it('more characters never make a passphrase weaker', () => {
  const order = ['tooShort', 'weak', 'fair', 'strong'];
  const rank = (text: string) => order.indexOf(passphraseStrength(text));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, more) => {
      expect(rank(text + more)).toBeGreaterThanOrEqual(rank(text));
    }),
  );
});
