import { expect, test } from 'vitest';
import { buildLoadedDesk, surviveKills } from '../support/survival.ts';

const rounds = 6;

test('killed at random under load, and without its profile every third time: nothing journaled is missing', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const survived = await surviveKills({ rounds, seed, built: await buildLoadedDesk() });
  expect(survived.losses, `seed ${seed}`).toEqual([]);
  expect(survived.wiped).toBe(2);
  expect(survived.rebuilt, `seed ${seed}`).toBe(2);
  expect(survived.journaled).toBeGreaterThan(rounds);
});
