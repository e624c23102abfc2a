import type { Row } from '#shared/schema/row.ts';
import { knownZone } from '#shared/work/zones.ts';
import type { Desk } from './desk.ts';

const pointerIn = (row: Row | null, field: string): number => {
  const value = row?.values[field];
  return typeof value === 'number' ? value : 0;
};

/** The time zones of the experts of calls: of the profiles behind their users. Null where none is known. */
export const expertZones = async (
  desk: Pick<Desk, 'getMany'>,
  calls: readonly (Row | null)[],
): Promise<(string | null)[]> => {
  const users = await desk.getMany(
    'users',
    calls.map((call) => pointerIn(call, 'expert')),
  );
  const profiles = await desk.getMany(
    'profiles',
    users.map((user) => pointerIn(user, 'profile_id')),
  );
  return profiles.map((profile) => {
    const zone = profile?.values['timezone'];
    // By the name that people wrote: Chromium would call Kolkata Calcutta.
    return typeof zone === 'string' && knownZone(zone) !== null ? zone.trim() : null;
  });
};
