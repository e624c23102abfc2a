import { describe, expect, test } from 'vitest';
import {
  isRecordTaken,
  leftOutBy,
  takeAll,
  takenIn,
  withRecordToggled,
  withTables,
} from '#renderer/features/merge/use-left-out.ts';

const profile = (id: number) => ({ table: 'profiles' as const, id });

describe('what is left out of a merge', () => {
  test('is nothing at first', () => {
    expect(leftOutBy(takeAll)).toEqual({ tables: [], records: [], taken: [] });
    expect(isRecordTaken(takeAll, profile(1))).toBe(true);
    expect(takenIn(takeAll, 'profiles', 5)).toBe(5);
  });

  test('can be single records, and none again', () => {
    const choice = withRecordToggled(takeAll, profile(1));
    expect(leftOutBy(choice).records).toEqual([profile(1)]);
    expect(isRecordTaken(choice, profile(1))).toBe(false);
    expect(takenIn(choice, 'profiles', 5)).toBe(4);
    expect(takenIn(choice, 'projects', 5)).toBe(5);
    expect(leftOutBy(withRecordToggled(choice, profile(1))).records).toEqual([]);
  });

  test('can be a table, from which single records are taken all the same', () => {
    const choice = withRecordToggled(withTables(takeAll, ['profiles'], false), profile(1));
    expect(leftOutBy(choice)).toEqual({ tables: ['profiles'], records: [], taken: [profile(1)] });
    expect(isRecordTaken(choice, profile(1))).toBe(true);
    expect(isRecordTaken(choice, profile(2))).toBe(false);
    expect(takenIn(choice, 'profiles', 5)).toBe(1);
  });

  test('is forgotten record by record where a table is taken or left out as a whole', () => {
    const one = withRecordToggled(takeAll, profile(1));
    expect(leftOutBy(withTables(one, ['profiles'], true))).toEqual(leftOutBy(takeAll));
    expect(leftOutBy(withTables(one, ['profiles'], false))).toEqual({
      tables: ['profiles'],
      records: [],
      taken: [],
    });
    expect(leftOutBy(withTables(one, ['projects'], false)).records).toEqual([profile(1)]);
  });
});
