import { expect, test } from 'vitest';
import { buildLoadedDesk, surviveKills } from '../support/survival.ts';

const rounds = Number(process.env['EXPERT_DESK_KILLS'] ?? 6);
const seed = Number(process.env['EXPERT_DESK_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

test(
  'killed at random under load, and without its profile every third time: nothing journaled is missing',
  { timeout: 60_000 + rounds * 30_000 },
  async () => {
    const built = await buildLoadedDesk();
    const survived = await surviveKills({ rounds, seed, built });
    console.log(`kills, seed ${seed}: ${JSON.stringify(survived)}`);
    expect(survived.losses, `seed ${seed}`).toEqual([]);
    expect(survived.wiped).toBe(Math.floor(rounds / 3));
    expect(survived.rebuilt, `seed ${seed}`).toBe(survived.wiped);
    // A killed browser may also have lost the last of what the journal has: then the data is older, no more.
    expect(
      survived.behind.filter((finding) => finding !== 'older'),
      `seed ${seed}`,
    ).toEqual([]);
    expect(survived.journaled).toBeGreaterThan(rounds);
  },
);
