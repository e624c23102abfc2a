import { openDatabase } from '#renderer/db/open-database.ts';
import { readKept } from '#renderer/db/search-copy.ts';
import { IndexKeeper } from '#renderer/workers/search/index-keeper.ts';

/** The benchmark `search`: ranked full-text search, as the search worker answers it. */

/** From one word to two beginnings, rare and in every record. */
export const searches: readonly string[] = [
  'almeida',
  'dvorak',
  'gases',
  'hydrogen',
  'faro',
  'alm',
  'dvo',
  'h',
  'fi 1',
  'ana ber',
  'chidi gup',
  'emi has',
  'haddad 12',
  'berg 500',
  'ind eng',
  'lis por',
  'fatima europe',
  'gr eri',
  'bat 49',
  'dolores 99',
];

/** Asked so many times each, since one takes too little to be measured. */
export const repeats = 5;
export const shown = 50;

export const p95 = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * 0.95) - 1] ?? NaN;

let opened: { database: string; keeper: IndexKeeper } | null = null;

/** What it took to make the index, to load it, and how many bytes it has. */
export const made = { build: 0, load: 0, bytes: 0 };

const open = async (name: string): Promise<IndexKeeper> => {
  if (opened?.database === name) return opened.keeper;
  const result = await openDatabase(name);
  if (!result.ok) throw new Error(result.problem.code);
  const first = new IndexKeeper(result.value);
  let started = performance.now();
  await first.start();
  made.build = performance.now() - started;
  if (!(await first.save())) throw new Error('The index could not be kept.');
  first.stop();
  const { segments } = await readKept(name);
  made.bytes = [...segments.values()].reduce<number>(
    (sum, bytes) => sum + (bytes as ArrayBuffer).byteLength,
    0,
  );
  const keeper = new IndexKeeper(result.value);
  started = performance.now();
  await keeper.start();
  made.load = performance.now() - started;
  opened = { database: name, keeper };
  return keeper;
};

/** Asks everything; gives the numbers of all that fits, rising. */
export const askIndex = async (
  database: string,
  note: (typed: string, ms: number) => void,
): Promise<number[][]> => {
  const keeper = await open(database);
  const options = { tables: ['profiles'], trash: true } as const;
  for (const typed of searches)
    for (let turn = 0; turn < repeats; turn += 1) {
      const started = performance.now();
      await keeper.find(typed, { ...options, limit: shown });
      note(typed, performance.now() - started);
    }
  const all = [];
  for (const typed of searches) {
    const { hits } = await keeper.find(typed, { ...options, limit: Infinity });
    all.push(hits.map(({ id }) => id).toSorted((a, b) => a - b));
  }
  return all;
};
