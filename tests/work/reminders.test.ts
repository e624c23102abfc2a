import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leadTimes, nothingTold, planReminders } from '#shared/work/reminders.ts';
import { defaultSituation, hour, minute, Play } from './reminder-play.ts';

const monday = Date.UTC(2026, 2, 30);
const nine = monday + 9 * hour;

const kindsOf = (play: Play) =>
  play.reminded.map(({ at, due }) => [
    (at - nine) / minute,
    due.kind,
    ...(due.kind === 'digest' ? [] : due.calls.map(({ id }) => id)),
  ]);

describe('what is due', () => {
  test('REM2 a call is reminded of so many minutes before its start, once', () => {
    const play = new Play(nine, { lead: 30 });
    play.edit((calls) => calls.set(7, nine + hour));
    play.stayAwake(3 * hour);
    expect(kindsOf(play)).toEqual([[30, 'soon', 7]]);
  });

  test('REM2 one that comes late, or is found at the start of the desk, is reminded of at once', () => {
    const play = new Play(nine);
    play.stayAwake(3 * minute);
    play.edit((calls) => calls.set(7, play.now + 4 * minute));
    play.stayAwake(hour);
    expect(kindsOf(play)).toEqual([[3, 'soon', 7]]);
  });

  test('REM3 when it begins too, where that is chosen', () => {
    const play = new Play(nine, { atStart: true, lead: 5 });
    play.edit((calls) => calls.set(7, nine + hour));
    play.stayAwake(3 * hour);
    expect(kindsOf(play)).toEqual([
      [55, 'soon', 7],
      [60, 'begins', 7],
    ]);
  });

  test('REM3 a call that began a moment ago, of which nobody heard, is told all the same', () => {
    const play = new Play(nine);
    play.edit((calls) => calls.set(7, nine + hour));
    play.sleep(64 * minute);
    expect(kindsOf(play)).toEqual([[64, 'begins', 7]]);
  });

  test('REM4 never twice, also after a restart; anew when it is moved; not anew when it is moved back', () => {
    const play = new Play(nine);
    play.edit((calls) => calls.set(7, nine + 10 * minute));
    play.sleep(minute);
    play.edit((calls) => calls.set(7, nine + 8 * minute));
    play.edit((calls) => calls.set(7, nine + 10 * minute));
    play.stayAwake(hour);
    expect(kindsOf(play)).toEqual([
      [0, 'soon', 7],
      [1, 'soon', 7],
    ]);
  });

  test('REM5 what began while nobody looked is told in one, and a call entered afterwards is not', () => {
    const play = new Play(nine);
    play.edit((calls) =>
      calls
        .set(1, nine + hour)
        .set(2, nine + 2 * hour)
        .set(3, nine + 3 * hour),
    );
    play.edit((calls) => calls.set(4, nine + 5 * minute));
    play.sleep(4 * hour);
    play.edit((calls) => calls.set(5, nine + hour));
    expect(kindsOf(play)).toEqual([
      [0, 'soon', 4],
      [240, 'away', 1, 2, 3],
    ]);
  });

  test('REM5 at most 12 hours back, and nothing at the very first start', () => {
    const play = new Play(nine);
    play.calls.set(1, nine - hour);
    play.look();
    play.edit((calls) => calls.set(2, nine + hour).set(3, nine + 10 * hour));
    play.sleep(14 * hour);
    expect(kindsOf(play)).toEqual([[14 * 60, 'away', 3]]);
  });

  test('REM6 three at once come apart, four in one', () => {
    const play = new Play(nine);
    play.calls
      .set(1, nine + 9 * minute)
      .set(2, nine + 8 * minute)
      .set(3, nine + 7 * minute);
    play.look();
    expect(kindsOf(play)).toEqual([
      [0, 'soon', 3],
      [0, 'soon', 2],
      [0, 'soon', 1],
    ]);
    const full = new Play(nine);
    for (const id of [1, 2, 3, 4]) full.calls.set(id, nine + 5 * minute);
    full.look();
    expect(kindsOf(full)).toEqual([[0, 'soon', 1, 2, 3, 4]]);
  });

  test('REM1 nothing of calls where that is chosen, nor later of what was passed over', () => {
    const play = new Play(nine, { calls: false });
    play.edit((calls) => calls.set(1, nine + hour));
    play.stayAwake(2 * hour);
    play.choices = { ...play.choices, calls: true };
    play.stayAwake(hour);
    expect(play.reminded).toEqual([]);
  });
});

describe('REM7 the digest', () => {
  const only = { calls: false, digest: true };

  test('comes at its hour, or at the first look after it, once a day', () => {
    const play = new Play(nine - hour, { ...only, hour: 9 });
    play.stayAwake(12 * hour);
    play.sleep(16 * hour);
    play.stayAwake(12 * hour);
    expect(kindsOf(play)).toEqual([
      [0, 'digest'],
      [27 * 60, 'digest'],
    ]);
  });

  test('at midnight to the minute', () => {
    const play = new Play(nine + 14.85 * hour, { ...only, hour: 0 });
    play.stayAwake(hour);
    expect(kindsOf(play)).toEqual([
      [14.85 * 60, 'digest'],
      [15 * 60, 'digest'],
    ]);
  });

  test('“when the desk is first open” waits for five in the morning', () => {
    const play = new Play(monday + hour, { ...only, hour: null });
    play.stayAwake(2 * 24 * hour);
    expect(kindsOf(play)).toEqual([
      [-4 * 60, 'digest'],
      [20 * 60, 'digest'],
    ]);
  });

  test('a clock set back over midnight does not bring it twice; one that was a year ahead does not stop it', () => {
    const plan = (now: number, digest: string | null) =>
      planReminders([], defaultSituation(now, { told: { ...nothingTold, digest } })).due;
    expect(plan(nine, '2026-03-31')).toEqual([]);
    expect(plan(nine, '2027-03-31')).toEqual([{ kind: 'digest' }]);
    expect(plan(nine, null)).toEqual([{ kind: 'digest' }]);
    expect(plan(nine - 1, null)).toEqual([]);
  });
});

type Step =
  | { do: 'awake' | 'sleep' | 'back'; ms: number }
  | { do: 'move'; id: number; by: number }
  | { do: 'cancel'; id: number }
  | { do: 'choose'; lead: (typeof leadTimes)[number]; atStart: boolean };

const upTo = (max: number) => fc.integer({ min: 0, max });
const step = (withBack: boolean): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('awake' as const), ms: upTo(3 * hour) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('sleep' as const), ms: upTo(9 * hour) }) },
    {
      weight: withBack ? 1 : 0,
      arbitrary: fc.record({ do: fc.constant('back' as const), ms: upTo(5 * hour) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('move' as const),
        id: fc.integer({ min: 1, max: 6 }),
        by: fc.integer({ min: -30, max: 300 }).map((minutes) => minutes * minute),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('cancel' as const),
        id: fc.integer({ min: 1, max: 6 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('choose' as const),
        lead: fc.constantFrom(...leadTimes),
        atStart: fc.boolean(),
      }),
    },
  );

const steps = (withBack = true) => fc.array(step(withBack), { minLength: 1, maxLength: 60 });
/** How late each look comes: hidden windows are slowed down to one tick a minute. */
const lateness = fc.array(upTo(minute), { minLength: 1, maxLength: 20 });

const inTurn = (values: readonly number[]) => {
  let at = 0;
  return () => values[at++ % values.length]!;
};

const perform = (play: Play, one: Step): void => {
  switch (one.do) {
    case 'awake':
      return play.stayAwake(one.ms);
    case 'sleep':
      return play.sleep(one.ms);
    case 'back':
      return play.sleep(-one.ms);
    case 'move':
      return play.edit((calls) => calls.set(one.id, play.now + one.by));
    case 'cancel':
      return play.edit((calls) => calls.delete(one.id));
    case 'choose':
      play.choices = { ...play.choices, lead: one.lead, atStart: one.atStart };
  }
};

describe('laws, over any clock, sleep, restart and rescheduling', () => {
  test('REM4 no start of a call is told twice as coming, nor twice as begun', () => {
    fc.assert(
      fc.property(steps(), lateness, (all, late) => {
        const play = new Play(nine, {}, inTurn(late));
        all.forEach((one) => perform(play, one));
        const said = play
          .ofCalls()
          .map(({ id, startsAt, kind }) => `${id} ${startsAt} ${kind === 'soon'}`);
        expect(new Set(said).size).toBe(said.length);
      }),
      { numRuns: 500 },
    );
  });

  test('REM2, REM3 while somebody is awake, nothing is missed by more than a minute', () => {
    fc.assert(
      fc.property(steps(), lateness, (all, late) => {
        const play = new Play(nine, {}, inTurn(late));
        for (const one of all) {
          perform(play, one);
          if (one.do !== 'awake' || one.ms < 20 * minute) continue;
          for (const [id, startsAt] of play.calls) {
            const wait = startsAt - play.now;
            if (wait > 0 && wait < play.choices.lead * minute - minute)
              expect(play.isTold(id, 'soon')).toBe(true);
            if (play.choices.atStart && wait < -minute && wait > -5 * minute)
              expect(play.isTold(id, 'begins')).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('REM5 after a sleep, each call that began in it and was not told of is told of, in its own way', () => {
    fc.assert(
      fc.property(steps(false), lateness, (all, late) => {
        const play = new Play(nine, {}, inTurn(late));
        play.look();
        for (const one of all) {
          const before = play.now;
          const untold = [...play.calls].filter(([id]) => !play.isTold(id, 'soon'));
          perform(play, one);
          if (one.do !== 'sleep') continue;
          for (const [id, startsAt] of untold)
            if (startsAt > before && startsAt <= play.now)
              expect(play.isTold(id, 'begins')).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('REM2, REM3, REM5 each is told in its time, and only what nobody saw begin is told as past', () => {
    fc.assert(
      fc.property(steps(false), lateness, (all, late) => {
        const play = new Play(nine, {}, inTurn(late));
        all.forEach((one) => perform(play, one));
        for (const { at, due, awakeAt } of play.reminded) {
          if (due.kind === 'digest') continue;
          for (const { startsAt } of due.calls) {
            const since = at - startsAt;
            if (due.kind === 'soon') expect(since < 0 && since >= -hour).toBe(true);
            else if (due.kind === 'begins') expect(since >= 0 && since <= 5 * minute).toBe(true);
            else {
              expect(since > 5 * minute && since <= 12 * hour).toBe(true);
              expect(startsAt).toBeGreaterThan(awakeAt!);
            }
          }
        }
        const looks = play.reminded.filter(({ due }) => due.kind === 'away').map(({ at }) => at);
        expect(new Set(looks).size).toBe(looks.length);
      }),
      { numRuns: 500 },
    );
  });

  test('REM7 the digest comes at most once a day, and on every day on which somebody is awake late enough', () => {
    fc.assert(
      fc.property(steps(false), lateness, upTo(23), (all, late, at) => {
        const play = new Play(nine, { digest: true, calls: false, hour: at }, inTurn(late));
        for (const one of all) perform(play, one);
        play.stayAwake(24 * hour + 2 * minute);
        const days = play.reminded.map((told) => new Date(told.at).toISOString().slice(0, 10));
        expect(new Set(days).size).toBe(days.length);
        expect(play.reminded.length).toBeGreaterThan(0);
        for (const told of play.reminded)
          expect(new Date(told.at).getUTCHours()).toBeGreaterThanOrEqual(at);
      }),
      { numRuns: 300 },
    );
  });

  test('the next look is always ahead, and never far', () => {
    fc.assert(
      fc.property(fc.array(upTo(3 * hour), { maxLength: 20 }), upTo(23), (starts, at) => {
        const calls = starts.map((start, id) => ({ id: id + 1, startsAt: nine + start }));
        const situation = defaultSituation(nine);
        const choices = { ...situation.choices, hour: at };
        const { nextLook } = planReminders(calls, { ...situation, choices });
        expect(nextLook).toBeGreaterThan(nine);
        expect(nextLook).toBeLessThanOrEqual(nine + 15 * minute);
      }),
    );
  });

  test('REM4 what is remembered does not grow without end', () => {
    let { told } = defaultSituation(nine);
    for (let n = 0; n < 3000; n++) {
      const now = nine + n * minute;
      const calls = [{ id: n + 1, startsAt: now + minute }];
      ({ told } = planReminders(calls, defaultSituation(now, { told })));
    }
    expect(told.calls).toHaveLength(2000);
    expect(told.calls.at(-1)).toContain('3000 ');
  });
});
