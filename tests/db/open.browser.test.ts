import { describe, expect, test } from 'vitest';
import { newestVersion } from '#shared/migrations/index.ts';
import type { Notice } from '#renderer/db/desk.ts';
import { openDatabase } from '#renderer/db/open-database.ts';
import { openDesk } from '#renderer/db/open-desk.ts';
import { storeProblem } from '#renderer/db/store-problem.ts';
import { codeOf, create, edit, openScratch, scratchName } from './scratch-desk.ts';

const identity = { number: 77 };

const deleteDatabase = (name: string) =>
  new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error!);
    request.onblocked = () => reject(new Error('blocked'));
  });

const rawOpen = (name: string, version: number): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => request.result.createObjectStore('future');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });

describe('DB3 opening', () => {
  test('an empty database becomes a workspace, which it stays', async () => {
    const desk = await openScratch();
    expect(desk.workspace).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const again = await openScratch({ database: desk.database.name });
    expect(again.workspace).toBe(desk.workspace);
  });

  test('a store written by a newer version is refused and left as it is', async () => {
    const name = scratchName();
    const newer = (newestVersion + 1) * 10;
    (await rawOpen(name, newer)).close();
    expect(codeOf(await openDesk({ identity, database: name }))).toBe('desk.newerStore');
    const after = await rawOpen(name, newer);
    expect([...after.objectStoreNames]).toEqual(['future']);
    after.close();
    await deleteDatabase(name);
  });

  test('edits are durable before they are acknowledged', async () => {
    const desk = await openScratch();
    const strict = await desk.database.transaction('rw', desk.database.state, (tx) => {
      return tx.idbtrans.durability;
    });
    expect(strict).toBe('strict');
  });

  test('a store that is deleted elsewhere is let go at once, and edits say so', async () => {
    const desk = await openScratch();
    let closed = 0;
    desk.onClosed(() => closed++);
    await deleteDatabase(desk.database.name);
    expect(closed).toBe(1);
    const closing = await openScratch();
    closing.onClosed(() => closed++);
    closing.close();
    expect(closed).toBe(1);
    const result = await desk.mutate([{ op: 'create', table: 'projects', values: {} }], 'edit');
    expect(codeOf(result)).toBe('desk.storeClosed');
    await expect(desk.page('projects', { trash: false, limit: 1 })).rejects.toThrow('closed');
  });

  test('a window that holds an older version open is named, not waited for', async () => {
    const name = scratchName();
    const older = await rawOpen(name, 5);
    const opened = await openDatabase(name);
    expect(codeOf(opened)).toBe('desk.openElsewhere');
    older.close();
    await deleteDatabase(name);
  });

  test('a full disk is told from other failures', () => {
    const full = new DOMException('no room', 'QuotaExceededError');
    expect(storeProblem({ name: 'AbortError', inner: full }).problem.code).toBe('desk.storeFull');
    expect(storeProblem(new Error('why\nstack')).problem).toEqual({
      code: 'desk.storeFailed',
      data: { reason: 'why' },
    });
  });
});

describe('DB11 notices', () => {
  const next = (desk: Awaited<ReturnType<typeof openScratch>>) =>
    new Promise<readonly Notice[]>((resolve) => {
      const stop = desk.watch((notices) => {
        stop();
        resolve(notices);
      });
    });

  test('this window and others on the same database hear of every commit', async () => {
    const mine = await openScratch();
    const theirs = await openScratch({ database: mine.database.name });
    const stranger = await openScratch();
    let strange = 0;
    stranger.watch(() => strange++);
    const heard = Promise.all([next(mine), next(theirs)]);
    await edit(
      mine,
      { op: 'create', table: 'projects', id: 1, values: {} },
      { op: 'create', table: 'profiles', id: 2, values: {} },
      { op: 'create', table: 'projects', id: 3, values: {} },
    );
    const notices = [
      { table: 'projects', ids: [1, 3] },
      { table: 'profiles', ids: [2] },
    ];
    expect(await heard).toEqual([notices, notices]);
    expect(strange).toBe(0);
  });

  test('an edit that changes nothing, or fails, is not told', async () => {
    const desk = await openScratch();
    const id = await create(desk, 'projects', { name: 'X' });
    let heard = 0;
    desk.watch(() => heard++);
    await edit(desk, { op: 'update', table: 'projects', id, values: { name: 'X' } });
    await desk.mutate([{ op: 'update', table: 'projects', id: 4, values: {} }], 'edit');
    expect(heard).toBe(0);
    await edit(desk, { op: 'update', table: 'projects', id, values: { name: 'Y' } });
    expect(heard).toBe(1);
  });

  test('two windows that write at once give every record a number of its own', async () => {
    const mine = await openScratch();
    const theirs = await openScratch({ database: mine.database.name });
    const ids = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        create(i % 2 ? mine : theirs, 'projects', { name: `${i}` }),
      ),
    );
    expect(new Set(ids).size).toBe(40);
    const stamps = (await mine.database.outbox.toArray()).map(({ stamp }) => stamp);
    expect(stamps).toEqual([...new Set(stamps)].sort());
  });
});
