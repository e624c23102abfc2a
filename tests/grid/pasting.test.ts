import { describe, expect, test } from 'vitest';
import { entityOf } from '#shared/entities/index.ts';
import type { Values } from '#shared/schema/row.ts';
import { columnsOf } from '#renderer/grid/columns.ts';
import { filled, readCells } from '#renderer/grid/pasting.ts';
import { totalText } from '#renderer/grid/totals.ts';

const all = columnsOf(entityOf('profiles'));
const columns = (...names: string[]) =>
  names.map((wanted) => all.find(({ name }) => name === wanted)!);
const row = (id: number, values: Values = {}) => ({ id, values, clock: '' });

const people = [
  { id: 7, title: 'Ana Silva', detail: 'USER-7' },
  { id: 8, title: 'Bo Berg', detail: 'USER-8' },
  { id: 9, title: 'Bo Berg', detail: 'USER-9' },
];
const find = async (_table: string, typed: string) =>
  people.filter(({ title, detail }) =>
    `${title} ${detail}`.toLowerCase().includes(typed.toLowerCase()),
  );

describe('cells that are pasted', () => {
  test('are read as the columns’ kinds say, and leave what is equal alone', async () => {
    const rows = [row(1, { tier: 2 }), row(2)];
    const cells = [
      ['2', 'Yes', '120,50', 'en; pt'],
      ['', 'no', '95.00', ''],
    ];
    const wanted = columns('tier', 'conflicted', 'hourly_rate', 'languages');
    const {
      changes,
      problems,
      cells: count,
    } = await readCells(
      cells.map(([tier, yes, , list]) => [tier!, yes!, '95.00', list!]),
      { rows, columns: wanted },
      find,
    );
    expect(problems).toEqual([]);
    expect(changes).toEqual([
      { id: 1, values: { conflicted: true, hourly_rate: '95.00', languages: ['en', 'pt'] } },
      { id: 2, values: { conflicted: false, hourly_rate: '95.00' } },
    ]);
    expect(count).toBe(5);
  });

  test('lead to records by number, short code, or a name that only one has', async () => {
    const cells = [['12'], ['user-8'], ['ána silva'], ['Bo Berg'], ['Nobody']];
    const rows = cells.map((_, i) => row(i + 1));
    const pasted = await readCells(cells, { rows, columns: columns('created_by') }, find);
    expect(pasted.changes.map(({ values }) => values['created_by'])).toEqual([12, 8]);
    expect(pasted.problems.map(({ row: at, sentence }) => [at, sentence])).toEqual([
      [2, expect.stringContaining('no record is called “ána silva”')],
      [3, expect.stringContaining('several records are called “Bo Berg”')],
      [4, expect.stringContaining('no record is called “Nobody”')],
    ]);
  });

  test('never go into secrets', async () => {
    const account = columnsOf(entityOf('payout_accounts'));
    const secret = account.find(({ field }) => field.kind === 'secret')!;
    const pasted = await readCells([['x']], { rows: [row(1)], columns: [secret] }, find);
    expect(pasted.changes).toEqual([]);
    expect(pasted.problems[0]?.sentence).toContain('is a secret');
  });

  test('are repeated where there are more records', async () => {
    const rows = [1, 2, 3, 4].map((id) => row(id));
    const { changes } = await readCells([['1'], ['2']], { rows, columns: columns('tier') }, find);
    expect(changes.map(({ values }) => values['tier'])).toEqual([1, 2, 1, 2]);
  });
});

test('a value is put only where it is another', () => {
  const rows = [row(1, { tier: 3 }), row(2, { tier: 1 }), row(3)];
  const { changes, cells } = filled(rows, columns('tier', 'city'), ({ name }) =>
    name === 'tier' ? 3 : null,
  );
  expect(changes).toEqual([
    { id: 2, values: { tier: 3 } },
    { id: 3, values: { tier: 3 } },
  ]);
  expect(cells).toBe(2);
});

describe('VIEW11 totals in words', () => {
  const total = { sum: 36450, filled: 4, least: -500, greatest: 1_234_567 };
  const rate = entityOf('profiles').fields['hourly_rate']!;
  const tier = entityOf('profiles').fields['tier']!;

  test.each([
    [rate, 'sum', '364.50'],
    [rate, 'average', '91.13'],
    [rate, 'least', '-5.00'],
    [rate, 'greatest', '12,345.67'],
    [rate, 'filled', '4'],
    [tier, 'sum', '36,450'],
    [tier, 'average', '9,112.5'],
  ] as const)('%# %s', (field, kind, text) => {
    expect(totalText(field, kind, total)).toBe(text);
  });

  test('nothing where there is nothing, and about where it is not exact', () => {
    const none = { sum: 0, filled: 0, least: NaN, greatest: NaN };
    expect(totalText(rate, 'sum', none)).toBe('');
    expect(totalText(rate, 'filled', none)).toBe('0');
    expect(totalText(tier, 'sum', { ...total, sum: 2 ** 60 })).toMatch(/^≈ /);
  });
});
