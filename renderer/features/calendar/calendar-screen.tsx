import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CalendarDate } from '@internationalized/date';
import { FilterButton, FilterLine } from '../../grid/filters/filter-button.tsx';
import { calendarLayout, useGridLayout } from '../../state/grid-layouts.ts';
import { recall, remember } from '../../state/remembered.ts';
import { calendarSpans, pathTo, type CalendarSpan } from '../../state/routes.ts';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { countOf } from '../../state/wording.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { readersZone } from '../../ui/moments.ts';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CalendarBody } from './calendar-body.tsx';
import { placeOf } from './call-words.ts';
import { dayFrom, dayOf, rangeOf, turned, type DayRange } from './days.ts';
import { useCalls } from './use-calls.ts';
import './calendar.css';

const spanWords: Readonly<Record<CalendarSpan, string>> = {
  week: 'Week',
  month: 'Month',
  agenda: 'Agenda',
};
const spanKeys: Readonly<Record<CalendarSpan, string>> = { week: 'W', month: 'M', agenda: 'A' };

const zones = (): string[] => {
  const known = Intl.supportedValuesOf('timeZone');
  return [...new Set([readersZone(), 'UTC', ...known])];
};

const rangeText = (span: CalendarSpan, day: CalendarDate, { first, end }: DayRange): string => {
  const show = (one: CalendarDate, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(one.toDate('UTC'));
  if (span === 'month') return show(day, { month: 'long', year: 'numeric' });
  const last = end.subtract({ days: 1 });
  const short = { day: 'numeric', month: 'short' } as const;
  return `${show(first, short)} – ${show(last, { ...short, year: 'numeric' })}`;
};

/** A small choice that outlives the window. */
const useRemembered = (name: string, initial: string): [string, (value: string) => void] => {
  const [value, setValue] = useState(() => recall(name) ?? initial);
  const set = (next: string) => {
    remember(name, next);
    setValue(next);
  };
  return [value, set];
};

interface Props {
  span: CalendarSpan | null;
  day: string | null;
}

/** Consultations by week, by month, or as a list (CALENDAR.md). */
export const CalendarScreen = (props: Props) => {
  const [, go] = useLocation();
  const now = useNow();
  const [lastSpan, rememberSpan] = useRemembered('calendar.span', 'week');
  const [chosenZone, setZone] = useRemembered('calendar.zone', readersZone());
  const { layout, change } = useGridLayout(calendarLayout);
  const [all] = useState(zones);
  const zone = all.includes(chosenZone) ? chosenZone : readersZone();
  const span = props.span ?? calendarSpans.find((known) => known === lastSpan) ?? 'week';
  const today = dayOf(now, zone);
  const day = dayFrom(props.day, today);
  const range = rangeOf(span, day);
  const calls = useCalls(range, zone, layout.filter);
  const show = (next: CalendarSpan, at: CalendarDate) => {
    rememberSpan(next);
    go(pathTo.calendar(next, at.toString()));
  };
  const deed = (id: string, label: string, key: string, run: () => void) =>
    ({ id, label, keys: [key], isAnywhere: true, run }) as const;
  useScreenActions('Calendar', () => [
    deed('today', 'Show today', 'T', () => show(span, today)),
    deed('back', `Back: the ${spanWords[span].toLowerCase()} before`, 'Page Up', () =>
      show(span, turned(span, day, -1)),
    ),
    deed('on', `On: the ${spanWords[span].toLowerCase()} after`, 'Page Down', () =>
      show(span, turned(span, day, 1)),
    ),
    ...calendarSpans.map((one) =>
      deed(one, `Show as ${spanWords[one].toLowerCase()}`, spanKeys[one], () => show(one, day)),
    ),
    {
      id: 'zone',
      label: 'In my own time zone',
      words: 'clock',
      obstacle: zone === readersZone() ? 'It is so already.' : null,
      run: () => setZone(readersZone()),
    },
  ]);
  const text = rangeText(span, day, range);
  return (
    <div className="table-screen calendar-screen" role="group" aria-label="Calendar">
      <header className="table-bar">
        <h1 tabIndex={-1}>{text}</h1>
        <span className="table-count" role="status">
          {calls === undefined ? 'Looking…' : countOf(calls.length, 'call')}
        </span>
        <IconButton
          label="Back"
          shortcut="Page Up"
          onPress={() => show(span, turned(span, day, -1))}
        >
          <ChevronLeft aria-hidden size={16} />
        </IconButton>
        <Button variant="quiet" onPress={() => show(span, today)}>
          Today
        </Button>
        <IconButton
          label="On"
          shortcut="Page Down"
          onPress={() => show(span, turned(span, day, 1))}
        >
          <ChevronRight aria-hidden size={16} />
        </IconButton>
        <Select
          label="Shown as"
          isLabelHidden
          value={span}
          onChange={(next) => show(next, day)}
          options={calendarSpans.map((value) => ({ value, label: spanWords[value] }))}
        />
        <Select
          label="Time zone"
          isLabelHidden
          value={zone}
          onChange={setZone}
          options={all.map((value) => ({ value, label: placeOf(value), detail: value }))}
        />
        <FilterButton
          table="consultations"
          filter={layout.filter}
          onChange={(filter) => change({ filter })}
        />
      </header>
      <FilterLine
        table="consultations"
        filter={layout.filter}
        onChange={(filter) => change({ filter })}
      />
      {calls === undefined ? (
        <Skeleton lines={8} />
      ) : (
        <CalendarBody {...{ span, day, range, zone, now, calls }} />
      )}
    </div>
  );
};
