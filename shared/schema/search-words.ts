import { wordsOf } from './index-key.ts';

/** Longer words count as equal if they agree so far. */
const longestWord = 48;
/** More different words are not looked for: what is typed by hand has fewer. */
const mostWords = 24;

const scripts = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const hasIdeographs = new RegExp(`[${scripts}]`, 'u');
/** Scripts without spaces: each sign is a word of its own. */
const ideographOrRest = new RegExp(`[${scripts}]|[^${scripts}]+`, 'gu');

const shortened = (word: string): string => {
  if (word.length <= longestWord) return word;
  const cut = word.slice(0, longestWord);
  // Half of a sign of two code units is no sign.
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
};

/** The words of a text as the search knows them (renderer/workers/search/SEARCH.md, FIND2). */
export const searchWords = (text: string): string[] => {
  const words = wordsOf(text);
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]!;
    if (word.length > longestWord) words[i] = shortened(word);
  }
  return hasIdeographs.test(text)
    ? words.flatMap((word) => word.match(ideographOrRest) ?? [])
    : words;
};

/** An address without what all addresses begin with. */
const withoutScheme = (text: string): string =>
  text.replace(/^[a-z][a-z0-9+.-]*:\/\/(www\.)?/i, '');

/** The words of an address. */
export const urlWords = (text: string): string[] => searchWords(withoutScheme(text));

/** The groups of a phone number, and from each group on all digits as one word. */
export const phoneWords = (text: string): string[] => {
  const words = searchWords(text);
  const whole = words.slice(0, -1).map((_, i) => shortened(words.slice(i).join('')));
  return [...words, ...whole];
};

/** The words by which a title is looked for: each once, at most as many as of any query (FIND4, FIND15). */
export const titleWords = (typed: string): string[] =>
  [...new Set(searchWords(typed))].slice(0, mostWords);

/** A run of typed signs without a space, and which of the query’s words are in it. */
export interface QueryPart {
  text: string;
  words: readonly number[];
}

export interface ParsedQuery {
  /** Each once. */
  words: readonly string[];
  parts: readonly QueryPart[];
}

/** What was typed, as it is looked for (FIND4). */
export const parseQuery = (typed: string): ParsedQuery => {
  const places = new Map<string, number>();
  const parts: QueryPart[] = [];
  for (const text of typed.split(/\s+/u)) {
    if (places.size >= mostWords) break;
    const own = urlWords(text);
    for (const word of own)
      if (places.size < mostWords && !places.has(word)) places.set(word, places.size);
    const words = own.map((word) => places.get(word)).filter((place) => place !== undefined);
    if (words.length > 0) parts.push({ text, words });
  }
  return { words: [...places.keys()], parts };
};
