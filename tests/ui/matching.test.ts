import { expect, test } from 'vitest';
import { timeZoneOffers } from '#renderer/forms/places.ts';
import { matching } from '#renderer/ui/matching.ts';

const found = (typed: string) => matching(timeZoneOffers(), typed, 100).map(({ value }) => value);

test('a zone is found by the name of its place, as people write it', () => {
  expect(found('new york')).toEqual(['America/New_York']);
  expect(found('sao paulo')).toContain('America/Sao_Paulo');
  expect(found('São Paulo')).toContain('America/Sao_Paulo');
  expect(found('america/new_y')).toEqual(['America/New_York']);
});

test('what begins with the typed words comes first, and no more than asked for', () => {
  const words = ['survey', 'video call', 'call'].map((value) => ({ value }));
  expect(matching(words, 'CALL', 9).map(({ value }) => value)).toEqual(['call', 'video call']);
  expect(matching(words, '', 2)).toHaveLength(2);
});
