import { afterEach, expect, test, vi } from 'vitest';
import { create, openScratch } from './scratch-desk.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Workers fail as they start, until `mended` is called. */
const breakWorkers = (): { mended: () => void } => {
  const Real = Worker;
  const broken = URL.createObjectURL(new Blob(['throw new Error("no memory is left")']));
  let fails = true;
  vi.stubGlobal('Worker', function (url: URL, options: WorkerOptions) {
    return fails ? new Real(broken) : new Real(url, options);
  });
  return { mended: () => (fails = false) };
};

const { signal } = new AbortController();

test('a search that failed is told, and the next question starts it anew', async () => {
  const desk = await openScratch();
  const ana = await create(desk, 'profiles', { first_name: 'Ana' });
  const { mended } = breakWorkers();
  const failed = /^The search worker failed: .*no memory is left/;
  await expect(desk.find('profiles', 'ana', 9)).rejects.toThrow(failed);
  await expect(desk.search('ana', { limit: 9, signal })).rejects.toThrow(failed);
  mended();
  const ben = await create(desk, 'profiles', { first_name: 'Ana', last_name: 'Berg' });
  const found = (await desk.find('profiles', 'ana', 9)).map(({ id }) => id);
  expect(found.sort()).toEqual([ana, ben].sort());
});

test('an order that failed is told, and the next question starts it anew', async () => {
  const desk = await openScratch();
  const [ben, ana] = [
    await create(desk, 'profiles', { first_name: 'Ben' }),
    await create(desk, 'profiles', { first_name: 'Ana' }),
  ];
  const { mended } = breakWorkers();
  const sort = [{ field: 'first_name', descending: false }];
  const query = { table: 'profiles', trash: false, sort, text: '', fields: [] } as const;
  await expect(desk.order(query, { signal })).rejects.toThrow(
    /^The order worker failed: .*no memory is left/,
  );
  mended();
  expect([...(await desk.order(query, { signal })).ids]).toEqual([ana, ben]);
});
