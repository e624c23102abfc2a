import { instantFromText, isInstant } from '#shared/schema/instants.ts';

/** The zone of this machine’s clock, such as Europe/Lisbon. */
export const readersZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const wallClocks = new Map<string, Intl.DateTimeFormat>();

const wallClock = (zone: string): Intl.DateTimeFormat => {
  const known = wallClocks.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  wallClocks.set(zone, made);
  return made;
};

/** What a clock on the wall of the zone shows, as if it were UTC; milliseconds since 1970. */
const wallTime = (ms: number, zone: string): number => {
  const parts = wallClock(zone).formatToParts(ms);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value ?? 0);
  const wall = new Date(0);
  wall.setUTCFullYear(part('year'), part('month') - 1, part('day'));
  return wall.setUTCHours(
    part('hour'),
    part('minute'),
    part('second'),
    ((ms % 1000) + 1000) % 1000,
  );
};

const isEndless = (instant: string): boolean => instant.length !== 27;
const msOf = (instant: string): number => Date.parse(`${instant.slice(0, 23)}Z`);

const day = 86_400_000;

/**
 * The moment at which the zone’s wall clock shows `wall`: the first of them in a repeated hour; in a skipped
 * one, as if the clock had not been put forward, so that it then shows an hour on.
 */
const fromWall = (wall: number, zone: string): number => {
  const [before, after] = [wall - day, wall + day].map(
    (near) => wall - (wallTime(near, zone) - near),
  );
  const first = before ?? wall;
  const second = after ?? wall;
  return wallTime(first, zone) !== wall && wallTime(second, zone) === wall ? second : first;
};

/**
 * The instant that a text means to somebody in `zone`: without an offset of its own, the time on
 * their wall. Null where it is no date and time.
 */
export const momentFromText = (text: string, zone = readersZone()): string | null => {
  const asUtc = instantFromText(`${text.trim()}Z`);
  if (asUtc === null || isEndless(asUtc)) return instantFromText(text);
  const moment = fromWall(msOf(asUtc), zone);
  const instant = `${new Date(moment).toISOString().slice(0, -1)}${asUtc.slice(23, 26)}Z`;
  return isInstant(instant) ? instant : null;
};

/** An instant on the zone’s wall clock: `2026-03-31 14:30`, with seconds and less only where they are. */
export const momentToText = (instant: string, zone = readersZone()): string => {
  if (isEndless(instant)) return instant;
  const wall = new Date(wallTime(msOf(instant), zone)).toISOString();
  const [day, time] = [wall.slice(0, 10), wall.slice(11, 19)];
  const fraction = instant.slice(20, 26).replace(/0+$/, '');
  const seconds = fraction === '' ? time.replace(/:00$/, '') : `${time}.${fraction}`;
  return `${day} ${seconds}`;
};

const sentenceIn = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });

/** What people call a zone: the place in its name. */
export const placeOf = (zone: string): string =>
  zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;

/** An instant on one clock: “Tue, 31 Mar 2026, 14:30 Lisbon”. */
export const momentAt = (instant: string, zone = readersZone()): string =>
  isEndless(instant) ? instant : `${sentenceIn(zone).format(msOf(instant))} ${placeOf(zone)}`;

/** How an instant was understood: “Tue, 31 Mar 2026, 14:30 Lisbon · 13:30 UTC”. */
export const momentInWords = (instant: string, zone = readersZone()): string => {
  if (isEndless(instant)) return instant === 'infinity' ? 'For ever' : 'Since ever';
  const here = momentAt(instant, zone);
  if (zone === 'UTC') return here;
  const there = instant.slice(11, 16);
  const sameDay = momentToText(instant, zone).slice(0, 10) === instant.slice(0, 10);
  return `${here} · ${sameDay ? there : `${instant.slice(0, 10)} ${there}`} UTC`;
};

/** The clocks that a time is written on: the reader’s, and the expert’s where it is known. */
export interface Clocks {
  here: string;
  there: string | null;
}

/** A time in both zones: “Sun, 29 Mar 2026, 14:30 Lisbon · 09:30 New York”; the day again where it differs. */
export const inBothZones = (instant: string, { here, there }: Clocks): string => {
  const own = momentAt(instant, here);
  if (there === null || there === here) return own;
  const [day, other] = [momentToText(instant, here), momentToText(instant, there)];
  const isSameDay = day.slice(0, 10) === other.slice(0, 10);
  const beside = isSameDay ? `${other.slice(11, 16)} ${placeOf(there)}` : momentAt(instant, there);
  return `${own} · ${beside}`;
};
