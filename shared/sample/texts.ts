import { day } from './desk-plan.ts';
import type { Random } from './random.ts';
import type { FieldOfWork } from './words/fields-of-work.ts';

/** An instant as records hold it. `time` is milliseconds since 1970; years 1970 to 9999. */
export const instantAt = (time: number): string =>
  `${new Date(Math.floor(time)).toISOString().slice(0, -1)}000Z`;

/** Money from whole cents: 12550 is "125.50". */
export const money = (cents: number): string => {
  const digits = String(Math.abs(Math.round(cents))).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** Fills the gaps of a sentence; the same gap is drawn once for each sentence. */
export const sentence = (
  random: Random,
  templates: readonly string[],
  about: { field: FieldOfWork; role?: string; today: number },
): string => {
  const year = new Date(about.today - random.between(300, 1500) * day).getUTCFullYear();
  const gaps: Record<string, string> = {
    field: about.field.name,
    keyword: random.pick(about.field.keywords),
    role: about.role ?? random.pick(about.field.roles),
    years: String(random.between(6, 31)),
    few: ['two', 'three', 'four', 'five'][random.between(0, 3)]!,
    staff: String(random.between(2, 90) * 100),
    regions: random.pick([
      'Iberia and France',
      'the Nordics',
      'South-East Asia',
      'both Americas',
      'the Gulf',
    ]),
    team: String(random.between(4, 60)),
    budget: String(random.between(2, 75)),
    months: String(random.between(2, 18)),
    year: String(year),
  };
  return random.pick(templates).replace(/\{(\w+)\}/g, (_, gap: string) => gaps[gap]!);
};

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^a-zA-Z -]/g, '')
    .toLowerCase()
    .replaceAll(' ', '-');

/** A name as it stands in addresses, told apart by the row's number: "ana-araujo-17". */
export const slug = (text: string, id: number): string => `${plain(text) || 'expert'}-${id}`;

/** An address at a domain that is reserved for examples. */
export const emailAt = (random: Random, name: string, id: number): string =>
  `${plain(name).replaceAll('-', '.') || 'expert'}.${id}@${random.pick(['example.com', 'example.org', 'example.net'])}`;
