import { describe, expect, test } from 'vitest';
import { entityOf, tableNames } from '#shared/entities/index.ts';
import { newestVersion, storeVersions } from '#shared/migrations/index.ts';
import { indexOf, pagingPath, pathFrom, storesOf } from '#renderer/db/stores.ts';

test('DB1 what the entities ask for is what the newest version has', () => {
  // Every literal in turn, as Dexie applies them; null drops a store.
  const literal: Record<string, string | null> = {};
  for (const { stores } of storeVersions) Object.assign(literal, stores);
  for (const [name, store] of Object.entries(literal)) if (store === null) delete literal[name];
  expect(storesOf()).toEqual(literal);
});

test('DB1 versions have no gaps', () => {
  expect(storeVersions.map(({ version }) => version)).toEqual(
    Array.from({ length: newestVersion }, (_, i) => i + 1),
  );
});

describe.each(tableNames)('%s', (table) => {
  const entity = entityOf(table);

  test('DB2 has one path for its pages', () => {
    const path = pagingPath(entity);
    expect(path.fields[0]).toBe('deleted');
    if ('created_at' in entity.fields) expect(path.fields).toEqual(['deleted', 'created_at']);
  });

  test('DB2 every path is one index over the shadow key, and a reason in words', () => {
    const indexes = storesOf()[table]!.split(', ');
    for (const path of entity.paths) {
      expect(indexes).toContain(indexOf(path));
      expect(path.name.length).toBeGreaterThan(8);
    }
    expect(new Set(indexes).size).toBe(indexes.length);
  });

  test('DB2 a title that comes through a reference can be found through it', () => {
    for (const field of entity.title.via ?? []) expect(pathFrom(entity, field)).toBeDefined();
  });
});
