import { foldText } from '#shared/schema/index-key.ts';
import { searchWords } from '#shared/schema/search-words.ts';

/** A piece of a text; `hit` where it is what was typed. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Words as they stand in a text, with their accents; signs of scripts without spaces one by one. */
const standing =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{M}*|[\p{L}\p{N}\p{M}]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\p{L}\p{N}\p{M}]|$)/gu;

/** How much of a word, from its beginning, the longest of the typed words takes; 0 where none begins it. */
const takenOf = (word: string, typed: readonly string[]): number => {
  const folded = foldText(word);
  const fits = typed.filter((start) => folded.startsWith(start));
  if (fits.length === 0) return 0;
  const longest = Math.max(...fits.map(({ length }) => length));
  for (let end = 1; end < word.length; end += 1)
    if (foldText(word.slice(0, end)).length >= longest && !/^\p{M}/u.test(word.slice(end)))
      return end;
  return word.length;
};

/** A text in pieces, the beginnings of words that were typed marked. */
export const markedPieces = (text: string, typed: readonly string[]): Piece[] => {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { 0: word, index } of text.matchAll(standing)) {
    const taken = takenOf(word, typed);
    if (taken === 0) continue;
    if (index > done) pieces.push({ text: text.slice(done, index), hit: false });
    done = index + taken;
    pieces.push({ text: text.slice(index, done), hit: true });
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
};

/** Which of the typed words some word of a text begins with. */
export const wordsMet = (text: string, typed: readonly string[]): string[] => {
  const words = searchWords(text);
  return typed.filter((start) => words.some((word) => word.startsWith(start)));
};

/** Characters shown before the first word that was found, and in all. */
const [before, most] = [40, 180];

/** The stretch of a longer text around the first word that was typed. */
export const excerptOf = (text: string, typed: readonly string[]): string => {
  const plain = text.replace(/\s+/gu, ' ').trim();
  if (plain.length <= most) return plain;
  const pieces = markedPieces(plain, typed);
  const first = pieces[0]?.hit === false && pieces.length > 1 ? pieces[0].text.length : 0;
  const wanted = Math.max(0, Math.min(first - before, plain.length - most));
  const start = wanted === 0 ? 0 : plain.indexOf(' ', wanted) + 1;
  const cut = plain.slice(start, start + most);
  const end = start + most >= plain.length ? cut : cut.slice(0, Math.max(cut.lastIndexOf(' '), 80));
  return `${start > 0 ? '…' : ''}${end}${start + end.length < plain.length ? '…' : ''}`;
};
