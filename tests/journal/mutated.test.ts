import { expect, it } from 'vitest';
import { newFolder } from '../snapshots/made-snapshot.ts';
import { tryJournalMutants } from '../support/journal-mutants.ts';

const count = Number(process.env['EXPERT_DESK_MUTANTS'] ?? 300);
const seed = Number(process.env['EXPERT_DESK_SEED'] ?? 20261123);

it(
  'JRN4, JRN14, JRN16, JRN19: a damaged journal is refused, mended with a notice, or equal',
  { timeout: 60_000 + count * 200 },
  async () => {
    const outcomes = await tryJournalMutants({ count, seed, folder: await newFolder() });
    console.log(`journal mutants, seed ${seed}: ${JSON.stringify(outcomes)}`);
    const { refused, mended, shorter, equal } = outcomes;
    expect(refused + mended + shorter + equal).toBe(count);
    expect(refused + mended).toBeGreaterThan(count * 0.7);
    expect(Math.min(refused, mended, equal)).toBeGreaterThan(0);
  },
);
