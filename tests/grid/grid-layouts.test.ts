import { expect, test } from 'vitest';
import { emptyFilter } from '#shared/views/filter.ts';
import { parseLayout } from '#renderer/state/grid-layouts.ts';
import { columnsOf, listedColumns, shownColumns } from '#renderer/grid/columns.ts';
import { entityOf, tableNames } from '#shared/entities/index.ts';

const plain = {
  columns: null,
  widths: {},
  sort: [],
  filter: emptyFilter,
  totals: {},
  groupBy: null,
  pinned: [],
};

test('an order by one column, as it was once remembered, is read on', () => {
  const { sort } = parseLayout('{"sort":{"field":"a","descending":true}}');
  expect(sort).toEqual([{ field: 'a', descending: true }]);
});

test('a damaged layout is ignored, a damaged part of one as well', () => {
  for (const text of [null, '', '{', '[]', '7', 'null', '"x"'])
    expect(parseLayout(text)).toEqual(plain);
  expect(
    parseLayout(
      '{"columns":[1],"widths":{"a":"wide","b":90,"c":-4},"sort":{"by":1},"filter":{"match":"all"}}',
    ),
  ).toEqual({ ...plain, widths: { b: 90 } });
  const filter = {
    match: 'any',
    conditions: [{ field: 'a', operator: 'is', values: ['b'] }],
  } as const;
  const sort = [
    { field: 'a', descending: true },
    { field: 'b', descending: false },
  ];
  const shown = { columns: ['a'], widths: { a: 80 } };
  const layout = { ...shown, sort, filter, totals: { b: 'sum' }, groupBy: 'a', pinned: ['a'] };
  expect(parseLayout(JSON.stringify(layout))).toEqual(layout);
});

test('every field of every table is a column, and the listed ones are shown at first', () => {
  for (const table of tableNames) {
    const entity = entityOf(table);
    const all = columnsOf(entity);
    expect(all.map(({ name }) => name)).toEqual(Object.keys(entity.fields));
    const shown = shownColumns(all, [...listedColumns(entity), 'gone'], {});
    expect(shown.map(({ name }) => name)).toEqual(listedColumns(entity));
  }
});
