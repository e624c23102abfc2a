import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  barHeight,
  columnsInSight,
  isFlight,
  isStuck,
  lastTop,
  leftEdges,
  rowHeight,
  rowsInSight,
  scrollOf,
  slotCount,
  tallest,
  topAfter,
} from '#renderer/grid/viewport.ts';
import { columnsOf } from '#renderer/grid/columns.ts';
import { consultations } from '#shared/entities/consultations.ts';

const extents = fc.record({
  rows: fc.integer({ min: 1, max: 1_000_000 }),
  height: fc.integer({ min: 100, max: 2000 }),
});

test('the bar is never taller than any browser draws, and reaches both ends of the content', () => {
  fc.assert(
    fc.property(extents, (extent) => {
      expect(barHeight(extent)).toBeLessThanOrEqual(tallest);
      const end = scrollOf(lastTop(extent), extent);
      expect(end).toBeLessThanOrEqual(Math.max(0, barHeight(extent) - extent.height) + 0.001);
      expect(topAfter({ top: 0, scroll: 0 }, end, extent)).toBeCloseTo(lastTop(extent), 0);
      expect(topAfter({ top: lastTop(extent), scroll: end }, 0, extent)).toBe(0);
    }),
  );
});

test('a small step moves the content by as many pixels as the bar', () => {
  const extent = { rows: 1_000_000, height: 700 };
  const scroll = scrollOf(10_000_000, extent);
  expect(topAfter({ top: 10_000_000, scroll }, scroll + 100, extent)).toBe(10_000_100);
  expect(isStuck(5000, 0, extent)).toBe(true);
  expect(isStuck(0, 0, extent)).toBe(false);
});

test('the rows drawn cover the window, and never outnumber the elements kept', () => {
  fc.assert(
    fc.property(extents, fc.nat(1_000_000), fc.boolean(), (extent, at, isFlying) => {
      const topRow = Math.min(at, Math.floor(lastTop(extent) / rowHeight));
      const { first, last } = rowsInSight(topRow, extent, isFlying);
      expect(first).toBeLessThanOrEqual(topRow);
      const needed = Math.ceil(extent.height / rowHeight);
      expect(last).toBeGreaterThanOrEqual(Math.min(extent.rows - 1, topRow + needed - 1));
      expect(last - first + 1).toBeLessThanOrEqual(slotCount(extent));
    }),
  );
});

test('a scroll to rows of which none was in sight is a flight, and draws fewer', () => {
  const extent = { rows: 1000, height: 800 };
  expect([isFlight(0, 800, extent), isFlight(0, 801, extent)]).toEqual([false, true]);
  expect(isFlight(5000, 100, extent)).toBe(true);
  const drawn = (isFlying: boolean) => {
    const { first, last } = rowsInSight(500, extent, isFlying);
    return last - first + 1;
  };
  expect([drawn(false), drawn(true)]).toEqual([42, 26]);
});

test('the columns drawn cover the window', () => {
  const columns = columnsOf(consultations);
  const edges = leftEdges(columns, 220);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9000 }),
      fc.integer({ min: 300, max: 2000 }),
      (left, width) => {
        const { first, last } = columnsInSight(edges, left, width);
        if (first > 0) expect(edges[first]).toBeLessThanOrEqual(left);
        if (last < columns.length - 1) expect(edges[last + 1]).toBeGreaterThanOrEqual(left + width);
        expect(last).toBeLessThan(columns.length);
      },
    ),
  );
});
