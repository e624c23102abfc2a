import { useEffect, useRef } from 'react';
import type { CalendarDate } from '@internationalized/date';
import { CallBox } from './call-box.tsx';
import { sideBySide, type Call, type PlacedCall } from './calls.ts';
import { lengthOf, minutesInto } from './days.ts';
import type { CallProps } from './calendar-body.tsx';

/** Pixels of an hour; calendar.css says the same. */
const hourHeight = 48;
/** Minutes that a call is drawn as at least, so that its time can be read. */
const leastMinutes = 25;
/** The hour that is at the top at first. */
const morning = 7;

interface Props {
  days: readonly CalendarDate[];
  zone: string;
  today: CalendarDate;
  now: number;
  callsOn: (day: CalendarDate) => readonly Call[];
  propsOf: (call: Call) => CallProps;
}

const dayName = (day: CalendarDate, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric' }).format(
    day.toDate(zone).getTime() + 12 * 3_600_000,
  );

/** The hours of a day as its zone’s clock shows them; 25 or 23 where it is changed. */
const Hours = ({ day, zone }: { day: CalendarDate; zone: string }) => {
  const start = day.toDate(zone).getTime();
  const hours = Math.ceil(lengthOf(day, zone) / 60);
  const name = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <div className="week-hours" aria-hidden>
      {Array.from({ length: hours }, (_, i) => (
        <span key={i} style={{ top: i * hourHeight }}>
          {name.format(start + i * 3_600_000)}
        </span>
      ))}
    </div>
  );
};

const boxStyle = ({ call, column, of }: PlacedCall, zone: string) => ({
  top: (minutesInto(call.from, zone) / 60) * hourHeight,
  height: (Math.max(leastMinutes, (call.to - call.from) / 60_000) / 60) * hourHeight - 2,
  left: `${(column / of) * 100}%`,
  width: `calc(${100 / of}% - 3px)`,
});

/** Seven days side by side, with the hours downwards. */
export const WeekView = ({ days, zone, today, now, callsOn, propsOf }: Props) => {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    scroller.current?.scrollTo({ top: morning * hourHeight });
  }, []);
  const longest = Math.max(...days.map((day) => lengthOf(day, zone)));
  return (
    // Reached by Tab, so that its hours can be scrolled where there is no call.
    <div className="week" ref={scroller} role="group" aria-label="Hours" tabIndex={0}>
      <div className="week-head" aria-hidden>
        {days.map((day) => (
          <span key={day.toString()} data-today={day.compare(today) === 0 || undefined}>
            {dayName(day, zone)}
          </span>
        ))}
      </div>
      <div className="week-grid" style={{ height: (longest / 60) * hourHeight }}>
        <Hours day={days[0]!} zone={zone} />
        {days.map((day) => (
          <div
            key={day.toString()}
            role="group"
            className="week-day"
            aria-label={dayName(day, zone)}
          >
            {day.compare(today) === 0 && (
              <span
                className="week-now"
                aria-hidden
                style={{ top: (minutesInto(now, zone) / 60) * hourHeight }}
              />
            )}
            {sideBySide(callsOn(day), leastMinutes * 60_000).map((placed) => (
              <CallBox
                key={placed.call.id}
                {...propsOf(placed.call)}
                look="block"
                style={boxStyle(placed, zone)}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
};
