import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { historyItemSchema, type HistoryItem } from '#shared/sync/history.ts';
import type { Change } from '#shared/sync/change.ts';
import { createRouter, type AllHandlers } from '#electron/ipc/router.ts';
import { journalHandlers } from '#electron/ipc/journal.ts';
import type { Journal } from '#electron/journal/journal.ts';
import { newFolder } from '../snapshots/made-snapshot.ts';
import {
  baseEntry,
  closeJournals,
  desk,
  entry,
  good,
  mustAppend,
  openJournal,
  otherDesk,
  renamed,
  stampOf,
  toLines,
  workspace,
  writeJournal,
  type Numbered,
} from './journal-desk.ts';

afterEach(closeJournals);

const create = (id: number, seq: number): Change => ({
  kind: 'create',
  table: 'projects',
  row: { id, values: { name: `new ${id}` }, clock: stampOf(seq) },
});
const erase = (id: number, seq: number): Change => ({
  kind: 'erase',
  table: 'projects',
  id,
  stamp: stampOf(seq),
});
const made = (seq: number, changes: Change[]): Numbered => ({
  seq,
  stamp: stampOf(seq),
  action: 'edit',
  changes,
});

/** Three segments in which project 7 lives among others whose numbers look like its own. */
const lives = async (): Promise<string> => {
  const folder = join(await newFolder(), 'journal');
  await writeJournal(folder, [
    [made(1, [create(7, 1), create(77, 1)])],
    [made(2, [renamed(7, 2, 'one'), renamed(7, 2, 'two')]), entry(3, { id: 70 })],
  ]);
  const users = { ...renamed(7, 4, 'a user'), table: 'users' } as Change;
  const restore = {
    workspace,
    snapshot: { desk: desk.id, number: 3, createdAt: '2026-11-23T09:00:00.000Z' },
  };
  await writeJournal(folder, [[made(4, [users]), baseEntry(5, restore)]], { desk: otherDesk });
  await writeJournal(folder, [
    [made(6, [renamed(7, 6, '"id":7,"base":{')]), entry(7, { id: 8, name: '"id":7,' })],
    [made(8, [erase(7, 8)])],
  ]);
  return folder;
};

const all = { table: 'projects', id: 7, before: null, limit: 500 } as const;

const short = ({ seq, change, base }: HistoryItem) =>
  `${seq} ${base === true ? 'base' : change.kind}${change?.kind === 'update' ? ` ${String(change.values['name'])}` : ''}`;

const historyOf = async (journal: Journal, query: Parameters<Journal['history']>[0]) => {
  const { items, more } = good(await journal.history(query));
  return { items: items.map(short), more };
};

const whole = [
  '8 erase',
  '6 update "id":7,"base":{',
  '5 base',
  '2 update two',
  '2 update one',
  '1 create',
];

describe('JRN18: the history of a record', () => {
  it('is everything that happened to it, newest first, over all segments', async () => {
    const journal = await openJournal(await lives());
    expect(await historyOf(journal, all)).toEqual({ items: whole, more: false });
    const { items } = good(await journal.history(all));
    expect(items[0]).toEqual({
      seq: 8,
      at: expect.stringMatching(/^2026-11-23T09:00:\d\d\.000Z$/) as string,
      stamp: stampOf(8),
      action: 'edit',
      change: erase(7, 8),
    });
    for (const item of items) expect(historyItemSchema.parse(item)).toEqual(item);
  });

  it('comes in pages that do not part an entry', async () => {
    const journal = await openJournal(await lives());
    expect(await historyOf(journal, { ...all, limit: 2 })).toEqual({
      items: whole.slice(0, 2),
      more: true,
    });
    expect(await historyOf(journal, { ...all, before: 6, limit: 2 })).toEqual({
      items: whole.slice(2, 5),
      more: true,
    });
    expect(await historyOf(journal, { ...all, before: 2, limit: 2 })).toEqual({
      items: whole.slice(5),
      more: false,
    });
    expect(await historyOf(journal, { ...all, before: 1 })).toEqual({ items: [], more: false });
  });

  it('is the same in pages of any size', async () => {
    const journal = await openJournal(await lives());
    for (let limit = 1; limit <= 7; limit++) {
      const items: string[] = [];
      for (let before: number | null = null, more = true; more;) {
        const page: { items: HistoryItem[]; more: boolean } = good(
          await journal.history({ ...all, before, limit }),
        );
        items.push(...page.items.map(short));
        [before, more] = [page.items.at(-1)!.seq, page.more];
      }
      expect(items).toEqual(whole);
    }
  });

  it('of another record has that a restore cut it, and nothing else', async () => {
    const journal = await openJournal(await lives());
    expect(await historyOf(journal, { ...all, id: 700 })).toEqual({
      items: ['5 base'],
      more: false,
    });
    expect((await historyOf(journal, { ...all, table: 'users' })).items).toEqual([
      '5 base',
      '4 update a user',
    ]);
  });

  it('holds what was acknowledged a moment ago, and nothing that was not', async () => {
    const folder = join(await newFolder(), 'journal');
    const journal = await openJournal(folder);
    expect(await historyOf(journal, all)).toEqual({ items: [], more: false });
    await mustAppend(journal, [made(1, [create(7, 1)])]);
    const path = join(folder, '000001.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text + text.slice(text.indexOf('\n') + 1));
    expect(await historyOf(journal, all)).toEqual({ items: ['1 create'], more: false });
  });

  it('gives what is newer than damage first, and then says where the damage is', async () => {
    const folder = await lives();
    const path = join(folder, '000001.jsonl');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"two"', '"six"'));
    const journal = await openJournal(folder);
    const page = await historyOf(journal, all);
    expect(page).toEqual({ items: whole.slice(0, 3), more: true });
    expect(await journal.history({ ...all, before: 5 })).toEqual({
      ok: false,
      problem: {
        code: 'journal.damaged',
        data: { file: '000001.jsonl', line: 3, reason: 'its checksum is not right' },
      },
    });
  });

  it('passes over a segment that is gone', async () => {
    const folder = await lives();
    await rename(join(folder, '000002.jsonl'), join(folder, 'elsewhere'));
    const journal = await openJournal(folder);
    expect((await historyOf(journal, all)).items).toEqual(
      whole.filter((item) => item !== '5 base'),
    );
  });
});

describe('what else a journal tells', () => {
  it('when its first and its last entry were taken in', async () => {
    const folder = join(await newFolder(), 'journal');
    const times = [0, 1000, 2000, 3000, 4000, 5000].map((ms) => Date.UTC(2026, 10, 23, 9) + ms);
    const journal = await openJournal(folder, { now: () => times.shift()! });
    await mustAppend(journal, [entry(1)]);
    await mustAppend(journal, [entry(2)]);
    expect(good(await journal.range())).toEqual({
      from: '2026-11-23T09:00:00.000Z',
      to: '2026-11-23T09:00:03.000Z',
    });
  });

  it('JRN10: every entry that replaced everything', async () => {
    const folder = await lives();
    const journal = await openJournal(folder);
    await mustAppend(journal, [baseEntry(9, { workspace, snapshot: null }, [create(1, 9)])]);
    expect(
      good(await journal.bases()).map(({ seq, base }) => [seq, base.snapshot?.number]),
    ).toEqual([
      [5, 3],
      [9, undefined],
    ]);
  });
});

describe('the channels of the journal', () => {
  const routed = async () => {
    const journal = await openJournal(join(await newFolder(), 'journal'));
    const route = createRouter(journalHandlers({ journal }) as unknown as AllHandlers);
    return (name: string, args: object) => route(name, args, { emit: () => undefined });
  };

  it('serve the window', async () => {
    const call = await routed();
    const list = [made(1, [create(7, 1)]), made(2, [renamed(7, 2, 'x')])];
    const sent = { workspace, first: 1, last: 2, bytes: new Uint8Array(toLines(list)) };
    expect(await call('journal.append', sent)).toEqual({ ok: true, value: { acknowledged: 2 } });
    expect(await call('journal.state', {})).toMatchObject({ ok: true, value: { lastSeq: 2 } });
    const history = (await call('journal.history', { ...all, limit: 1 })) as {
      value: { bytes: Uint8Array; more: boolean };
    };
    const lines = Buffer.from(history.value.bytes).toString('utf8').split('\n').slice(0, -1);
    expect(lines.map((line) => short(historyItemSchema.parse(JSON.parse(line))))).toEqual([
      '2 update x',
    ]);
    expect(history.value.more).toBe(true);
    expect(await call('journal.range', {})).toMatchObject({
      ok: true,
      value: { from: expect.stringContaining('2026') as string },
    });
  });

  it('refuse what is no workspace', async () => {
    const call = await routed();
    const sent = {
      workspace: 'mine',
      first: 1,
      last: 1,
      bytes: new Uint8Array(toLines([entry(1)])),
    };
    expect(await call('journal.append', sent)).toMatchObject({ ok: false });
  });
});
