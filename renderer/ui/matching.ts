/** As people type it: without case and accents, and with spaces where names of zones have underscores. */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('_', ' ').toLowerCase();

interface Word {
  value: string;
  detail?: string;
}

/** Words that hold what was typed, case, accents and underscores apart; those that begin with it come first. */
export const matching = <W extends Word>(
  words: readonly W[],
  typed: string,
  limit: number,
): W[] => {
  const wanted = plain(typed.trim());
  if (wanted === '') return words.slice(0, limit);
  const first: W[] = [];
  const later: W[] = [];
  for (const word of words) {
    const [value, detail] = [plain(word.value), plain(word.detail ?? '')];
    if (value.startsWith(wanted) || detail.startsWith(wanted)) first.push(word);
    else if (value.includes(wanted) || detail.includes(wanted)) later.push(word);
  }
  return [...first, ...later].slice(0, limit);
};
