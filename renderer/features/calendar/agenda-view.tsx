import { CalendarX } from 'lucide-react';
import { useState } from 'react';
import type { CalendarDate } from '@internationalized/date';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CallBox } from './call-box.tsx';
import type { Call } from './calls.ts';
import { stateText } from './call-words.ts';
import type { CallProps } from './calendar-body.tsx';

/** Calls that are drawn at first, and further ones on request. */
const step = 100;

interface Props {
  days: readonly CalendarDate[];
  zone: string;
  callsOn: (day: CalendarDate) => readonly Call[];
  propsOf: (call: Call) => CallProps;
  requestOf: (call: Call) => string;
}

const dayName = (day: CalendarDate, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(day.toDate(zone).getTime() + 12 * 3_600_000);

/** The days that fit into so many calls; at least one that has any. */
const daysShown = (
  days: readonly CalendarDate[],
  most: number,
  countOn: (day: CalendarDate) => number,
) => {
  let left = most;
  return days.filter((day) => {
    const isShown = left > 0;
    left -= countOn(day);
    return isShown;
  });
};

/** Calls day by day, one a line. */
export const AgendaView = ({ days, zone, callsOn, propsOf, requestOf }: Props) => {
  const [most, setMost] = useState(step);
  const busy = days.filter((day) => callsOn(day).length > 0);
  if (busy.length === 0)
    return (
      <EmptyState
        icon={<CalendarX aria-hidden size={28} strokeWidth={1.5} />}
        title="No calls in these two weeks"
        text="Page Up and Page Down turn to others, T leads back to today."
      />
    );
  const shown = daysShown(busy, most, (day) => callsOn(day).length);
  return (
    <div className="agenda">
      {shown.map((day) => (
        <section key={day.toString()} aria-labelledby={`agenda-${day.toString()}`}>
          <h2 id={`agenda-${day.toString()}`}>{dayName(day, zone)}</h2>
          <ul>
            {callsOn(day).map((call) => (
              <li key={call.id}>
                <CallBox {...propsOf(call)} look="line" />
                <span className="quiet agenda-request">{requestOf(call)}</span>
                <span className="quiet agenda-state">{stateText(call.state)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {shown.length < busy.length && (
        <Button onPress={() => setMost(most + step)}>Show further days</Button>
      )}
    </div>
  );
};
