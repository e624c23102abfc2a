import type { Field, Value } from '#shared/schema/fields.ts';

/** What a person types into a field, and what must then be stored. Two turns give two different values. */
export interface Sample {
  typed: string | readonly string[];
  stored: Exclude<Value, null>;
}

type Turn = 0 | 1;

const texts: Partial<Record<Field['kind'], readonly [string, string]>> = {
  email: ['ana.lima@example.org', 'rui+calls@example.com'],
  phone: ['+351 21 123 45 67', '+1 555 010 1234'],
  url: ['https://example.org/a?b=c', 'http://localhost:8080/x'],
  timeZone: ['Europe/Lisbon', 'America/Sao_Paulo'],
  country: ['PT', 'BR'],
  secret: ['s3cret-8812', '0 1 2 3'],
  longText: ['First line\n\n  second, indented\t“quoted”', 'Näch̀ste 行 🙂'],
};

const instants = [
  { typed: '2026-03-31 14:30Z', stored: '2026-03-31T14:30:00.000000Z' },
  { typed: '2025-12-01 08:05:09.123456Z', stored: '2025-12-01T08:05:09.123456Z' },
] as const;

const decimals: Readonly<Record<number, readonly [string, string]>> = {
  1: ['12.5', '0.0'],
  2: ['125.50', '-3.05'],
};

const same = (text: string): Sample => ({ typed: text, stored: text });

const listOf = (field: Extract<Field, { kind: 'textList' }>, turn: Turn): Sample => {
  const items = turn === 0 ? ['alpha', 'beta gamma'] : ['δ', 'beta gamma', 'last one'];
  return { typed: field.separator === 'line' ? items.join('\n') : items, stored: items };
};

/** A valid value of a field; references point to record 501 or 502. */
export const sampleOf = (field: Field, turn: Turn): Sample => {
  switch (field.kind) {
    case 'integer':
      return field.loosely === undefined
        ? { typed: turn === 0 ? '42' : '-7', stored: turn === 0 ? 42 : -7 }
        : { typed: String(501 + turn), stored: 501 + turn };
    case 'reference':
      return { typed: String(501 + turn), stored: 501 + turn };
    case 'decimal':
      return same(decimals[field.scale]![turn]);
    case 'boolean':
      return { typed: turn === 0 ? 'Yes' : 'No', stored: turn === 0 };
    case 'instant':
      return instants[turn];
    case 'instantList': {
      const chosen = turn === 0 ? [instants[0]] : [instants[1], instants[0]];
      return { typed: chosen.map(({ typed }) => typed), stored: chosen.map((one) => one.stored) };
    }
    case 'textList':
      return listOf(field, turn);
    case 'choice':
      return same(turn === 0 ? (field.options[0] ?? 'first of all') : 'a word of our own');
    default:
      return same((texts[field.kind] ?? [`${field.label} Ω`, `O’Neil & “${field.label}”`])[turn]);
  }
};
