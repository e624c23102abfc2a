import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '#shared/sample/random.ts';
import { shells, type RunningShell } from '../support/shells.ts';
import { importDump } from './desk-acts.ts';
import { joinFolder, leaveFolder, setNadias, untilEqual } from './folder-acts.ts';
import { onScreen } from './keyboard.ts';
import { dumpPath, freshPlaces } from './places.ts';
import { rowsNow } from './record-acts.ts';
import { removeFolder } from '../support/remove-folder.ts';

const kills = Number(process.env['EXPERT_DESK_KILLS'] ?? 2);
const seed = Number(process.env['EXPERT_DESK_SEED'] ?? 20_261_123);
const long = { timeout: 300_000 + 60_000 * kills };

/** What each of the three writes, so that no two write the same. */
const fields = [/^Title/, /^City/, /^Skype/] as const;
const lastOf = (n: number) => ({ title: `value ${n}`, city: `value ${n}`, skype: `value ${n}` });

const nadia = async (desk: RunningShell) =>
  (await rowsNow(desk))['profiles']!.find(({ values }) => values['last_name'] === 'Moreau')?.values;

// The exchange is the same code in all shells; two desks are played on each of them.
describe.each(shells.slice(0, 1))('three desks and one folder, in the $name', ({ launch }) => {
  const places = fields.map(() => freshPlaces());
  const folder = mkdtempSync(join(tmpdir(), 'expert-desk-shared-'));
  const desks: RunningShell[] = [];

  const open = async (at: number) => {
    const shell = await launch(places[at]!);
    shell.page.setDefaultTimeout(60_000);
    desks[at] = shell;
    return shell;
  };

  beforeAll(async () => {
    for (const at of fields.keys()) {
      const { page } = await open(at);
      await onScreen(page, /Welcome to your desk/);
    }
    await importDump(desks[0]!, dumpPath);
  });
  afterAll(async () => {
    for (const desk of desks) await desk.close();
    for (const place of places) place.remove();
    removeFolder(folder);
  });

  test('all that join get everything that the first one has', long, async () => {
    for (const desk of desks) await joinFolder(desk, folder);
    await untilEqual(desks);
  });

  test(
    `edited at the same time and killed at random (seed ${seed}), they end equal`,
    long,
    async () => {
      const random = new Random(seed);
      for (let n = 0; n < kills; n += 1) {
        await Promise.all(desks.map((desk, at) => setNadias(desk, fields[at]!, `value ${n}`)));
        const at = random.between(0, desks.length - 1);
        await desks[at]!.kill();
        const { page } = await open(at);
        await page.getByRole('navigation').first().waitFor();
      }
      await untilEqual(desks);
      expect(await nadia(desks[0]!)).toMatchObject(lastOf(kills - 1));
    },
  );

  test('EXC19: who leaves and joins again works on under another number', long, async () => {
    const [first, second] = [desks[0]!, desks[1]!];
    await leaveFolder(second);
    await setNadias(second, /^City/, 'Leftburg');
    await setNadias(first, /^Title/, 'Not for Ben yet');
    await joinFolder(second, folder);
    await untilEqual(desks);
    await setNadias(second, /^City/, 'Backburg');
    await untilEqual(desks);
    const wanted = { title: 'Not for Ben yet', city: 'Backburg' };
    expect(await nadia(first)).toMatchObject(wanted);
  });
});
