import { useState, type KeyboardEvent } from 'react';
import {
  firstMark,
  markAfter,
  markText,
  valueAt,
  type ChartProps,
  type MarkPlace,
} from './chart-data.ts';

const isSame = (a: MarkPlace | null, b: MarkPlace): boolean =>
  a?.series === b.series && a.category === b.category;

const markName = ({ series, category }: MarkPlace) => `${series} ${category}`;

const focusMark = (from: Element, place: MarkPlace) => {
  const chart = from.closest('[data-chart]');
  chart?.querySelector<SVGElement>(`[data-mark="${markName(place)}"]`)?.focus();
};

/**
 * The marks of a chart as one stop of the Tab key: arrows lead from one to the next, Enter and Space open what
 * lies behind it. `shown` is the mark that a pointer or the focus is on; Escape hides its words.
 */
export const useMarks = (
  { data, valueText, onOpen }: Omit<ChartProps, 'label'>,
  isAcross: boolean,
) => {
  const [chosen, setChosen] = useState<MarkPlace | null>(null);
  const [shown, setShown] = useState<MarkPlace | null>(null);
  const active = chosen !== null && valueAt(data, chosen) !== null ? chosen : firstMark(data);
  const press = (event: KeyboardEvent<Element>, place: MarkPlace) => {
    const { key } = event;
    if (key === 'Escape') return setShown(null);
    const opens = key === 'Enter' || key === ' ';
    const next = opens ? null : markAfter(data, place, { key, isAcross });
    if (!opens && next === null) return;
    event.preventDefault();
    if (next === null) onOpen(place);
    else focusMark(event.currentTarget, next);
  };
  const propsOf = (place: MarkPlace) => ({
    'data-mark': markName(place),
    role: 'button' as const,
    tabIndex: isSame(active, place) ? 0 : -1,
    'aria-label': markText(data, place, valueText),
    onKeyDown: (event: KeyboardEvent<Element>) => press(event, place),
    onFocus: () => {
      setChosen(place);
      setShown(place);
    },
    onBlur: () => setShown(null),
    onPointerEnter: () => setShown(place),
    onPointerLeave: () => setShown(null),
    onClick: () => onOpen(place),
  });
  const isShown = shown !== null && valueAt(data, shown) !== null;
  return { propsOf, shown: isShown ? shown : null };
};
