import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toStored } from '#renderer/db/stored-row.ts';
import { Column, type ColumnSpec } from '#renderer/workers/column.ts';
import { eagerSpecs, filterSpecs } from '#renderer/workers/eager-specs.ts';
import { packColumn, unpackColumn, type StoredPart } from '#renderer/workers/packed-column.ts';
import type { SortKey } from '#renderer/workers/sort-keys.ts';
import { titleSpec, valueSpec } from '#renderer/workers/title-reader.ts';
import { entityOf, tableNames } from '#shared/entities/index.ts';

const known = new Map<number, SortKey>();
const spec = (holds: ColumnSpec['holds']): ColumnSpec => ({
  table: 'projects',
  name: `own ${holds}`,
  holds,
  read: ({ id }) => known.get(id) ?? null,
  packed: 'test',
});
const rowOf = (id: number) => toStored('projects', { id, values: {}, clock: '' });

const filled = (holds: ColumnSpec['holds'], values: readonly (readonly [number, SortKey])[]) => {
  known.clear();
  for (const [id, value] of values) known.set(id, value);
  const column = new Column(spec(holds));
  column.extend([...known.keys()].sort((a, b) => a - b).map(rowOf), true);
  return column;
};

const packed = (column: Column, seq = 7) => packColumn(column, { seq, generation: 0, saved: null });
const cloned = (parts: readonly StoredPart[]): StoredPart[] => structuredClone([...parts]);
/** As the database gives them back: by part and number. */
const inOrder = (parts: readonly StoredPart[]): StoredPart[] =>
  [...parts].sort((a, b) => (a.part === b.part ? a.number - b.number : a.part < b.part ? -1 : 1));

const contentOf = ({ ids, values, texts }: Pick<Column, 'ids' | 'values' | 'texts'>) =>
  [...ids].map((id, i) => [id, values instanceof Float64Array ? values[i] : texts[values[i]!]]);

const id = fc.oneof(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 2 ** 53 - 1 }));
const number = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, -0, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53),
);
const text = fc.oneof(
  fc.constantFrom(null, '', '👩‍🔬', '\ud800', 'a\udc00b', '\0', 'ł'),
  fc.string({ unit: 'binary' }),
);
const numbers = fc.array(fc.tuple(id, number), { maxLength: 60 });
const texts = fc.array(fc.tuple(id, text), { maxLength: 60 });
const either = fc.oneof(
  numbers.map((values) => ['numbers', values] as const),
  texts.map((values) => ['texts', values] as const),
);

describe('COL2 a packed column', () => {
  test('comes back as it was, with every number and every text', () => {
    fc.assert(
      fc.property(either, ([holds, values]) => {
        const column = filled(holds, values);
        const back = unpackColumn(column.spec, inOrder(cloned(packed(column).parts)))!;
        expect(contentOf(back.contents)).toEqual(contentOf(column));
        expect(back.saved.seq).toBe(7);
        const zero = contentOf(column).map(([, value]) => Object.is(value, -0));
        expect(contentOf(back.contents).map(([, value]) => Object.is(value, -0))).toEqual(zero);
      }),
    );
  });

  test('is brought up to date by the pages that changed alone', () => {
    const change = fc.tuple(
      fc.integer({ min: 1, max: 20_000 }),
      fc.option(text, { nil: undefined }),
    );
    fc.assert(
      fc.property(texts, fc.array(change, { maxLength: 10 }), (values, changes) => {
        const column = filled('texts', values);
        const first = packed(column);
        const disk = new Map(first.parts.map((part) => [`${part.part} ${part.number}`, part]));
        column.dirty.clear();
        for (const [at, value] of changes) {
          if (value === undefined) known.delete(at);
          else known.set(at, value);
          column.patch(at, value === undefined ? null : rowOf(at));
        }
        const pages = new Set(changes.map(([at]) => Math.floor(at / 4096)));
        const next = packColumn(column, { seq: 8, generation: 0, saved: first.saved });
        for (const { part, number } of next.parts)
          if (part === 'page') expect(pages.has(number)).toBe(true);
        for (const page of next.gone) disk.delete(`page ${page}`);
        for (const part of next.parts) disk.set(`${part.part} ${part.number}`, part);
        const back = unpackColumn(column.spec, inOrder(cloned([...disk.values()])))!;
        expect(contentOf(back.contents)).toEqual(contentOf(column));
        expect(back.saved.seq).toBe(8);
      }),
    );
  });
});

describe('COL4 what is not right is refused', () => {
  const whole = () =>
    filled('texts', [
      [1, 'ana'],
      [2, null],
      [5000, '👩‍🔬'],
    ]);

  test('a change of any byte of any record', () => {
    const column = whole();
    const { parts } = packed(column);
    expect(unpackColumn(column.spec, inOrder(cloned(parts)))).not.toBeNull();
    parts.forEach((part, which) => {
      for (let at = 0; at < part.bytes.byteLength; at += 1) {
        const copy = cloned(parts);
        new Uint8Array(copy[which]!.bytes)[at]! ^= 1 + (at % 255);
        expect(unpackColumn(column.spec, inOrder(copy))).toBeNull();
      }
    });
  });

  test('a change of any character, and of where a record belongs', () => {
    const column = whole();
    const { parts } = packed(column);
    parts.forEach((part, which) => {
      for (let at = 0; at < part.text.length; at += 1) {
        const copy = cloned(parts);
        const code = part.text.charCodeAt(at) ^ 1;
        copy[which]!.text =
          part.text.slice(0, at) + String.fromCharCode(code) + part.text.slice(at + 1);
        expect(unpackColumn(column.spec, inOrder(copy))).toBeNull();
      }
      const moved = cloned(parts);
      moved[which]!.number += 1;
      expect(unpackColumn(column.spec, inOrder(moved))).toBeNull();
    });
  });

  test('a record that is missing, cut short, of another time, or no record at all', () => {
    const column = whole();
    const { parts } = packed(column);
    parts.forEach((_, which) => {
      expect(
        unpackColumn(
          column.spec,
          parts.filter((_, i) => i !== which),
        ),
      ).toBeNull();
      const cut = cloned(parts);
      cut[which]!.bytes = cut[which]!.bytes.slice(0, 9);
      expect(unpackColumn(column.spec, inOrder(cut))).toBeNull();
      expect(unpackColumn(column.spec, [...parts, { part: 'page' }])).toBeNull();
    });
    known.set(1, 'other');
    column.patch(1, rowOf(1));
    const later = packed(column).parts.find(({ part }) => part === 'page')!;
    const mixed = parts.map((part) => (part.part === 'page' && part.number === 0 ? later : part));
    expect(unpackColumn(column.spec, inOrder(mixed))).toBeNull();
  });

  test('another column, and one that came of another definition', () => {
    const column = whole();
    const parts = inOrder(packed(column).parts);
    expect(unpackColumn({ ...column.spec, name: 'x' }, parts)).toBeNull();
    expect(unpackColumn({ ...column.spec, table: 'users' }, parts)).toBeNull();
    expect(unpackColumn({ ...column.spec, packed: 'new' }, parts)).toBeNull();
    expect(unpackColumn({ ...column.spec, holds: 'numbers' }, parts)).toBeNull();
  });
});

test('COL3 nothing of a secret is in a column that may go to the disk', () => {
  let secrets = 0;
  for (const table of tableNames) {
    const { fields, title } = entityOf(table);
    for (const [name, { kind }] of Object.entries(fields)) {
      if (kind !== 'secret') continue;
      secrets += 1;
      expect(valueSpec(table, name).packed).toBeUndefined();
      expect(title.fields).not.toContain(name);
      const row = toStored(table, { id: 1, values: { [name]: 'tulip' }, clock: '' });
      const specs = [...filterSpecs(table), ...eagerSpecs(table)];
      if (title.fields.length > 0) specs.push(titleSpec(table));
      for (const spec of specs)
        if (spec.packed !== undefined) expect(spec.read(row)).not.toBe('tulip');
    }
  }
  expect(secrets).toBeGreaterThan(0);
});
