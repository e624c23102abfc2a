import { test } from 'vitest';
import { tableNames, type TableName } from '#shared/entities/index.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import { putRows, packedCreation, readBatch } from '#renderer/db/bulk-rows.ts';
import { toStored } from '#renderer/db/stored-row.ts';
import { valuesProblem } from '#shared/schema/row-check.ts';
import { entityOf } from '#shared/entities/index.ts';
import { storesOf } from '#renderer/db/stores.ts';
import { create, importStamp, openScratch, expectOk } from './scratch-desk.ts';
import type { OrderQuery } from '#renderer/db/desk.ts';
void tableNames;
void storesOf;
void create;

const N = 100_000;
const words =
  'ana lima zoe garcia supply lithium battery cell pack engineer manager lead global head procurement'.split(
    ' ',
  );
let seed = 1;
const rnd = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const w = () => words[Math.floor(rnd() * words.length)]!;
const iso = (n: number) => new Date(1600000000000 + n).toISOString().replace('Z', '000Z');
const profile = (id: number): Row => ({
  id,
  clock: importStamp(),
  values: {
    first_name: w() + Math.floor(rnd() * 1000),
    last_name: w() + w(),
    title: `${w()} ${w()} of ${w()}`,
    summary: Array.from({ length: 60 }, w).join(' '),
    languages: ['en', 'pt'],
    city: w(),
    country: w(),
    country_iso2_code: 'BR',
    timezone: 'America/Sao_Paulo',
    keywords: [w(), w(), w()],
    tags: [w(), w()],
    tier: 1 + Math.floor(rnd() * 3),
    hourly_rate: `${Math.floor(rnd() * 900)}.50`,
    conflicted: rnd() < 0.1,
    hide_profile: false,
    linkedin_url: `https://linkedin.com/in/${w()}${id}`,
    cv_url: `https://example.com/${id}`,
    picture_url: `https://example.com/p/${id}`,
    created_at: iso(Math.floor(rnd() * 1e11)),
    available_pro_bono: rnd() < 0.5,
    additional_information: Array.from({ length: 20 }, w).join(' '),
  } as Values,
});
const time = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const t = performance.now();
  const r = await work();
  console.log(name, (performance.now() - t).toFixed(1), 'ms');
  return r;
};

test('perf', { timeout: 300_000 }, async () => {
  const desk = await openScratch();
  const fill = async (table: TableName, make: (id: number) => Row) => {
    for (let from = 1; from <= N; from += 2000) {
      const rows = Array.from({ length: 2000 }, (_, i) => make(from + i));
      for (const r of rows) if (valuesProblem(entityOf(table), r.values)) throw new Error('x');
      expectOk(
        await putRows(desk.database, table, rows, {
          outbox: packedCreation(table, rows, { stamp: importStamp(), action: 'x' }),
        }),
      );
    }
  };
  await time('write 100k profiles', () => fill('profiles', profile));
  await time('write 100k candidates', () =>
    fill('expert_request_candidates', (id) => ({
      id,
      clock: importStamp(),
      values: {
        profile_id: 1 + Math.floor(rnd() * N),
        match_state: w(),
        email: `${w()}${id}@x.com`,
        created_at: iso(id * 1000),
        match_score: '12.5',
      },
    })),
  );
  await time('page', () => desk.page('profiles', { trash: false, limit: 50 }));
  let p = await desk.page('profiles', { trash: false, limit: 50 });
  await time('page 2', () => desk.page('profiles', { trash: false, limit: 50, after: p.next }));
  const q = (over: Partial<OrderQuery>): OrderQuery => ({
    table: 'profiles',
    trash: false,
    sort: null,
    text: '',
    fields: [],
    ...over,
  });
  const order = (name: string, query: OrderQuery) =>
    time(name, () => {
      let first = 0;
      const t = performance.now();
      let partials = 0;
      return desk
        .order(query, {
          signal: new AbortController().signal,
          onPartial: () => {
            partials++;
            first ||= performance.now() - t;
          },
        })
        .then((r) => {
          console.log('   ', r.ids.length, 'first partial', first.toFixed(0), partials);
          return r;
        });
    });
  await order('default cold (worker start)', q({}));
  await order('default warm', q({}));
  await order('default candidates cold', q({ table: 'expert_request_candidates' }));
  const fields = [
    'first_name',
    'last_name',
    'title',
    'languages',
    'city',
    'country',
    'timezone',
    'keywords',
    'tags',
    'tier',
    'hourly_rate',
    'linkedin_url',
    'created_at',
  ];
  await time('baseline: 100k rows by getAll in batches, page', async () => { for (let after = 0, n = 2000; n === 2000; ) { const rows = await readBatch(desk.database, 'profiles', after, 2000); n = rows.length; after = rows.at(-1)?.id ?? 0; } });
  await order('sort last_name cold', q({ sort: { field: 'last_name', descending: false } }));
  await order('sort last_name warm desc', q({ sort: { field: 'last_name', descending: true } }));
  await order('sort rate cold', q({ sort: { field: 'hourly_rate', descending: true } }));
  await order('sort rate warm', q({ sort: { field: 'hourly_rate', descending: false } }));
  await order('sort created asc', q({ sort: { field: 'created_at', descending: false } }));
  await order('filter cold', q({ text: 'ana lit', fields }));
  await order('filter warm', q({ text: 'ana lith', fields }));
  await order(
    'filter warm sort',
    q({ text: 'zoe', fields, sort: { field: 'last_name', descending: false } }),
  );
  await order(
    'cand by profile cold',
    q({ table: 'expert_request_candidates', sort: { field: 'profile_id', descending: false } }),
  );
  await order(
    'cand by profile warm',
    q({ table: 'expert_request_candidates', sort: { field: 'profile_id', descending: true } }),
  );
  await time('one edit', () =>
    desk.mutate([{ op: 'update', table: 'profiles', id: 500, values: { last_name: 'Aaaa' } }], 'e'),
  );
  await order('sort last_name after edit', q({ sort: { field: 'last_name', descending: false } }));
  await order(
    'cand by profile after edit',
    q({ table: 'expert_request_candidates', sort: { field: 'profile_id', descending: true } }),
  );
  await order('default after edit', q({}));
  await time('find 1', () => desk.find('profiles', 'an', 20));
  await time('find 2', () => desk.find('profiles', 'ana5 gar', 20));
  await time('find cand', () => desk.find('expert_request_candidates', 'ana5 gar', 20));
  await time('titles 50', () =>
    desk.titles(
      Array.from({ length: 50 }, (_, i) => ({ table: 'expert_request_candidates', id: i + 1 })),
    ),
  );
  await time('related by index', () =>
    desk.related('expert_request_candidates', 'profile_id', 700, 20),
  );
  await time('related by scan cold', () => desk.related('profiles', 'created_by', 700, 20));
  await time('related by scan warm', () => desk.related('profiles', 'created_by', 701, 20));
  for (let i = 0; i < 3; i++)
    await time('one edit', () =>
      desk.mutate([{ op: 'update', table: 'profiles', id: 500, values: { tier: i } }], 'e'),
    );
  // write price: index by index
  const plain = async (indexes: string[], strip: boolean) => {
    const name = 'plain' + Math.random();
    const db: IDBDatabase = await new Promise((res) => {
      const r = indexedDB.open(name, 1);
      r.onupgradeneeded = () => {
        const s = r.result.createObjectStore('s', { keyPath: 'id' });
        for (const i of indexes)
          s.createIndex(i, i.includes('+') ? i.split('+') : i, { multiEntry: i === 'key.name' });
      };
      r.onsuccess = () => res(r.result);
    });
    const t = performance.now();
    for (let from = 1; from <= 20000; from += 2000)
      await new Promise<void>((res) => {
        const tx = db.transaction('s', 'readwrite', { durability: 'strict' });
        const s = tx.objectStore('s');
        for (let i = 0; i < 2000; i++) {
          const r = profile(from + i);
          s.put(strip ? r : toStored('profiles', r));
        }
        tx.oncomplete = () => res();
      });
    console.log(
      'plain',
      JSON.stringify(indexes),
      strip,
      ((20000 / (performance.now() - t)) * 1000).toFixed(0),
      'rows/s',
    );
    db.close();
    indexedDB.deleteDatabase(name);
  };
  for (let round = 0; round < 1; round++) {
    await plain([], true);
    await plain([], false);
    await plain(['key.deleted+key.created_at'], false);
    await plain(
      ['key.deleted+key.created_at', 'key.country_iso2_code+key.tier', 'key.expert_request'],
      false,
    );
    await plain(
      [
        'key.deleted+key.created_at',
        'key.country_iso2_code+key.tier',
        'key.expert_request',
        'key.name',
      ],
      false,
    );
    const fresh = await openScratch();
    const t = performance.now();
    for (let from = 1; from <= 20000; from += 2000) {
      const rows = Array.from({ length: 2000 }, (_, i) => profile(from + i));
      for (const r of rows) valuesProblem(entityOf('profiles'), r.values);
      await putRows(fresh.database, 'profiles', rows, {
        outbox: packedCreation('profiles', rows, { stamp: importStamp(), action: 'x' }),
      });
    }
    console.log('ours putRows', ((20000 / (performance.now() - t)) * 1000).toFixed(0), 'rows/s');
  }
});
