import type { Value } from './fields.ts';

/** Whether two stored values say the same; lists are compared item by item. */
export const sameValue = (a: Value, b: Value): boolean => {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  const [one, other] = [a as readonly string[], b as readonly string[]];
  return one.length === other.length && one.every((item, at) => item === other[at]);
};
