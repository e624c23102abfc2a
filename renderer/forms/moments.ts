import { isInstant } from '#shared/schema/instants.ts';
import { instantFromText } from '#shared/schema/instants.ts';

/** Hours and minutes of an instant on this machine's clock, with the zone: "Tue 31 Mar 2026, 16:30 Lisbon". */
export const localMoment = (text: string, timeZone = localZone()): string | null => {
  const stored = instantFromText(text);
  if (stored === null || !isInstant(stored) || stored.length !== 27 || timeZone === 'UTC')
    return null;
  const moment = new Date(`${stored.slice(0, 23)}Z`);
  if (Number.isNaN(moment.getTime())) return null;
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment);
  return `${shown} ${placeOf(timeZone)}`;
};

const localZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const placeOf = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
