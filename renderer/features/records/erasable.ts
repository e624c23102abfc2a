import type { TableName } from '#shared/entities/index.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import type { Desk } from '../../db/desk.ts';

/** Tables whose records are people: they can be erased without going through the trash. */
const people: readonly TableName[] = ['profiles', 'users'];

/** Whether a record may be erased for good: a person always, anything else once it is in the trash. */
export const isErasable = (table: TableName, trashed: boolean): boolean =>
  trashed || people.includes(table);

/** A record that holds more about the same person. */
export interface PersonalRecord {
  table: TableName;
  id: number;
  title: string;
  /** Whether it is only about this person, so that it goes along unless it is unticked. */
  belongs: boolean;
}

type Found = Omit<PersonalRecord, 'title'>;

/** Records that are looked at for each person, and at a time in the trash. */
const limit = 500;

const trashedRows = async (desk: Desk, table: TableName, signal: AbortSignal): Promise<Row[]> => {
  const rows: Row[] = [];
  let after: unknown = null;
  do {
    const page = await desk.page(table, { trash: true, limit, after });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null && !signal.aborted);
  return rows;
};

/** The numbers of all records that point to one, those in the trash too. */
const pointing = async (
  desk: Desk,
  { table, field }: { table: TableName; field: string },
  id: number,
  signal: AbortSignal,
): Promise<number[]> => {
  const { rows } = await desk.related(table, field, id, limit, signal);
  const trashed = await trashedRows(desk, table, signal);
  return [...rows, ...trashed.filter((row) => valueAt(row, field) === id)].map((row) => row.id);
};

const usersOf = { table: 'users', field: 'profile_id' } as const;
const accountsOf = { table: 'payout_accounts', field: 'user_id' } as const;

const withAccounts = async (
  desk: Desk,
  users: readonly number[],
  signal: AbortSignal,
): Promise<Found[]> => {
  const found: Found[] = [];
  for (const user of users)
    for (const id of await pointing(desk, accountsOf, user, signal))
      found.push({ table: 'payout_accounts', id, belongs: true });
  return found;
};

const aroundProfile = async (desk: Desk, id: number, signal: AbortSignal): Promise<Found[]> => {
  const users = await pointing(desk, usersOf, id, signal);
  const found = users.map((user): Found => ({ table: 'users', id: user, belongs: true }));
  return [...found, ...(await withAccounts(desk, users, signal))];
};

/** A profile that another user shares is offered, but not taken along by itself. */
const aroundUser = async (desk: Desk, id: number, signal: AbortSignal): Promise<Found[]> => {
  const accounts = await withAccounts(desk, [id], signal);
  const row = await desk.get('users', id);
  const profile = row === null ? null : valueAt(row, 'profile_id');
  if (typeof profile !== 'number' || (await desk.get('profiles', profile)) === null)
    return accounts;
  const users = await pointing(desk, usersOf, profile, signal);
  const belongs = users.every((user) => user === id);
  return [{ table: 'profiles', id: profile, belongs }, ...accounts];
};

/** What else the desk holds about the person of a record. */
export const personalRecords = async (
  desk: Desk,
  { table, id }: { table: TableName; id: number },
  signal: AbortSignal,
): Promise<PersonalRecord[]> => {
  const around = { profiles: aroundProfile, users: aroundUser } as const;
  if (table !== 'profiles' && table !== 'users') return [];
  const found = await around[table](desk, id, signal);
  const titles = await desk.titles(found);
  return found.map((record, at) => ({ ...record, title: titles[at] ?? '' }));
};
