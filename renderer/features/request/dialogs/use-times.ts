import { useState } from 'react';
import { placeOf, type Clocks } from '../../../ui/moments.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useLoaded } from '../../../state/desk-context.tsx';
import { callsOfUser } from '../load-request.ts';
import { readTime, writeTime, type Reading } from '../times.ts';
import { timeWarnings } from '../warnings.ts';

type Side = 'here' | 'there';

/** Times as somebody types them, all on one clock that can be changed. */
export interface Times {
  side: Side;
  /** The zone in which they are typed. */
  zone: string;
  clocks: Clocks;
  texts: readonly string[];
  readings: readonly Reading[];
  type: (at: number, text: string) => void;
  add: () => void;
  remove: (at: number) => void;
  /** Takes the other clock; what is a time keeps its moment. */
  turn: (side: Side) => void;
}

const zoneOf = (side: Side, { here, there }: Clocks): string =>
  side === 'there' ? (there ?? here) : here;

/** Times to be typed; instants to begin with are written on the reader’s clock. */
export const useTimes = (clocks: Clocks, instants: readonly (string | null)[]): Times => {
  const [side, setSide] = useState<Side>('here');
  const [texts, setTexts] = useState<readonly string[]>(() =>
    instants.map((instant) => (instant === null ? '' : writeTime(instant, clocks.here))),
  );
  const zone = zoneOf(side, clocks);
  return {
    side,
    zone,
    clocks,
    texts,
    readings: texts.map((text) => readTime(text, zone)),
    type: (at, text) => setTexts(texts.map((one, i) => (i === at ? text : one))),
    add: () => setTexts([...texts, '']),
    remove: (at) => setTexts(texts.filter((_, i) => i !== at)),
    turn: (next) => {
      const to = zoneOf(next, clocks);
      setSide(next);
      setTexts(
        texts.map((text) => {
          const { instant } = readTime(text, zone);
          return instant === null ? text : writeTime(instant, to);
        }),
      );
    },
  };
};

/** Instants that are typed whole, each once. */
export const instantsOf = ({ readings }: Times): string[] => [
  ...new Set(readings.flatMap(({ instant }) => (instant === null ? [] : [instant]))),
];

/** Whether something stands in a line that is no time. */
export const isMistyped = ({ texts, readings }: Times): boolean =>
  texts.some((text, i) => text.trim() !== '' && readings[i]?.instant === null);

/** How a clock is called to choose it: “Mine, Lisbon”. */
export const clockName = (side: Side, clocks: Clocks): string =>
  side === 'here'
    ? `Mine, ${placeOf(clocks.here)}`
    : `The expert’s, ${placeOf(clocks.there ?? '')}`;

interface People {
  expert: number | null;
  requester: number | null;
  own: number | null;
}

/** What speaks against a time for these people (REQ8). */
export const useTimeWarnings = (clocks: Clocks, { expert, requester, own }: People) => {
  const now = useNow();
  const calls = useLoaded(`${expert} ${requester}`, ['consultations'], async (desk) => ({
    expertCalls: await callsOfUser(desk, 'expert', expert),
    requesterCalls: await callsOfUser(desk, 'requester', requester),
  }));
  return (instant: string, minutes: number): string[] =>
    timeWarnings(instant, {
      ...clocks,
      minutes,
      now,
      own,
      expertCalls: calls?.expertCalls ?? [],
      requesterCalls: calls?.requesterCalls ?? [],
    });
};
