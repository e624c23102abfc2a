import type { Field, Value } from '#shared/schema/fields.ts';
import { isInstant } from '#shared/schema/instants.ts';
import type { Condition, Group } from '#shared/views/filter.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { momentToText } from '../../ui/moments.ts';

/** Characters that a condition can hold. */
const longest = 1000;
/** Conditions that a group can hold. */
const most = 50;

/** The day on which an instant is on the reader’s clock; null for one that is on none. */
const dayOf = (instant: string): string | null => {
  const text = isInstant(instant) ? momentToText(instant) : '';
  return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null;
};

const asked = (field: Field, value: Exclude<Value, null>): Omit<Condition, 'field'> | null => {
  switch (field.kind) {
    case 'boolean':
      return { operator: value === true ? 'yes' : 'no', values: [] };
    case 'secret':
    case 'instantList':
      return { operator: 'filled', values: [] };
    case 'choice':
    case 'country':
      return { operator: 'anyOf', values: [String(value)] };
    case 'textList':
      return { operator: 'allOf', values: value as readonly string[] };
    case 'instant': {
      const day = dayOf(String(value));
      return day === null ? null : { operator: 'during', values: [day] };
    }
    default:
      return { operator: 'is', values: [String(value)] };
  }
};

/** The condition that records with this value of a field meet; null where it cannot be asked for. */
export const conditionFor = (name: string, field: Field, value: Value): Condition | null => {
  if (value === null) return { field: name, operator: 'empty', values: [] };
  const found = asked(field, value);
  const fits = found?.values.every((text) => text.trim() !== '' && text.length <= longest) === true;
  return found === null || !fits || found.values.length > 200 ? null : { field: name, ...found };
};

const isSame = (a: Condition | Group, b: Condition): boolean =>
  !('match' in a) &&
  a.field === b.field &&
  a.operator === b.operator &&
  sameValue(a.values, b.values);

/** Groups that may lie in each other. */
const deepest = 3;
const depthOf = (part: Condition | Group): number =>
  'match' in part ? 1 + Math.max(0, ...part.conditions.map(depthOf)) : 0;

/** A filter that asks for a condition besides; the same where it does already, or can take no more. */
export const narrowedBy = (filter: Group, condition: Condition): Group => {
  const { match, conditions } = filter;
  if (match === 'any' && conditions.length > 1)
    return depthOf(filter) < deepest ? { match: 'all', conditions: [filter, condition] } : filter;
  if (conditions.length >= most || conditions.some((part) => isSame(part, condition)))
    return filter;
  return { match: 'all', conditions: [...conditions, condition] };
};
