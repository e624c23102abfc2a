import { describe, expect, test } from 'vitest';
import { adviceFor, charactersLeft } from '#renderer/forms/advice.ts';
import { country, email, phone, secret, text, timeZone, url } from '#shared/schema/fields.ts';
import { countryName, countryOffers, timeZoneOffers } from '#renderer/forms/places.ts';
import { sectionsOf, unknownColumns } from '#renderer/forms/sections.ts';
import { entityOf, tableNames } from '#shared/entities/index.ts';

const fields = {
  email: email('E-mail', 'Contact'),
  phone: phone('Phone', 'Contact'),
  url: url('Page', 'Contact'),
  timeZone: timeZone('Time zone', 'Place'),
  country: country('Country', 'Place'),
  text: text('Name', 'Person'),
  secret: secret('PIN', 'Bridge'),
};

describe('advice', () => {
  test.each<[keyof typeof fields, string]>([
    ['email', 'ana.lima+x@example.co.uk'],
    ['phone', '+351 21 (123) 45-67'],
    ['phone', '+1 555 010 1234 ext. 5'],
    ['url', 'https://example.org/a?b=c'],
    ['timeZone', 'Europe/Lisbon'],
    ['timeZone', 'America/Argentina/Buenos_Aires'],
    ['country', 'PT'],
    ['text', 'anything'],
    ['secret', '@@@'],
    ['email', ''],
  ])('%s: “%s” looks right', (kind, value) => {
    expect(adviceFor(fields[kind], value)).toBeNull();
  });

  test.each<[keyof typeof fields, string, string]>([
    ['email', 'ana at example', '“ana at example” does not look like an e-mail address.'],
    ['phone', 'call me', '“call me” does not look like a telephone number.'],
    [
      'url',
      'example',
      '“example” does not look like a web address such as https://example.org/page.',
    ],
    [
      'url',
      'javascript:alert(1)',
      '“javascript:alert(1)” does not look like a web address such as https://example.org/page.',
    ],
    ['timeZone', 'Lisbon', '“Lisbon” does not look like a time zone such as Europe/Lisbon.'],
    ['country', 'pt', '“pt” does not look like a country code such as PT.'],
    ['country', 'XX', '“XX” does not look like a country code such as PT.'],
  ])('%s: “%s” gets a sentence', (kind, value, sentence) => {
    expect(adviceFor(fields[kind], value)).toBe(sentence);
  });

  test('characters are counted from the last tenth on', () => {
    expect([89, 91, 100, 103].map((length) => charactersLeft(length, 100))).toEqual([
      null,
      9,
      0,
      -3,
    ]);
    expect(charactersLeft(5000, null)).toBeNull();
    expect([1, 2, 3].map((length) => charactersLeft(length, 2))).toEqual([null, null, -1]);
  });
});

test('countries and time zones are offered', () => {
  const codes = countryOffers().map(({ value }) => value);
  expect(codes).toEqual(expect.arrayContaining(['PT', 'BR', 'US', 'GB', 'ZA', 'JP']));
  expect(codes).not.toContain('EU');
  expect(codes.length).toBeGreaterThan(240);
  expect(countryName('PT')).toBe('Portugal');
  expect(timeZoneOffers().map(({ value }) => value)).toContain('Europe/Lisbon');
});

test.each(tableNames)('%s: every field stands in exactly one section', (table) => {
  const entity = entityOf(table);
  const names = sectionsOf(entity).flatMap(({ fields }) => fields.map(({ name }) => name));
  expect(names.toSorted()).toEqual(Object.keys(entity.fields).toSorted());
});

test('columns that this version does not know are listed, the record’s number apart', () => {
  expect(unknownColumns(entityOf('projects'), { name: 'A', x_b: 1, x_a: null, id: 3 })).toEqual([
    'x_a',
    'x_b',
  ]);
});
