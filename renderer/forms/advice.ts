import { problemText } from '#shared/problems/index.ts';
import type { Field } from '#shared/schema/fields.ts';
import { countryName, isTimeZone } from './places.ts';

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

const isUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, host } = new URL(text);
  return /^https?:$/.test(protocol) && (host.includes('.') || host.startsWith('localhost'));
};

/** What a text of a kind usually looks like; a text that does not is still stored. */
const looks: Partial<Record<Field['kind'], { what: string; isLike: (text: string) => boolean }>> = {
  email: {
    what: 'an e-mail address',
    isLike: (text) => /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>.]{2,}$/.test(text),
  },
  phone: {
    what: 'a telephone number',
    isLike: (text) => /^\+?[\d\s()./-]+(\s*(x|ext\.?)\s*\d+)?$/i.test(text) && digitsIn(text) >= 5,
  },
  url: { what: 'a web address such as https://example.org/page', isLike: isUrl },
  timeZone: { what: 'a time zone such as Europe/Lisbon', isLike: isTimeZone },
  country: {
    what: 'a country code such as PT',
    isLike: (text) => countryName(text) !== null,
  },
};

/** A gentle sentence where a text does not look like its kind; it never stands in the way of saving. */
export const adviceFor = (field: Field, text: string): string | null => {
  const look = looks[field.kind];
  if (look === undefined || text === '' || look.isLike(text)) return null;
  return problemText({ code: 'value.looksWrong', data: { value: shorten(text), what: look.what } });
};

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** Texts as short as a country code are seen to be full without counting. */
const worthCounting = 20;

/**
 * How many characters are left, from the last tenth on; null before that and where there is no limit.
 * Short texts are counted only when they are too long.
 */
export const charactersLeft = (length: number, max: number | null): number | null => {
  if (max === null || length <= (max < worthCounting ? max : max * 0.9)) return null;
  return max - length;
};
