import { describe, expect, test } from 'vitest';
import {
  beginningText,
  deedOf,
  fieldChanges,
  historyEntries,
} from '#renderer/features/records/history-entries.ts';
import { withNewest, withOlder } from '#renderer/features/records/history-pages.ts';
import { planRevert } from '#renderer/features/records/revert-plan.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import type { Change } from '#shared/sync/change.ts';
import type { HistoryItem } from '#shared/sync/history.ts';
import { formatStamp } from '#shared/sync/stamp.ts';

const stampAt = (n: number) => formatStamp({ time: 1_700_000_000_000 + n, counter: 0, desk: 4711 });

const update = (n: number, values: Values, before: Values = {}): Change => ({
  kind: 'update',
  table: 'profiles',
  id: 1,
  stamp: stampAt(n),
  values,
  replaced: {},
  before,
});

const item = (n: number, change: Change = update(n, { tier: n })): HistoryItem => ({
  seq: n,
  at: '2026-11-23T14:02:00.000Z',
  stamp: stampAt(n),
  action: 'edit profile P1',
  change,
});

const base = (n: number): HistoryItem => ({
  seq: n,
  at: '2026-11-23T14:02:00.000Z',
  stamp: stampAt(n),
  action: 'restore old.edesk',
  base: true,
});

const create: Change = {
  kind: 'create',
  table: 'profiles',
  row: { id: 1, values: { first_name: 'Ana' }, clock: stampAt(1) },
};

describe('entries of a history', () => {
  test('what waits comes first, and once, also when the journal has it meanwhile', () => {
    const change = update(3, { tier: 3 });
    const pending = [3, 2].map((seq) => ({
      seq,
      at: null,
      stamp: stampAt(seq),
      action: 'edit',
      change,
    }));
    const entries = historyEntries(pending, [item(2), item(1)]);
    expect(entries.map(({ seq, isJournaled }) => [seq, isJournaled])).toEqual([
      [3, false],
      [2, true],
      [1, true],
    ]);
  });

  test('items of one commit are one entry', () => {
    const entries = historyEntries([], [item(2), item(2), base(2), item(1)]);
    expect(entries.map(({ seq, changes, isBase }) => [seq, changes.length, isBase])).toEqual([
      [2, 2, true],
      [1, 1, false],
    ]);
  });

  test('fields stand in the order of the form, unknown columns last, the trash in words', () => {
    const values = { zz_unknown: 'x', tier: 2, first_name: 'Ana', deleted: true };
    const found = fieldChanges('profiles', update(1, values, { tier: 1 }));
    expect(found.map(({ label, from, to }) => [label, from, to])).toEqual([
      ['First name', null, 'Ana'],
      ['Tier', 1, 2],
      ['zz_unknown', null, 'x'],
    ]);
  });

  test.each([
    [item(1, create), 'Created', null],
    [item(1, update(1, { deleted: true })), 'Moved to the trash', null],
    [item(1, update(1, { deleted: false }, { deleted: true })), 'Restored from the trash', null],
    [item(1), 'Edited', null],
    [{ ...item(1), action: 'import old.sql' }, 'Edited', 'Import old.sql'],
    [base(1), 'Everything on the desk was replaced', 'Restore old.edesk'],
  ])('deed %#', (given, deed, detail) => {
    expect(deedOf(historyEntries([], [given])[0]!)).toEqual({ deed, detail });
  });

  test('the end says whether it is the beginning', () => {
    expect(beginningText(historyEntries([], [item(2), item(1, create)]))).toBeNull();
    expect(beginningText(historyEntries([], [item(2), base(1)]))).toMatch(/took the desk’s place/);
    expect(beginningText(historyEntries([], [item(2)]))).toMatch(/was not kept/);
    expect(beginningText([])).toMatch(/^Nothing has happened/);
  });
});

describe('pages of a history', () => {
  const part = (seqs: number[], more: boolean) => ({ items: seqs.map((n) => item(n)), more });
  const seqsOf = ({ items }: { items: readonly HistoryItem[] }) => items.map(({ seq }) => seq);

  test('newer items join what is known', () => {
    const known = withOlder(part([6, 5, 4], true), part([3, 2], true));
    const next = withNewest(known, part([8, 7, 6], true));
    expect(seqsOf(next)).toEqual([8, 7, 6, 5, 4, 3, 2]);
    expect(next.more).toBe(true);
  });

  test('where newer items do not reach what is known, nothing between is passed over', () => {
    const next = withNewest(part([3, 2, 1], false), part([90, 89, 88], true));
    expect(seqsOf(next)).toEqual([90, 89, 88]);
    expect(next.more).toBe(true);
  });

  test('all of a short history is known at once', () => {
    expect(withNewest(null, part([1], false))).toEqual(part([1], false));
    expect(seqsOf(withNewest(part([1], false), part([2, 1], false)))).toEqual([2, 1]);
  });
});

describe('what taking a change back means', () => {
  const row = (values: Values, clocks: Row['clocks'] = {}): Row => ({
    id: 1,
    values,
    clock: stampAt(0),
    clocks,
  });
  const entryOf = (change: Change) => historyEntries([], [item(1, change)])[0]!;
  const edited = entryOf(update(1, { tier: 2, city: 'Faro' }, { tier: 1, city: null }));

  test('fields go back to what they held', () => {
    const now = row({ tier: 2, city: 'Faro' }, { tier: stampAt(1), city: stampAt(1) });
    expect(planRevert('profiles', now, edited)).toEqual({
      values: { tier: 1, city: null },
      again: [],
    });
  });

  test('what was changed again is named; what is back already is left alone', () => {
    const now = row({ tier: 3 }, { tier: stampAt(5), city: stampAt(6) });
    expect(planRevert('profiles', now, edited)).toEqual({ values: { tier: 1 }, again: ['tier'] });
    expect(planRevert('profiles', row({ tier: 1 }), edited)).toBeNull();
  });

  test('creations and unknown columns cannot be taken back', () => {
    expect(planRevert('profiles', row({}), entryOf(create))).toBeNull();
    const unknown = entryOf(update(1, { zz_unknown: 'x' }));
    expect(planRevert('profiles', row({ zz_unknown: 'x' }), unknown)).toBeNull();
  });

  test('the trash: out of it, never back into it', () => {
    const out = entryOf(update(1, { deleted: true }));
    const back = entryOf(update(1, { deleted: false }, { deleted: true }));
    const trashed = row({ deleted: true }, { deleted: stampAt(1) });
    expect(planRevert('profiles', trashed, out)).toEqual({ values: { deleted: null }, again: [] });
    expect(planRevert('profiles', row({ deleted: false }), out)).toBeNull();
    expect(planRevert('profiles', row({ deleted: false }), back)).toBeNull();
  });

  test('several changes of one commit go back to before the first', () => {
    const both = historyEntries(
      [],
      [item(2, update(2, { tier: 3 }, { tier: 2 })), item(2, update(1, { tier: 2 }, { tier: 1 }))],
    )[0]!;
    const plan = planRevert('profiles', row({ tier: 3 }, { tier: stampAt(2) }), both);
    expect(plan).toEqual({ values: { tier: 1 }, again: [] });
  });
});
