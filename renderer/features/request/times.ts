import { instantFromText } from '#shared/schema/instants.ts';
import { instantOf, msOf } from '#shared/work/consultation-state.ts';
import { momentFromText, momentToText, placeOf } from '../../ui/moments.ts';

/** A typed time: what it means in its zone, and what is odd about it there. */
export interface Reading {
  instant: string | null;
  /** A sentence about an hour that daylight saving skips or repeats. */
  doubt: string | null;
}

const minute = 60_000;

const offsetText = (wall: string, instant: string): string => {
  const wallMs = msOf(instantFromText(`${wall}Z`));
  const minutes = Math.round((wallMs - msOf(instant)) / minute);
  const size = Math.abs(minutes);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
};

/** The other moment at which the zone’s wall clock shows the same; null at nearly all times. */
const twin = (instant: string, zone: string): string | null => {
  const wall = momentToText(instant, zone);
  const shifts = [-120, -60, -30, 30, 60, 120].map((shift) =>
    instantOf(msOf(instant) + shift * minute),
  );
  return shifts.find((other) => momentToText(other, zone) === wall) ?? null;
};

const doubtOf = (wanted: string, instant: string, zone: string): string | null => {
  const wall = momentToText(instant, zone);
  if (wall !== wanted) {
    const [skipped, taken] = [wanted.slice(11), wall.slice(11)];
    return `${skipped} does not exist that day in ${placeOf(zone)}: the clocks go forward. Taken as ${taken}.`;
  }
  const other = twin(instant, zone);
  if (other === null) return null;
  const which = other > instant ? 'first' : 'second';
  return `${wall.slice(11)} comes twice that day in ${placeOf(zone)}: the clocks go back. Taken as the ${which}; for the other write ${wall} ${offsetText(wall, other)}.`;
};

/** Reads a time as somebody types it on the clock of `zone`, or with an offset of its own (REQ8). */
export const readTime = (text: string, zone: string): Reading => {
  const instant = momentFromText(text, zone);
  if (instant === null || instant.length !== 27) return { instant: null, doubt: null };
  const asUtc = instantFromText(`${text.trim()}Z`);
  if (asUtc === null) return { instant, doubt: null };
  return { instant, doubt: doubtOf(momentToText(asUtc, 'UTC'), instant, zone) };
};

/** An instant as one would type it on the clock of `zone`; with its offset where the clock shows it twice. */
export const writeTime = (instant: string, zone: string): string => {
  const text = momentToText(instant, zone);
  const isPlain = instant.length !== 27 || momentFromText(text, zone) === instant;
  return isPlain ? text : `${text} ${offsetText(text, instant)}`;
};
