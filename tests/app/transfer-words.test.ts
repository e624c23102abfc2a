import { describe, expect, test } from 'vitest';
import type { DumpReport } from '#shared/ipc/messages.ts';
import { fileKindOf } from '#renderer/files/choose-file.ts';
import {
  missingOf,
  noticesOf,
  obstacleOf,
  placeOf,
  problemsAsText,
} from '#renderer/features/transfer/dump-findings.ts';
import { snapshotName } from '#renderer/features/transfer/snapshot-name.ts';
import { countOf, sizeText } from '#renderer/state/wording.ts';

const report: DumpReport = {
  rows: { profiles: 2 },
  unknownTables: [],
  unknownColumns: [],
  problems: [],
  problemCount: 0,
  missing: [],
  lines: 40,
};
const problem = { line: 1204, column: 'email', table: 'users', message: 'too long.' };

describe('files and their names', () => {
  test('a file’s kind is told by its ending, whatever case', () => {
    expect(fileKindOf('Desk.EDESK')).toBe('snapshot');
    expect(fileKindOf('access_db.sql')).toBe('dump');
    expect(fileKindOf('sql')).toBeNull();
    expect(fileKindOf('desk.edesk.zip')).toBeNull();
  });

  test('a snapshot is named after its desk and the day', () => {
    const day = new Date(2026, 2, 7, 23, 59);
    expect(snapshotName('Zoë’s laptop', day)).toBe('expert-desk-zoe-s-laptop-2026-03-07.edesk');
    expect(snapshotName('日本', day)).toBe('expert-desk-2026-03-07.edesk');
    expect(snapshotName('../..', day)).toBe('expert-desk-2026-03-07.edesk');
    expect(snapshotName('x'.repeat(100), day).length).toBeLessThan(80);
  });

  test('sizes and counts read as people write them', () => {
    expect(sizeText(0)).toBe('0 bytes');
    expect(sizeText(999)).toBe('999 bytes');
    expect(sizeText(1_000)).toBe('1.0 KB');
    expect(sizeText(27_400_000)).toBe('27.4 MB');
    expect(sizeText(132_000_000)).toBe('132 MB');
    expect(countOf(1, 'row')).toBe('1 row');
    expect(countOf(100_000, 'row')).toBe('100,000 rows');
    expect(countOf(2, 'entry', 'entries')).toBe('2 entries');
  });
});

describe('what a dry run found', () => {
  test('a dump without problems has no obstacle', () => {
    expect(obstacleOf(report)).toBeNull();
  });

  test('problems and an empty dump are obstacles, each with its reason', () => {
    const wrong = { ...report, problems: [problem], problemCount: 1 };
    expect(obstacleOf(wrong)).toMatch(/^1 problem must be mended/);
    expect(obstacleOf({ ...report, rows: {} })).toMatch(/no rows/);
  });

  test('a problem names line, table and column, and leaves out what is not known', () => {
    expect(placeOf(problem)).toBe('line 1,204, users, email');
    expect(placeOf({ ...problem, column: null, table: null })).toBe('line 1,204');
  });

  test('problems are copied as text, one a line, and what is left out is counted', () => {
    const text = problemsAsText('a.sql', { ...report, problems: [problem], problemCount: 5 });
    expect(text.split('\n')).toEqual([
      'a.sql: 5 problems',
      'line 1,204, users, email: too long.',
      '… and 4 more',
    ]);
  });

  test('unknown tables and columns are told, not swallowed', () => {
    const found = noticesOf({
      ...report,
      unknownTables: [{ name: 'audit_log', rows: 12, line: 7 }],
      unknownColumns: [{ table: 'profiles', column: 'shoe_size', line: 9 }],
    });
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/audit_log.*line 7, 12 rows/);
    expect(found[1]).toMatch(/shoe_size.*Profiles.*line 9/);
  });

  test('a reference to a record outside the dump names both', () => {
    const missing = [
      { table: 'users', column: 'profile_id', line: 3, target: 'profiles', id: 4 } as const,
    ];
    expect(missingOf({ ...report, missing })).toEqual([
      'Line 3: profile_id of Users points to Profile 4, which is not in the dump.',
    ]);
  });
});
