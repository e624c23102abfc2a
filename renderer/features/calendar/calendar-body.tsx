import { useState, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import type { CalendarDate } from '@internationalized/date';
import type { CalendarSpan } from '../../state/routes.ts';
import { pathTo } from '../../state/routes.ts';
import { Button } from '../../ui/button.tsx';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { AgendaView } from './agenda-view.tsx';
import { callActions } from './call-actions.ts';
import type { CallBoxProps } from './call-box.tsx';
import { momentIn } from './call-words.ts';
import type { Call } from './calls.ts';
import { dayOf, daysIn, type DayRange } from './days.ts';
import { MonthView, mostOfDay } from './month-view.tsx';
import { byDay, useCallWords } from './use-calls.ts';
import { useMove } from './use-move.ts';
import { WeekView } from './week-view.tsx';

export type CallProps = Omit<CallBoxProps, 'look' | 'style'>;

interface Props {
  span: CalendarSpan;
  day: CalendarDate;
  range: DayRange;
  zone: string;
  now: number;
  calls: readonly Call[];
}

/** Calls whose names are asked for at most at once. */
const mostNamed = 600;

const focusCall = (id: number) =>
  document.querySelector<HTMLElement>(`[data-call="${id}"]`)?.focus();

/** Which calls a span shows: in a month only the first ones of each day. */
const callsShown = (span: CalendarSpan, calls: readonly Call[], zone: string): readonly Call[] => {
  if (span !== 'month') return calls;
  const days = byDay(calls, (call) => dayOf(call.from, zone));
  return [...days.values()].flatMap((own) => own.slice(0, mostOfDay));
};

/** The calls of a range in one of the three ways, with what keys do on them (CAL6). */
export const CalendarBody = ({ span, day, range, zone, now, calls }: Props) => {
  const [, go] = useLocation();
  const [cursor, setCursor] = useState<number | null>(null);
  const shown = callsShown(span, calls, zone);
  const named = [
    ...new Set(shown.slice(0, mostNamed).flatMap(({ id, clashes }) => [id, ...clashes])),
  ];
  const words = useCallWords(named);
  const { move, step, confirm, giveUp } = useMove(zone);
  const days = daysIn(range);
  const onDays = byDay(calls, (call) => dayOf(call.from, zone));
  const callsOn = (on: CalendarDate) => onDays.get(on.toString()) ?? [];
  const current = shown.some(({ id }) => id === cursor) ? cursor : (shown[0]?.id ?? null);
  const walk = (from: number, by: 1 | -1) => {
    const next = shown[shown.findIndex(({ id }) => id === from) + by];
    if (next !== undefined) focusCall(next.id);
  };
  const onKeyDown = (call: Call) => (event: KeyboardEvent<HTMLElement>) => {
    const { key } = event;
    if (event.altKey && step(call, key)) event.preventDefault();
    else if (move?.id === call.id && key === 'Enter') confirm();
    else if (move?.id === call.id && key === 'Escape') giveUp();
    else if (!event.altKey && !event.ctrlKey && (key === 'ArrowDown' || key === 'ArrowRight'))
      walk(call.id, 1);
    else if (!event.altKey && !event.ctrlKey && (key === 'ArrowUp' || key === 'ArrowLeft'))
      walk(call.id, -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const currentCall = shown.find(({ id }) => id === current);
  useScreenActions(
    'Calendar',
    () =>
      callActions({
        title: currentCall === undefined ? null : (words?.get(currentCall.id)?.title ?? 'the call'),
        isConfirmed: currentCall?.state === 'confirmed',
        isMoving: move !== null,
        open: () => currentCall && go(pathTo.record('consultations', currentCall.id)),
        step: (key) => {
          if (currentCall !== undefined) step(currentCall, key);
          if (currentCall !== undefined) focusCall(currentCall.id);
        },
        confirm,
        giveUp,
      }),
    { isFirst: true },
  );
  const propsOf = (call: Call): CallProps => {
    const isMoved = move?.id === call.id;
    return {
      call: isMoved ? { ...call, from: move.to, to: move.to + call.to - call.from } : call,
      words: words?.get(call.id),
      zone,
      clashing: call.clashes.map((id) => words?.get(id)?.title ?? `consultation ${id}`),
      isCursor: call.id === current,
      onFocus: () => setCursor(call.id),
      onOpen: () => !isMoved && go(pathTo.record('consultations', call.id)),
      onKeyDown: onKeyDown(call),
    };
  };
  const today = dayOf(now, zone);
  return (
    <>
      {move !== null && (
        <div className="move-strip" role="alert">
          <span>
            Move from {momentIn(move.from, zone)} to <strong>{momentIn(move.to, zone)}</strong>?
          </span>
          <Button size="small" variant="primary" onPress={confirm}>
            Move (Enter)
          </Button>
          <Button size="small" onPress={giveUp}>
            Leave it (Escape)
          </Button>
        </div>
      )}
      {span === 'week' && <WeekView {...{ days, zone, today, now, callsOn, propsOf }} />}
      {span === 'month' && <MonthView {...{ days, month: day, today, callsOn, propsOf }} />}
      {span === 'agenda' && (
        <AgendaView
          {...{ days, zone, callsOn, propsOf }}
          requestOf={(call) => words?.get(call.id)?.request ?? ''}
        />
      )}
    </>
  );
};
