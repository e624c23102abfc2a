import { useState } from 'react';
import { isTableName, type TableName } from '#shared/entities/index.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import { shownValue } from './shown-value.ts';
import type { TitleOf } from '../state/record-titles.ts';

/** Characters after which a text is cut until it is asked for in full. */
const cutAt = 140;

const targetOf = (field: Field): TableName | null => {
  const target =
    field.kind === 'reference'
      ? field.target
      : field.kind === 'integer'
        ? field.loosely
        : undefined;
  return target !== undefined && isTableName(target) ? target : null;
};

/** A value in one line, as the record page shows it: references by their titles, secrets masked; '' for none. */
export const valueText = (field: Field | undefined, value: Value, titleOf: TitleOf): string => {
  if (value === null) return '';
  if (field === undefined) return typeof value === 'string' ? value : JSON.stringify(value);
  const target = targetOf(field);
  if (target === null || typeof value !== 'number') return shownValue(field, value);
  return titleOf(target, value) ?? String(value);
};

/** One value; a long one is cut, and shown in full on request. */
export const StoredValue = ({ text, label }: { text: string; label: string }) => {
  const [whole, setWhole] = useState(false);
  if (text === '') return <span className="stored-empty">empty</span>;
  if (text.length <= cutAt) return <span className="stored-text">{text}</span>;
  return (
    <span className="stored-text">
      {whole ? text : `${text.slice(0, cutAt).trimEnd()}…`}{' '}
      <button
        type="button"
        className="link-button"
        aria-expanded={whole}
        aria-label={`${whole ? 'Show less' : 'Show all'} of ${label}`}
        onClick={() => setWhole(!whole)}
      >
        {whole ? 'Show less' : 'Show all'}
      </button>
    </span>
  );
};
