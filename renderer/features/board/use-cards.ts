import { useState } from 'react';
import type { Row } from '#shared/schema/row.ts';
import type { Desk } from '../../db/desk.ts';
import { useLoaded } from '../../state/desk-context.tsx';

/** What a card shows: the candidate, and whom it is about. */
export interface Card {
  row: Row;
  profile: Row | null;
  /** The person’s name; “Profile 12” where none is known. */
  title: string;
  request: string;
  /** The user behind the profile must not be contacted. */
  isBarred: boolean;
}

/** What cards are made from. */
const tables = ['expert_request_candidates', 'profiles', 'users', 'expert_requests'] as const;

/** Cards kept at most; the oldest go first. */
const room = 2000;

const numberIn = (row: Row, field: string): number | null => {
  const value = row.values[field];
  return typeof value === 'number' ? value : null;
};

const isBarred = (users: readonly Row[]): boolean =>
  users.some(({ values }) => values['expert_state'] === 'do not contact');

const readCards = async (desk: Desk, ids: readonly number[]): Promise<Card[]> => {
  const rows = (await desk.getMany('expert_request_candidates', ids)).filter((row) => row !== null);
  const profileIds = rows.map((row) => numberIn(row, 'profile_id'));
  const profiles = await desk.getMany(
    'profiles',
    profileIds.map((id) => id ?? 0),
  );
  const titles = await desk.titles(
    rows.flatMap((row, i) => [
      profileIds[i] === null
        ? ({ table: 'expert_request_candidates', id: row.id } as const)
        : ({ table: 'profiles', id: profileIds[i]! } as const),
      { table: 'expert_requests', id: numberIn(row, 'request_id') ?? 0 } as const,
    ]),
  );
  const users = await Promise.all(
    profileIds.map(async (id) =>
      id === null ? [] : (await desk.related('users', 'profile_id', id, 3)).rows,
    ),
  );
  return rows.map((row, i) => ({
    row,
    profile: profiles[i] ?? null,
    title: titles[2 * i] ?? '',
    request: titles[2 * i + 1] ?? '',
    isBarred: isBarred(users[i] ?? []),
  }));
};

/** Cards of which what was read last is kept, so that nothing flickers while others are read. */
const withNew = (
  known: ReadonlyMap<number, Card>,
  read: readonly Card[],
): ReadonlyMap<number, Card> => {
  const cards = new Map(known);
  for (const card of read) cards.set(card.row.id, card);
  for (const oldest of cards.keys()) {
    if (cards.size <= room) break;
    cards.delete(oldest);
  }
  return cards;
};

/** The cards of these candidates, read as they come into sight and again after each commit (BOARD4). */
export const useCards = (ids: readonly number[]): ReadonlyMap<number, Card> => {
  const read = useLoaded(`cards ${ids.join(' ')}`, tables, (desk) => readCards(desk, ids));
  const [last, setLast] = useState(read);
  const [cards, setCards] = useState<ReadonlyMap<number, Card>>(new Map());
  if (read !== undefined && read !== last) {
    setLast(read);
    setCards(withNew(cards, read));
  }
  return cards;
};
