import { afterEach, describe, expect, test, vi } from 'vitest';
import { nothingTold } from '#shared/work/reminders.ts';
import { dayStart } from '#renderer/workers/days.ts';
import { localCalendar } from '#renderer/db/local-calendar.ts';
import { must } from '#tests/support/bulk-desk.ts';
import { change, inMinutes, put, reminding } from './reminding.ts';

const soon = { timeout: 10_000 };
const minute = 60_000;
const titles = ({ shown }: { shown: readonly { title: string }[] }) =>
  shown.map(({ title }) => title);

/** Turns the clock; timers go on as they are. */
const turnClock = (ms: number) => {
  const real = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => real() + ms);
};
afterEach(() => {
  vi.restoreAllMocks();
});

/** Until the pump has looked so often again. */
const looked = async (open: { looks: number }, times = 1) => {
  const before = open.looks;
  await expect.poll(() => open.looks, soon).toBeGreaterThanOrEqual(before + times);
};

describe('what is reminded of', () => {
  test('REM1, REM8 a call of the desk, by names and both clocks, and nothing secret', async () => {
    const window = await reminding();
    const { desk } = window;
    const starts_at = inMinutes(9.5);
    must(
      await desk.mutate(
        [
          {
            op: 'create',
            table: 'profiles',
            id: 1,
            values: { first_name: 'Ana', last_name: 'Lima', timezone: 'America/New_York' },
          },
          { op: 'create', table: 'users', id: 2, values: { profile_id: 1 } },
          { op: 'create', table: 'expert_requests', id: 3, values: { title: 'Lithium' } },
          { op: 'create', table: 'conferences', id: 4, values: { password: 'opensesame' } },
          {
            op: 'create',
            table: 'consultations',
            id: 5,
            values: {
              ...{ starts_at, expert: 2, request: 3, conference: 4 },
              ...{ expert_pin: '987123', requester_pin: '456999' },
              ...{ expert_identifier: 'dial-77', requester_identifier: 'dial-88' },
            },
          },
        ],
        'test',
      ),
    );
    window.start();
    await expect.poll(() => window.shown.length, soon).toBe(1);
    const [reminder] = window.shown;
    const clock = (timeZone: string) =>
      new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(
        new Date(`${starts_at.slice(0, 23)}Z`),
      );
    const there = `${clock('America/New_York')} in New York`;
    expect(reminder).toMatchObject({
      id: 'call-5',
      title: 'Call with Ana Lima in 10 min',
      path: '/t/consultations/5',
    });
    expect(reminder?.body).toMatch(
      new RegExp(`^${clock('Europe/Lisbon')} here, (\\w+ )?${there}\nLithium$`),
    );
    expect(JSON.stringify(reminder)).not.toMatch(/987123|456999|dial-|opensesame/);
  });

  test('REM1 no call that has begun or ended, was cancelled or billed, is incomplete or in the trash', async () => {
    const window = await reminding();
    const { desk } = window;
    const at = { starts_at: inMinutes(5) };
    const out = [
      { canceled_at: inMinutes(-9) },
      { started_at: inMinutes(-1) },
      { ended_at: inMinutes(-1) },
      { incomplete_reason: 'No-show' },
      { receipt_sent_at: inMinutes(-1) },
      { deleted: true },
      { starts_at: null },
      { starts_at: 'infinity' },
    ];
    for (const [n, values] of out.entries())
      await put(desk, 'consultations', n + 10, { ...at, ...values });
    await put(desk, 'consultations', 5, { ...at, expert_name: 'Bo', incomplete_reason: ' ' });
    window.start();
    await looked(window.open);
    expect(titles(window)).toEqual(['Call with Bo in 5 min']);
  });

  test('REM2, REM4 an edit is heard of at once: new, moved, cancelled', async () => {
    const window = await reminding();
    const { desk } = window;
    window.start();
    await looked(window.open);
    await put(desk, 'consultations', 5, { starts_at: inMinutes(200), expert_name: 'Bo' });
    await looked(window.open);
    expect(window.shown).toEqual([]);
    await change(desk, 5, { starts_at: inMinutes(10) });
    await expect.poll(() => titles(window), soon).toEqual(['Call with Bo in 10 min']);
    await change(desk, 5, { expert_name: 'Bo C.' });
    await looked(window.open);
    await change(desk, 5, { starts_at: inMinutes(12) });
    await expect
      .poll(() => titles(window), soon)
      .toEqual(['Call with Bo in 10 min', 'Call with Bo C. in 12 min']);
    await change(desk, 5, { starts_at: inMinutes(11), canceled_at: inMinutes(0) });
    await looked(window.open);
    expect(window.shown).toHaveLength(2);
  });

  test('REM4 not again after a restart', async () => {
    const first = await reminding();
    await put(first.desk, 'consultations', 5, { starts_at: inMinutes(10), expert_name: 'Bo' });
    const pump = first.start();
    await expect.poll(() => first.shown.length, soon).toBe(1);
    pump.close();
    const { remembered } = first.open;
    const second = await reminding({ root: first.root, remembered });
    second.start();
    await looked(second.open);
    expect(second.shown).toEqual([]);
  });

  test('choices are followed at once', async () => {
    const window = await reminding({ choices: { calls: false } });
    await put(window.desk, 'consultations', 5, { starts_at: inMinutes(40), expert_name: 'Bo' });
    window.start();
    await looked(window.open);
    window.choose({ calls: true });
    await looked(window.open);
    expect(window.shown).toEqual([]);
    window.choose({ lead: 60 });
    await expect.poll(() => titles(window), soon).toEqual(['Call with Bo in 40 min']);
  });

  test('REM5 a machine that wakes up tells in one what began meanwhile', async () => {
    const window = await reminding({ choices: { lead: 5 } });
    for (const [id, minutes] of [
      [5, 30],
      [6, 50],
      [7, 70],
    ] as const)
      await put(window.desk, 'consultations', id, {
        starts_at: inMinutes(minutes),
        expert_name: `Expert ${id}`,
      });
    window.start();
    await looked(window.open);
    turnClock(120 * minute);
    await expect
      .poll(() => titles(window), soon)
      .toEqual(['3 calls began while this machine was asleep']);
    expect(window.shown[0]?.path).toBe('/today');
  });

  test('REM5 a desk that was closed says so', async () => {
    const lookedAt = Date.now() - 120 * minute;
    const window = await reminding({ remembered: { told: nothingTold, lookedAt } });
    await put(window.desk, 'consultations', 5, { starts_at: inMinutes(-60), expert_name: 'Bo' });
    await put(window.desk, 'consultations', 6, { starts_at: inMinutes(-180), expert_name: 'Cy' });
    window.start();
    await expect
      .poll(() => titles(window), soon)
      .toEqual(['Call with Bo began while this desk was closed']);
    expect(window.shown[0]?.path).toBe('/t/consultations/5');
  });

  test('REM12 the same call’s second reminder takes the place of the first', async () => {
    const window = await reminding({ choices: { atStart: true } });
    await put(window.desk, 'consultations', 5, { starts_at: inMinutes(10), expert_name: 'Bo' });
    window.start();
    await expect.poll(() => window.shown.length, soon).toBe(1);
    turnClock(10.5 * minute);
    await expect.poll(() => titles(window)[1], soon).toBe('Call with Bo begins now');
    expect(new Set(window.shown.map(({ id }) => id)).size).toBe(1);
  });
});

describe('REM7 the digest', () => {
  test('counts what Today counts, and opens it', async () => {
    const window = await reminding({ choices: { digest: true, hour: 0 } });
    const { desk } = window;
    const yesterday = dayStart(Date.now(), -1)!;
    await put(desk, 'consultations', 5, { starts_at: yesterday });
    await put(desk, 'consultations', 6, { starts_at: yesterday, ended_at: yesterday });
    await put(desk, 'consultations', 7, { starts_at: inMinutes(60 * 24) });
    window.start();
    await expect.poll(() => window.shown.length, soon).toBe(1);
    expect(window.shown[0]).toEqual({
      id: 'digest',
      path: '/today',
      title: 'What waits today',
      body: '1 call without an outcome\n1 call with missing compliance\n1 call not reviewed\n1 call not billed',
    });
    expect(window.open.remembered.told.digest).toBe(localCalendar(Date.now()).day(0));
  });

  test('says nothing where nothing waits, and no more that day', async () => {
    const window = await reminding({ choices: { digest: true, hour: 0 } });
    window.start();
    await looked(window.open);
    await put(window.desk, 'consultations', 5, { starts_at: dayStart(Date.now(), -1)! });
    await looked(window.open);
    expect(window.shown).toEqual([]);
  });
});

describe('REM9 one window of a desk', () => {
  test('reminds, and another takes over when it goes', async () => {
    const first = await reminding();
    const second = await reminding({ root: first.root });
    const pump = first.start();
    await looked(first.open);
    second.start();
    await put(second.desk, 'consultations', 5, { starts_at: inMinutes(10), expert_name: 'Bo' });
    await expect.poll(() => first.shown.length, soon).toBe(1);
    expect([second.shown, second.open.looks]).toEqual([[], 0]);
    // Both windows remember in the same place.
    second.open.remembered = first.open.remembered;
    pump.close();
    await looked(second.open);
    await put(first.desk, 'consultations', 6, { starts_at: inMinutes(10), expert_name: 'Cy' });
    await expect.poll(() => titles(second), soon).toEqual(['Call with Cy in 10 min']);
    expect(first.shown).toHaveLength(1);
  });

  test('a desk that is closed under it ends nothing and throws nothing', async () => {
    const window = await reminding();
    const pump = window.start();
    await looked(window.open);
    window.desk.close();
    window.choose({ lead: 30 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    pump.close();
    expect(window.shown).toEqual([]);
  });
});

test('the calendar is that of this machine', () => {
  const now = Date.now();
  const { day, at } = localCalendar(now);
  expect(dayStart(day(0))).toBe(dayStart(now));
  expect(dayStart(day(1))).toBe(dayStart(now, 1));
  expect(dayStart(day(-1))).toBe(dayStart(now, -1));
  expect(new Date(at(0, 0)).toISOString().slice(0, 23)).toBe(dayStart(now)!.slice(0, 23));
  expect(new Date(at(1, 9)).getHours()).toBe(9);
});
