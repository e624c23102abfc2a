import { Check, Minus } from 'lucide-react';
import type { Field, Value } from '#shared/schema/fields.ts';
import { Badge } from '../ui/badge.tsx';
import { momentShown, shownText } from './cell-text.ts';
import type { TitleOf } from '../state/record-titles.ts';
import { toneOf } from './state-tone.ts';

/** Pixels that a chip takes at least, and a letter in it about; to know how many fit without measuring. */
const chipWidth = 22;
const letterWidth = 6.6;

/** How many of the items fit a width; one is shown in any case. */
const fittingCount = (items: readonly string[], width: number): number => {
  let used = 34;
  for (const [index, item] of items.entries()) {
    used += chipWidth + item.length * letterWidth;
    if (used > width + (index === items.length - 1 ? 34 : 0)) return Math.max(1, index);
  }
  return items.length;
};

const Chips = ({ items, width }: { items: readonly string[]; width: number }) => {
  const count = fittingCount(items, width);
  return (
    <span className="grid-chips">
      {items.slice(0, count).map((item, index) => (
        <span key={index} className="grid-chip">
          {item}
        </span>
      ))}
      {count < items.length && <span className="grid-more">+{items.length - count}</span>}
    </span>
  );
};

const YesNo = ({ value }: { value: boolean }) => (
  <span className={value ? 'grid-yes' : 'grid-no'}>
    {value ? <Check aria-hidden size={15} strokeWidth={2.4} /> : <Minus aria-hidden size={13} />}
    <span className="for-readers">{value ? 'Yes' : 'No'}</span>
  </span>
);

interface Props {
  field: Field;
  value: Value;
  titleOf: TitleOf;
  /** Width of the cell in CSS pixels. */
  width: number;
}

/** One value as a cell shows it. */
export const CellView = ({ field, value, titleOf, width }: Props) => {
  if (value === null) return null;
  if (Array.isArray(value)) {
    const items = value as readonly string[];
    return (
      <Chips items={field.kind === 'instantList' ? items.map(momentShown) : items} width={width} />
    );
  }
  if (typeof value === 'boolean') return <YesNo value={value} />;
  if (field.kind === 'choice' && value !== '')
    return <Badge tone={toneOf(String(value))}>{String(value)}</Badge>;
  if (field.kind === 'secret')
    return (
      <>
        <span aria-hidden>{shownText(field, value, titleOf)}</span>
        <span className="for-readers">hidden</span>
      </>
    );
  const text = shownText(field, value, titleOf);
  return (
    <>{field.kind === 'longText' ? text.slice(0, 300).replace(/\s+/g, ' ') : text.slice(0, 300)}</>
  );
};
