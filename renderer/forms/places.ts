/** A word that an input offers, and what stands beside it. */
export interface Offer {
  value: string;
  detail?: string;
}

const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Codes that the list of regions knows but that are no country. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

/** The English name of an ISO 3166-1 alpha-2 code in capitals; null where no country has it. */
export const countryName = (code: string): string | null => {
  if (!/^[A-Z]{2}$/.test(code) || noCountries.has(code)) return null;
  return names.of(code) ?? null;
};

/** Every country, by name; the code is the value. */
export const countryOffers = (): Offer[] =>
  letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((value) => {
      const detail = countryName(value);
      return detail === null ? [] : [{ value, detail }];
    })
    .sort((a, b) => a.detail.localeCompare(b.detail, 'en'));

/** Whether the clock of this machine knows the zone; names and offsets such as `+01:00` both count. */
export const isTimeZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** The zones of the IANA list, by name. */
export const timeZoneOffers = (): Offer[] =>
  ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((value) => ({
    value,
  }));
