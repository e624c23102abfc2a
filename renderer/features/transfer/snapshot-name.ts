/** The part of a desk's name that may stand in a file's name. */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** `expert-desk-<desk>-<date>.edesk`, the day being the reader's own. */
export const snapshotName = (deskName: string, now: Date): string => {
  const day = [now.getFullYear(), twoDigits(now.getMonth() + 1), twoDigits(now.getDate())];
  return (
    ['expert-desk', plain(deskName), day.join('-')].filter((part) => part !== '').join('-') +
    '.edesk'
  );
};
