import { countText } from '../../state/wording.ts';

/** How figures are written. */

/** Money in its smallest unit: “−1,204.50”. */
export const moneyText = (cents: number): string => {
  const size = Math.abs(Math.round(cents));
  const rest = String(size % 100).padStart(2, '0');
  return `${cents < 0 ? '−' : ''}${countText(Math.floor(size / 100))}.${rest}`;
};

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** Money beside an axis: “1.2K”. */
export const shortMoney = (cents: number): string => short.format(cents / 100).replace('-', '−');

/** “37 %”; “–” of nothing. */
export const shareText = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`;

export const averageText = (value: number): string => value.toFixed(1);

/** Hours as people say them: “5 h”, “2.5 days”. */
export const hoursText = (hours: number): string => {
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48 ? `${Math.round(hours)} h` : `${Number((hours / 24).toFixed(1))} days`;
};

/** What changed against a number before: “+12 (8 %)”, “no change”. */
export const changeText = (
  now: number,
  before: number,
  text: (value: number) => string,
): string => {
  const difference = now - before;
  const written = text(Math.abs(difference));
  if (difference === 0 || written === text(0)) return 'No change';
  const share = before === 0 ? '' : ` (${shareText(Math.abs(difference), Math.abs(before))})`;
  return `${difference > 0 ? '+' : '−'}${written}${share}`;
};
