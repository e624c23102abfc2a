import type { Field, Value } from '../schema/fields.ts';
import { hour } from './desk-plan.ts';
import type { Draft } from './draft.ts';
import type { Random } from './random.ts';
import type { SampleDesk } from './sample-desk.ts';
import { instantAt } from './texts.ts';

const plainWords = ['alder', 'birch', 'cedar', 'elm', 'hazel', 'juniper', 'linden', 'rowan'];

const plainText = (field: Field, random: Random): string => {
  const word = random.pick(plainWords);
  switch (field.kind) {
    case 'email':
      return `${word}@example.org`;
    case 'phone':
      return `+1 555 010 ${random.between(1000, 9999)}`;
    case 'url':
      return `https://files.example.org/${word}`;
    case 'timeZone':
      return 'Europe/Lisbon';
    case 'country':
      return 'PT';
    case 'choice':
      return field.options.length > 0 ? random.pick(field.options) : word;
    default:
      return word;
  }
};

const plainValue = (field: Field, random: Random, desk: SampleDesk): Value => {
  switch (field.kind) {
    case 'integer':
      return random.between(1, 9);
    case 'decimal':
      return random.between(1, 9).toFixed(field.scale);
    case 'boolean':
      return random.chance(0.5);
    case 'instant':
      return instantAt(desk.plan.today - random.between(1, 1000) * hour);
    case 'instantList':
      return [instantAt(desk.plan.today + random.between(1, 100) * hour)];
    case 'textList':
      return random.some(plainWords, 2);
    case 'reference':
      return null;
    default:
      return plainText(field, random);
  }
};

/**
 * Values for the fields that a table's own file of the sample does not name: fields added later. They have
 * a generator of their own, so all other values stay as they are. References stay empty: what they may
 * point to, only the table's own file knows.
 */
export const otherValues = (
  desk: SampleDesk,
  id: number,
  fields: Readonly<Record<string, Field>>,
  own: Draft,
): Draft => {
  const random = desk.random('row', id, 100);
  const others = Object.entries(fields).filter(([name]) => !Object.hasOwn(own, name));
  return Object.fromEntries(
    others.map(([name, field]) => [name, random.maybe(0.5, () => plainValue(field, random, desk))]),
  );
};
