import { Link } from 'wouter';
import type { CalendarDate } from '@internationalized/date';
import { pathTo } from '../../state/routes.ts';
import { countOf } from '../../state/wording.ts';
import { CallBox } from './call-box.tsx';
import type { Call } from './calls.ts';
import type { CallProps } from './calendar-body.tsx';

/** Calls that a day of a month shows; the rest is counted. */
export const mostOfDay = 3;

interface Props {
  days: readonly CalendarDate[];
  /** Any day of the month that is shown. */
  month: CalendarDate;
  today: CalendarDate;
  callsOn: (day: CalendarDate) => readonly Call[];
  propsOf: (call: Call) => CallProps;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const dayName = (day: CalendarDate): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(
    day.toDate('UTC'),
  );

/** A month in whole weeks. */
export const MonthView = ({ days, month, today, callsOn, propsOf }: Props) => (
  <div className="month">
    <div className="month-head" aria-hidden>
      {weekdays.map((name) => (
        <span key={name}>{name}</span>
      ))}
    </div>
    <div className="month-grid">
      {days.map((day) => {
        const calls = callsOn(day);
        const more = calls.length - mostOfDay;
        return (
          <div
            role="group"
            key={day.toString()}
            className="month-day"
            aria-label={`${dayName(day)}, ${countOf(calls.length, 'call')}`}
            data-other={day.month !== month.month || undefined}
            data-today={day.compare(today) === 0 || undefined}
          >
            <Link href={pathTo.calendar('agenda', day.toString())} className="month-number">
              {day.day}
            </Link>
            {calls.slice(0, mostOfDay).map((call) => (
              <CallBox key={call.id} {...propsOf(call)} look="line" />
            ))}
            {more > 0 && (
              <Link href={pathTo.calendar('agenda', day.toString())} className="month-more">
                {more.toLocaleString('en')} more
              </Link>
            )}
          </div>
        );
      })}
    </div>
  </div>
);
