import type { ConsultationState } from '#shared/work/consultation-state.ts';
import { readersZone } from '../../ui/moments.ts';
import type { Call } from './calls.ts';

const clocks = new Map<string, Intl.DateTimeFormat>();

const clockIn = (zone: string): Intl.DateTimeFormat => {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const options = { timeZone: zone, hour: '2-digit', minute: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en-GB', options);
  clocks.set(zone, made);
  return made;
};

/** “14:30” on the zone’s wall clock. */
export const timeIn = (ms: number, zone: string): string => clockIn(zone).format(ms);

export const placeOf = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ');

/** “Tue, 31 Mar, 14:30 Lisbon”, and the reader’s own time where that is another. */
export const momentIn = (ms: number, zone: string): string => {
  const own = readersZone();
  const at = (where: string) =>
    `${new Intl.DateTimeFormat('en-GB', {
      timeZone: where,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }).format(ms)} ${placeOf(where)}`;
  return zone === own ? at(zone) : `${at(zone)} · ${at(own)}`;
};

export const stateText = (state: ConsultationState): string =>
  state.charAt(0).toUpperCase() + state.slice(1);

/** What a screen reader is told of a call besides the time and the name that stand there. */
export const callDetails = (call: Call, zone: string, clashing: readonly string[]): string => {
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(call.from);
  const clash = clashing.length === 0 ? '' : `, at the same time as ${clashing.join(' and ')}`;
  return `, ${day}, until ${timeIn(call.to, zone)} ${placeOf(zone)}, ${call.state}${clash}`;
};
