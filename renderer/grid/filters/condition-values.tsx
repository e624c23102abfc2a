import { useState } from 'react';
import { arityOf, type Condition } from '#shared/views/filter.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { FilterField } from './filter-words.ts';

interface Props {
  field: FilterField;
  condition: Condition;
  onChange: (values: readonly string[]) => void;
}

/** What a typed value must look like to be understood; null where it does. */
const faultOf = ({ kind }: FilterField, { operator }: Condition, value: string): string | null => {
  const text = value.trim();
  if (text === '') return null;
  if (operator === 'past' || operator === 'next')
    return /^\d{1,5}$/.test(text) ? null : 'A number of days, such as 7.';
  if (kind === 'integer' || kind === 'decimal')
    return /^-?\d+([.,]\d+)?$/.test(text) ? null : 'A number, such as 120.5.';
  return null;
};

const isDay = ({ kind }: FilterField, { operator }: Condition): boolean =>
  kind === 'instant' && operator !== 'past' && operator !== 'next';

const One = ({ field, condition, onChange, at, label }: Props & { at: 0 | 1; label: string }) => {
  const value = condition.values[at] ?? '';
  const other = condition.values[1 - at] ?? '';
  const isPair = arityOf(condition.operator) === 2;
  const change = (typed: string) =>
    onChange(isPair ? (at === 0 ? [typed, other] : [other, typed]) : [typed]);
  return (
    <TextField
      label={label}
      isLabelHidden
      value={value}
      onChange={change}
      error={faultOf(field, condition, value)}
      {...(isDay(field, condition) ? { type: 'date' as const } : {})}
      {...(condition.operator === 'past' || condition.operator === 'next'
        ? { suffix: 'days', inputMode: 'numeric' as const }
        : {})}
    />
  );
};

/** Adds one of the known values: chosen from the list, or typed until it is whole. */
const AddValue = ({ field, condition, onChange }: Props) => {
  const [typed, setTyped] = useState('');
  const others = field.options.filter((value) => !condition.values.includes(value));
  const type = (text: string) => {
    const isWhole = others.includes(text);
    setTyped(isWhole ? '' : text);
    if (isWhole) onChange([...condition.values, text]);
  };
  return (
    <ComboBox
      label={`Add a value for ${field.label}`}
      isLabelHidden
      placeholder="Choose a value"
      options={others.map((value) => ({ value }))}
      value={typed}
      onChange={type}
    />
  );
};

/** Where the values of a condition are typed: none, one, two or many. */
export const ConditionValues = (props: Props) => {
  const { field, condition, onChange } = props;
  const arity = arityOf(condition.operator);
  if (arity === 0) return null;
  if (arity === Infinity)
    return (
      <div className="condition-values">
        <TagInput
          label={`Values for ${field.label}`}
          isLabelHidden
          value={condition.values}
          onChange={onChange}
          placeholder="Type a value, then Enter"
        />
        {field.options.length > 0 && <AddValue {...props} />}
      </div>
    );
  if (arity === 2)
    return (
      <div className="condition-pair">
        <One {...props} at={0} label={`${field.label}, from`} />
        <span className="quiet">and</span>
        <One {...props} at={1} label={`${field.label}, to`} />
      </div>
    );
  return <One {...props} at={0} label={`Value for ${field.label}`} />;
};
