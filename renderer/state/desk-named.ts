import type { Identity } from '#shared/ipc/messages.ts';
import { recall, remember } from './remembered.ts';

/** Names of other desks by their numbers, as their files told them; they outlast a restore. */
const readNames = (): Record<string, string> => {
  const stored = parsed(recall('desk-names') ?? '{}');
  const names = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  return Object.fromEntries(names.filter((entry): entry is [string, string] => isText(entry[1])));
};

const isText = (value: unknown): value is string => typeof value === 'string';

/** What is stored in a browser can be changed by anybody who sits at it. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Remembers what a desk calls itself, so that people read a name where its number stands. */
export const rememberDesk = (desk: number, name: string): void =>
  remember('desk-names', JSON.stringify({ ...readNames(), [desk]: name }));

/** Who did something: a desk by its name, or by its number where that says more or is all that is known. */
export const deskNamed = (desk: number, identity: Pick<Identity, 'number' | 'name'>): string => {
  if (desk === identity.number) return identity.name;
  const names = readNames();
  const name = names[desk];
  if (name === undefined) return `desk ${desk}`;
  const others = Object.entries(names).filter(([number]) => Number(number) !== desk);
  const isShared = name === identity.name || others.some(([, other]) => other === name);
  return isShared ? `${name} (desk ${desk})` : name;
};
