import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockOf, extended, wholes } from '#renderer/grid/block.ts';
import { cellsOfText, textOfCells } from '#renderer/grid/cell-table.ts';
import { pastedBlock } from '#renderer/grid/pasting.ts';

const bounds = { rows: 100, columns: 10, page: 20 };
const key = (name: string, held: { ctrl?: boolean; shift?: boolean } = {}) => ({
  key: name,
  ctrl: false,
  shift: false,
  alt: false,
  ...held,
});

describe('what Shift and a key select', () => {
  const at = { row: 5, column: 3 };

  test.each([
    ['ArrowDown', {}, { row: 6, column: 3 }],
    ['ArrowDown', { ctrl: true }, { row: 99, column: 3 }],
    ['PageUp', {}, { row: 0, column: 3 }],
    ['End', { ctrl: true }, { row: 99, column: 9 }],
  ] as const)('%s %j', (name, held, to) => {
    expect(extended(at, key(name, { ...held, shift: true }), bounds)).toEqual(to);
    expect(extended(at, key(name, held), bounds)).toBeNull();
  });

  test('never the heads', () => {
    const up = key('ArrowUp', { shift: true });
    expect(extended({ row: 0, column: 3 }, up, bounds)).toEqual({ row: 0, column: 3 });
    expect(extended({ row: -1, column: 3 }, up, bounds)).toBeNull();
  });

  test('rows, columns and everything, by the keys of spreadsheets', () => {
    const corners = { anchor: { row: 7, column: 4 }, cursor: at };
    const block = (name: string, held: { ctrl?: boolean; shift?: boolean }) => {
      const found = wholes(corners, key(name, held), bounds);
      return found === null ? null : blockOf(found.anchor, found.cursor);
    };
    const [rows, columns] = [
      { first: 0, last: 99 },
      { first: 0, last: 9 },
    ];
    expect(block('a', { ctrl: true })).toEqual({ rows, columns });
    expect(block(' ', { shift: true })).toEqual({ rows: { first: 5, last: 7 }, columns });
    expect(block(' ', { ctrl: true })).toEqual({ rows, columns: { first: 3, last: 4 } });
    expect(block(' ', {})).toBeNull();
  });
});

describe('cells as text', () => {
  test('come back as they went, tabs, quotes and line ends and all', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ', ',', 'é') });
    const cells = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([height, width]) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
      );
    fc.assert(
      fc.property(cells, (given) => {
        // One empty cell at the end of a text is what ends its last line.
        fc.pre(given.at(-1)!.some((text) => text !== ''));
        expect(cellsOfText(textOfCells(given))).toEqual(given);
      }),
    );
  });

  test('lines of other programs are read: short ones filled up, the last end left out', () => {
    expect(cellsOfText('a\tb\r\nc\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
    expect(cellsOfText('one')).toEqual([['one']]);
    expect(cellsOfText('\t')).toEqual([['', '']]);
  });
});

describe('where cells go', () => {
  const cells = [
    ['1', '2'],
    ['3', '4'],
  ];
  const block = (first: number, last: number, from = 1, to = 1) => ({
    rows: { first, last },
    columns: { first: from, last: to },
  });

  test.each([
    ['from the corner on', block(4, 4), block(4, 5, 1, 2)],
    ['over a block that they fill whole times', block(0, 5, 1, 4), block(0, 5, 1, 4)],
    ['not over one that they do not', block(0, 2, 1, 2), block(0, 1, 1, 2)],
    ['no further than the grid', block(99, 99, 9, 9), block(99, 99, 9, 9)],
  ])('%s', (_, selected, target) => {
    expect(pastedBlock(cells, selected, bounds)).toEqual(target);
  });

  test('one cell goes into all that is selected', () => {
    expect(pastedBlock([['x']], block(2, 9, 1, 3), bounds)).toEqual(block(2, 9, 1, 3));
  });
});
