// `npm run bench [-- NAME …] [--rows N] [--rounds N]`: each benchmark in real Chromium, taking turns with its
// peer; one JSON line each on standard output, notes on standard error.
import { parseArgs } from 'node:util';
import { buildBench, openMachine, runIdle } from '../bench/machine.mjs';
import { runRebuild } from '../bench/rebuild.mjs';
import { rest } from '../bench/rest.mjs';
import { fewRows, openScrolls, scrollFigures } from '../bench/scroll.mjs';
import { openScreens } from '../bench/screens.mjs';
import { openColdTables, openSpreadStarts, openStarts } from '../bench/start.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
  },
});
const rows = Number(values.rows);
const rounds = Math.max(1, Number(values.rounds));

/** Where the number of rows is not chosen. */
const oneMillion = process.argv.some((one) => one.startsWith('--rows')) ? rows : 1_000_000;

/** @typedef {Awaited<ReturnType<typeof openMachine>>} Machine */

const note = (/** @type {string} */ text) => console.error(text);

const median = (/** @type {number[]} */ numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** Whole milliseconds, and tenths of a few. */
const rounded = (/** @type {number} */ ms) => (ms < 100 ? Number(ms.toFixed(1)) : Math.round(ms));

/** Ours and the peer's turn about, so that a busy machine is busy for both; each begins on one at rest. */
const compare = async (
  /** @type {string} */ bench,
  /** @type {string} */ peer,
  /** @type {{ ours: () => Promise<any>, theirs: () => Promise<any> }} */ { ours, theirs },
  /** @type {(ours: any[], theirs: any[]) => object} */ figures = () => ({}),
) => {
  const taken = { ours: /** @type {any[]} */ ([]), theirs: /** @type {any[]} */ ([]) };
  for (let round = 1; round <= rounds; round++) {
    await rest();
    const a = await ours();
    await rest();
    const b = await theirs();
    taken.ours.push(a);
    taken.theirs.push(b);
    note(`${bench}, round ${round}: ours ${describe(a)} · ${peer} ${describe(b)}`);
  }
  const medianOf = (/** @type {any[]} */ all) => median(all.map(({ ms }) => ms)) ?? 0;
  const [oursMs, peerMs] = [medianOf(taken.ours), medianOf(taken.theirs)];
  const ratio = Number((peerMs / oursMs).toFixed(2));
  const line = {
    bench,
    rows,
    ours_ms: rounded(oursMs),
    peer,
    peer_ms: rounded(peerMs),
    ratio,
    ...figures(taken.ours, taken.theirs),
  };
  console.log(JSON.stringify(line));
};

const describe = (/** @type {any} */ { ms, packed, unpacked, hostMiB, pageMiB }) =>
  [
    `${rounded(ms)} ms`,
    packed === undefined
      ? ''
      : `${mib(packed)} MiB packed${unpacked === undefined ? '' : `, ${mib(unpacked)} MiB unpacked`}`,
    hostMiB === undefined
      ? ''
      : `peaks: host ${Math.round(hostMiB)} MiB, page ${Math.round(pageMiB)} MiB`,
  ]
    .filter((part) => part !== '')
    .join(', ');

const mib = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);

/** @template T @param {(machine: Machine) => Promise<T>} use @returns {Promise<T>} */
const withMachine = async (use) => {
  const machine = await openMachine();
  try {
    return await use(machine);
  } finally {
    await machine.close();
  }
};

/**
 * One turn on a machine of its own, beside a desk of the benchmark's rows. What a browser puts off when a
 * database is removed, it does at the cost of whatever is written next, for as long as anybody has a connection:
 * rounds that share a browser, in which each restores a database and removes one, get slower one by one.
 * @param {(machine: Machine, database: string) => Promise<unknown>} prepare
 * @param {(machine: Machine) => Promise<any>} turn
 */
const turnAlone = (prepare, turn) =>
  withMachine(async (machine) => {
    await prepare(machine, await machine.ask('seed', 'bench-desk', rows));
    await rest();
    return turn(machine);
  });

/** What people do one by one, and what they do to many records at once. */
const journalings = [
  { name: 'journal, single edits', edits: 500, size: 1 },
  { name: 'journal, batches of 10,000', edits: 2, size: 10_000 },
];

const library = 'dexie-export-import + gzip';

/** Peaks at a fifth of the rows and at all of them: a stream's memory does not grow with its length. */
const memoryOf = async (/** @type {'export' | 'restore'} */ step) => {
  for (const some of [Math.ceil(rows / 5), rows])
    await withMachine(async (machine) => {
      await machine.ask('seed', 'bench-desk', some);
      if (step === 'restore') await machine.ask('export', 'bench-desk');
      const measured = await machine.askWatched(step, 'bench-desk');
      note(`memory of snapshot-${step}, ${some} rows: ${describe(measured)}`);
    });
};

/** @param {typeof openStarts} open @param {string} name */
const withStarts = async (open, name, count = rows) => {
  const starts = await open(count);
  try {
    const sides = { ours: starts.full, theirs: starts.empty };
    await compare(name, 'a desk with one screenful', sides, () => ({ rows: count }));
  } finally {
    await starts.close();
  }
};

/** What each part took. */
const mediansOf = (/** @type {any[]} */ all) =>
  Object.fromEntries(
    Object.keys(all[0].parts).map((name) => [
      name,
      rounded(median(all.map(({ parts }) => parts[name])) ?? 0),
    ]),
  );

/** Both sides must have found the same, and what each question took. */
const partsOf = (/** @type {any[]} */ ours, /** @type {any[]} */ theirs) => {
  for (const [at, one] of ours[0].found.entries())
    if (one !== theirs[0].found[at])
      throw new Error(`Question ${at + 1}: ${one} is not ${theirs[0].found[at]}`);
  const names = Object.keys(ours[0].parts);
  const medians = names.map((name) => {
    const of = (/** @type {any[]} */ all) =>
      rounded(median(all.map(({ parts }) => parts[name])) ?? 0);
    return [name, [of(ours), of(theirs)]];
  });
  return { questions: Object.fromEntries(medians) };
};

/** How many questions there are, the slowest of them, and how many stay within a tenth of a second. */
const everyFigures = (/** @type {any[]} */ ours) => {
  const medians = Object.entries(mediansOf(ours)).sort(([, a], [, b]) => b - a);
  return {
    questions: medians.length,
    within_100_ms: medians.filter(([, ms]) => ms <= 100).length,
    slowest: Object.fromEntries(medians.slice(0, 8)),
  };
};

const benches = {
  write: () =>
    withMachine((machine) =>
      compare('write', 'plain IndexedDB', {
        ours: () => machine.ask('inWorker', { step: 'write', rows }),
        theirs: () => machine.ask('inWorker', { step: 'write-peer', rows }),
      }),
    ),
  'snapshot-export': async () => {
    await withMachine(async (machine) => {
      const database = await machine.ask('seed', 'bench-desk', rows);
      await compare('snapshot-export', library, {
        ours: () => machine.ask('export', 'bench-desk'),
        theirs: () => machine.ask('inWorker', { step: 'export-peer', database }),
      });
    });
    await memoryOf('export');
  },
  'snapshot-restore': async () => {
    await compare('snapshot-restore', library, {
      ours: () =>
        turnAlone(
          (machine) => machine.ask('export', 'bench-desk'),
          (machine) => machine.ask('restore', 'bench-other'),
        ),
      theirs: () =>
        turnAlone(
          (machine, database) => machine.ask('inWorker', { step: 'export-peer', database }),
          (machine) => machine.ask('inWorker', { step: 'restore-peer' }),
        ),
    });
    await memoryOf('restore');
  },
  backup: () =>
    withMachine(async (machine) => {
      await machine.ask('seed', 'bench-desk', rows);
      await compare('backup', 'an export written without care', {
        ours: () => machine.ask('backup', 'bench-desk'),
        theirs: () => machine.ask('exportPlainly', 'bench-desk'),
      });
    }),
  encrypt: () =>
    withMachine(async (machine) => {
      await machine.ask('seed', 'bench-desk', rows);
      await compare('encrypt', 'the same export, not encrypted', {
        ours: () => machine.ask('export', 'bench-desk', 'correct horse battery staple'),
        theirs: () => machine.ask('export', 'bench-desk'),
      });
    }),
  merge: () =>
    withMachine(async (machine) => {
      await machine.ask('seed', 'bench-desk', rows);
      await machine.ask('share', 'bench-desk');
      await compare('merge', 'a full restore of the same file', {
        ours: () => machine.ask('merge', 'bench-desk', rows),
        theirs: () => machine.ask('restore', 'bench-other'),
      });
    }),
  collect: () =>
    withMachine(async (machine) => {
      await machine.ask('seed', 'bench-desk', rows);
      await machine.ask('share', 'bench-desk');
      await compare('collect', 'plain IndexedDB', {
        ours: () => machine.ask('collect', 'bench-desk', rows),
        theirs: () => machine.ask('inWorker', { step: 'write-peer', rows }),
      });
    }),
  query: () =>
    withMachine(async (machine) => {
      const database = await machine.ask('seed', 'bench-desk', rows);
      const sides = {
        ours: () => machine.ask('inWorker', { step: 'query', database }),
        theirs: () => machine.ask('inWorker', { step: 'query-peer', rows }),
      };
      // Once for nothing: columns are read and the peer's table is filled.
      const cold = [await sides.ours(), await sides.theirs()];
      note(`query, first time with all columns read: ${describe(cold[0])}`);
      await compare('query', 'SQLite in WebAssembly on OPFS', sides, partsOf);
    }),
  every: () =>
    withMachine(async (machine) => {
      const database = await machine.ask('seed', 'bench-desk', rows);
      const few = await machine.ask('seed', 'bench-few', fewRows);
      const sides = {
        ours: () => machine.ask('inWorker', { step: 'every', database }),
        theirs: () => machine.ask('inWorker', { step: 'every', database: few }),
      };
      await compare('every', `p95 with ${fewRows} rows`, sides, everyFigures);
    }),
  hydrate: () =>
    withMachine(async (machine) => {
      const database = await machine.ask('seed', 'bench-desk', rows);
      const packed = await machine.ask('inWorker', { step: 'pack', database });
      note(`hydrate, packing all columns from the records: ${describe(packed)}`);
      const sides = {
        ours: () => machine.ask('inWorker', { step: 'hydrate', database }),
        theirs: () => machine.ask('inWorker', { step: 'hydrate-peer', database }),
      };
      await compare('hydrate', 'getAll in batches of 2,000', sides, (ours) => ({
        columns: ours[0].found.length,
        parts: ours[0].parts,
      }));
    }),
  search: () =>
    withMachine(async (machine) => {
      const database = await machine.ask('seed', 'bench-desk', rows);
      const sides = {
        ours: () => machine.ask('inWorker', { step: 'search', database }),
        theirs: () => machine.ask('inWorker', { step: 'search-peer', rows }),
      };
      // Once for nothing: the index is made, kept and loaded, and the peer's is filled.
      const { made } = await sides.ours();
      await sides.theirs();
      const { build, load, bytes } = made;
      note(`index made in ${rounded(build)} ms, loaded in ${rounded(load)} ms, ${mib(bytes)} MiB`);
      const peer = 'p95 of SQLite FTS5 in WebAssembly on OPFS';
      await compare('search', peer, sides, (ours, theirs) => ({
        build_ms: rounded(build),
        load_ms: rounded(load),
        mib: Number(mib(bytes)),
        ...partsOf(ours, theirs),
      }));
    }),
  idle: async () => {
    const { ours, without, seconds } = runIdle();
    const share = Number(((ours - without) / (seconds * 10)).toFixed(2));
    const line = { bench: 'idle exchange of 10 desks', rows: 300, ours_ms: rounded(ours) };
    const peer = { peer: 'the same process without them', peer_ms: rounded(without) };
    console.log(JSON.stringify({ ...line, ...peer, seconds, percent_of_a_core: share }));
  },
  rebuild: async () => {
    const { made, again, verified, changed, size } = await runRebuild(rows);
    note(`a snapshot of ${rows} rows, verified: ${made.ms} ms, at most ${made.peak} MiB`);
    note(`verified by itself: ${verified.ms} ms, at most ${verified.peak} MiB`);
    const line = { bench: 'rebuild', rows, ours_ms: again.ms, peer: 'the snapshot alone' };
    const ratio = Number((made.ms / again.ms).toFixed(2));
    const more = { changed, peak_mib: again.peak, file_mib: Math.round(size / 2 ** 20) };
    console.log(JSON.stringify({ ...line, peer_ms: made.ms, ratio, ...more }));
  },
  journal: async () => {
    for (const { name, edits, size } of journalings)
      await withMachine(async (machine) => {
        // Two desks alike, so that each side edits records of its own.
        await machine.ask('seed', 'bench-journal', 10_000);
        await machine.ask('seed', 'bench-plain', 10_000);
        await machine.ask('edit', 'bench-journal', 1, 1, true);
        await compare(name, 'the same edits without a journal', {
          ours: () => machine.ask('edit', 'bench-journal', edits, size, true),
          theirs: () => machine.ask('edit', 'bench-plain', edits, size, false),
        });
      });
  },
  start: () => withStarts(openStarts, 'start'),
  'start-1m': () => withStarts(openSpreadStarts, 'start-1m', oneMillion),
  open: () => withStarts(openColdTables, 'open'),
  screens: async () => {
    const screens = await openScreens(rows);
    try {
      const sides = { ours: screens.full, theirs: screens.few };
      await compare('screens', `the slowest with ${fewRows} rows`, sides, (ours) => ({
        deeds: mediansOf(ours),
      }));
    } finally {
      await screens.close();
    }
  },
  scroll: async () => {
    const scrolls = await openScrolls(rows);
    try {
      const sides = { ours: scrolls.full, theirs: scrolls.few };
      await compare('scroll', `the same grid with ${fewRows} rows`, sides, scrollFigures);
    } finally {
      await scrolls.close();
    }
  },
};

const wanted = positionals.length > 0 ? positionals : Object.keys(benches);
const unknown = wanted.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined || !Number.isSafeInteger(rows) || rows < 1) {
  note(`usage: npm run bench [-- ${Object.keys(benches).join(' | ')}] [--rows N] [--rounds N]`);
  process.exit(1);
}
await buildBench();
for (const name of wanted) await benches[/** @type {keyof typeof benches} */ (name)]();
