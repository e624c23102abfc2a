/** What parts items when they are typed or pasted; line ends always do. */
export type Separator = 'comma' | 'line';

/** The items in a text. */
export const cut = (text: string, separator: Separator): string[] =>
  text
    .split(separator === 'comma' ? /[,;\r\n\t]+/ : /[\r\n]+/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Items that are there already are not added again. */
export const added = (items: readonly string[], more: readonly string[]): string[] => [
  ...items,
  ...more.filter((item, i) => !items.includes(item) && more.indexOf(item) === i),
];
