import type { Row } from '#shared/schema/row.ts';
import { formatStamp } from '#shared/sync/stamp.ts';

/** Profiles as a desk has them: all columns filled, about 1.3 KB of JSON each, the same for a number. */

const names = ['Ana', 'Børge', 'Chidi', 'Dolores', 'Émile', 'Fatima', 'Grzegorz', 'Hana'];
const surnames = ['Almeida', 'Berg', 'Castro', 'Dvořák', 'Eriksen', 'Fischer', 'Gupta', 'Haddad'];
const countries = ['PT', 'NO', 'NG', 'AR', 'FR', 'MA', 'PL', 'JP', 'DE', 'IN', 'BR', 'US'];
const sentence =
  'Twelve years in the supply of industrial gases, first as an engineer and later as a head of sales. ';

/** A number that looks random, from another. */
const scattered = (i: number): number => Math.imul(i ^ (i >>> 15), 0x2c1b3c6d) >>> 0;

const instantOf = (i: number): string =>
  new Date(1_500_000_000_000 + (scattered(i) % 250_000_000) * 1000)
    .toISOString()
    .replace('Z', '123Z');

const pick = (from: readonly string[], i: number): string => from[scattered(i) % from.length]!;

export const profileRow = (id: number): Row => {
  const [first, last] = [pick(names, id), pick(surnames, id + 7)];
  return {
    id,
    clock: formatStamp({ time: 1_700_000_000_000 + id, counter: 0, desk: 4711 }),
    values: {
      first_name: first,
      last_name: `${last} ${id % 997}`,
      title: 'Former head of sales, industrial gases',
      summary: sentence.repeat(2 + (id % 3)),
      languages: ['en', 'pt'],
      city: 'Lisboa',
      country: 'Portugal',
      country_iso2_code: pick(countries, id + 3),
      timezone: 'Europe/Lisbon',
      keywords: ['gases', 'hydrogen', 'pricing', 'distribution'],
      tags: ['fast', `batch ${id % 50}`],
      questions: ['What did you sell?', 'To whom?'],
      tier: 1 + (scattered(id + 1) % 4),
      additional_information: sentence,
      hourly_rate: `${100 + (id % 300)}.00`,
      conflicted: false,
      hide_profile: false,
      available_for_long_term: true,
      available_pro_bono: false,
      available_marketplace: true,
      linkedin_url: `https://www.linkedin.com/in/${first}-${id}`,
      linkedin_username: `${first}-${id}`,
      skype: `live:${id}`,
      cv_url: `https://files.example.org/cv/${id}.pdf`,
      cv_text_convert_attempts: 1,
      picture_url: `https://files.example.org/p/${id}.jpg`,
      picture_source_url: `https://example.org/${id}.jpg`,
      cover_image_url: `https://files.example.org/c/${id}.jpg`,
      url_endpoint: `${first}-${last}-${id}`,
      expert_request: 1 + (scattered(id + 5) % 2000),
      created_at: instantOf(id),
      created_by: 1 + (id % 40),
      updated_by: 1 + (id % 40),
      deleted: id % 50 === 0,
    },
  };
};

/** The profiles from one number up to another, both included. */
export const profileRows = (from: number, to: number): Row[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => profileRow(from + i));

/** The stamp of rows that need none of their own. */
export const clock = formatStamp({ time: 1_700_000_000_000, counter: 0, desk: 4711 });

/** The few records that the profiles point to. */
export const targetRows = {
  users: Array.from({ length: 40 }, (_, i): Row => ({ id: i + 1, clock, values: {} })),
  expert_requests: Array.from({ length: 2000 }, (_, i): Row => ({ id: i + 1, clock, values: {} })),
};
