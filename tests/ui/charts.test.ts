import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  firstMark,
  markAfter,
  markText,
  valueAt,
  type ChartData,
} from '#renderer/ui/charts/chart-data.ts';
import { scaleOf, shareOf } from '#renderer/ui/charts/scale.ts';

const data: ChartData = {
  categories: ['January', 'February', 'March'],
  series: [
    { name: 'Held', values: [null, 4, 2] },
    { name: 'Cancelled', values: [1, null, 3] },
  ],
};

describe('the marks of a chart', () => {
  test('arrows pass over places where nothing is drawn, and stop at the ends', () => {
    const from = { series: 0, category: 1 };
    const to = (key: string, place = from, isAcross = true) =>
      markAfter(data, place, { key, isAcross });
    expect(to('ArrowRight')).toEqual({ series: 0, category: 2 });
    expect(to('ArrowLeft')).toBeNull();
    expect(to('ArrowUp')).toBeNull();
    expect(to('ArrowUp', { series: 0, category: 2 })).toEqual({ series: 1, category: 2 });
    expect(to('ArrowLeft', { series: 1, category: 2 })).toEqual({ series: 1, category: 0 });
    expect(to('Home', { series: 0, category: 2 })).toEqual({ series: 0, category: 1 });
    expect(to('End')).toEqual({ series: 0, category: 2 });
    expect(to('ArrowDown', from, false)).toEqual({ series: 0, category: 2 });
    expect(to('x')).toBeNull();
    expect(firstMark(data)).toEqual({ series: 0, category: 1 });
  });

  test('every mark can be reached by arrows, if it lies in a row or column with others', () => {
    const values = fc.array(fc.option(fc.nat(9), { nil: null, freq: 4 }), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(values, (only) => {
        const one: ChartData = { categories: [...'abcd'], series: [{ name: 'x', values: only }] };
        const seen = new Set<number>();
        for (
          let at: ReturnType<typeof markAfter> = firstMark(one);
          at !== null && valueAt(one, at) !== null;
          at = markAfter(one, at, { key: 'ArrowRight', isAcross: true })
        )
          seen.add(at.category);
        expect(seen.size).toBe(only.filter((value) => value !== null).length);
      }),
    );
  });

  test('are told with category, series and value', () => {
    expect(markText(data, { series: 1, category: 0 }, String)).toBe('January, Cancelled: 1');
    const [first] = data.series;
    expect(markText({ ...data, series: [first!] }, { series: 0, category: 1 }, String)).toBe(
      'February: 4',
    );
  });
});

describe('a scale', () => {
  test('covers values and nothing in few round steps; whole ones for counts', () => {
    const numbers = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(numbers, fc.boolean(), (values, isWhole) => {
        const scale = scaleOf(values, isWhole);
        expect(scale.ticks).toContain(0);
        expect(scale.ticks.length).toBeLessThanOrEqual(8);
        expect(new Set(scale.ticks).size).toBe(scale.ticks.length);
        if (isWhole) expect(scale.ticks.every(Number.isInteger)).toBe(true);
        for (const value of values) {
          expect(shareOf(scale, value)).toBeGreaterThanOrEqual(0);
          expect(shareOf(scale, value)).toBeLessThanOrEqual(1);
        }
      }),
    );
    expect(scaleOf([0.2, 0.7], false).ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(scaleOf([], true).ticks).toEqual([0, 1]);
  });
});
