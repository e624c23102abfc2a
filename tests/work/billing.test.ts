import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  billedMinutes,
  cancellingPenalty,
  chargedTwelfths,
  costOf,
  marginOf,
  sumOf,
} from '#shared/work/billing.ts';
import { instantOf } from '#shared/work/consultation-state.ts';

const cents = fc.integer({ min: 0, max: 999_999_99 });
const money = (value: number) => (value / 100).toFixed(2);
const start = Date.UTC(2026, 2, 29, 0, 30);
const day = 86_400_000;

describe('minutes', () => {
  test('WORK7 begun minutes count whole, and an end before the start as none', () => {
    const minutes = (ms: number) => billedMinutes(instantOf(start), instantOf(start + ms));
    expect([0, 1, 60_000, 60_001, 3_540_000, -5].map(minutes)).toEqual([0, 1, 1, 2, 59, 0]);
    expect(billedMinutes(null, instantOf(start))).toBeNull();
    expect(billedMinutes('infinity', instantOf(start))).toBeNull();
  });

  test('WORK8 a quarter of an hour at least, then every begun five minutes', () => {
    const charged = [0, 1, 15, 16, 20, 21, 59, 60, 61].map(chargedTwelfths);
    expect(charged).toEqual([0, 3, 3, 4, 4, 5, 12, 12, 13]);
  });
});

describe('amounts', () => {
  test('WORK8 cost is the rate by twelfths of an hour, exact to the cent, halves up', () => {
    expect(costOf('100.00', 60)).toBe('100.00');
    expect(costOf('100.00', 16)).toBe('33.33');
    expect(costOf('0.10', 25)).toBe('0.04');
    expect(costOf('0.30', 25)).toBe('0.13');
    expect(costOf(null, 60)).toBeNull();
    expect(costOf('99999999.99', 120)).toBeNull();
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 600 }), (rate, minutes) => {
        const cost = costOf(money(rate), minutes)!;
        const twelfths = chargedTwelfths(minutes);
        const found = BigInt(cost.replace('.', ''));
        const twice = 2n * (12n * found - BigInt(rate) * BigInt(twelfths));
        expect(twice > -12n && twice <= 12n).toBe(true);
      }),
    );
  });

  test('WORK8 longer never costs less', () => {
    fc.assert(
      fc.property(cents, fc.nat(300), fc.nat(300), (rate, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const value = (minutes: number) => Number(costOf(money(rate), minutes));
        expect(value(less)).toBeLessThanOrEqual(value(more));
      }),
    );
  });

  test('WORK9 who cancels late pays half, at the start all of it; the expert nothing', () => {
    const by = (who: 'client' | 'expert' | 'us', wait: number) =>
      cancellingPenalty('100.00', { by: who, minutes: 60, wait });
    expect(by('client', day + 1)).toBe('0.00');
    expect(by('client', day)).toBe('50.00');
    expect(by('client', 1)).toBe('50.00');
    expect(by('client', 0)).toBe('100.00');
    expect(by('client', -day)).toBe('100.00');
    expect(by('client', NaN)).toBe('0.00');
    expect(by('expert', 1)).toBe('0.00');
    expect(by('us', 1)).toBe('0.00');
    expect(cancellingPenalty(null, { by: 'client', minutes: 60, wait: 0 })).toBeNull();
  });

  test('WORK10 margin is what was charged less what it cost; nothing known is no margin', () => {
    expect(marginOf({ credit_amount: '150.00', expert_cost: '99.99' })).toBe('50.01');
    expect(marginOf({ credit_penalty_amount: '50.00' })).toBe('50.00');
    expect(marginOf({ expert_cost: '0.05' })).toBe('-0.05');
    expect(marginOf({ credit_amount: null })).toBeNull();
    expect(sumOf([null, '0.10', '0.20', undefined])).toBe('0.30');
    expect(sumOf([null])).toBeNull();
  });
});
