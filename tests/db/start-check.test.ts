import { describe, expect, test } from 'vitest';
import { findingOf } from '#renderer/db/start-check.ts';

const workspace = '01890000-0000-7000-8000-00000000000a';
const other = '01890000-0000-7000-8000-00000000000b';

describe('DB16 what a start finds', () => {
  test.each([
    ['nothing anywhere', 'none', { lastSeq: 0, workspace: null }, 'empty'],
    ['data lost, journal there', 'none', { lastSeq: 9, workspace }, 'empty'],
    ['data unreadable', null, { lastSeq: 9, workspace }, 'damaged'],
    ['all journaled', [workspace, 9, 9], { lastSeq: 9, workspace }, 'good'],
    [
      'an acknowledgement that did not arrive',
      [workspace, 9, 7],
      { lastSeq: 9, workspace },
      'good',
    ],
    ['edits still to be sent', [workspace, 12, 9], { lastSeq: 9, workspace }, 'good'],
    ['an older profile', [workspace, 5, 5], { lastSeq: 9, workspace }, 'older'],
    [
      'an older profile with entries of its own',
      [workspace, 8, 5],
      { lastSeq: 9, workspace },
      'older',
    ],
    ['a new workspace on its way', [other, 10, 9], { lastSeq: 9, workspace }, 'good'],
    ['data of another desk', [other, 9, 9], { lastSeq: 9, workspace }, 'older'],
    [
      'a journal that was lost',
      [workspace, 9, 9],
      { lastSeq: 0, workspace: null },
      'journalBehind',
    ],
    ['a journal that was cut', [workspace, 12, 9], { lastSeq: 4, workspace }, 'journalBehind'],
    [
      'a journal that was damaged',
      [workspace, 9, 9],
      { lastSeq: 9, workspace, needsBackup: true },
      'journalBehind',
    ],
    ['data lost too', 'none', { lastSeq: 9, workspace, needsBackup: true }, 'empty'],
    ['a first start', [workspace, 0, 0], { lastSeq: 0, workspace: null }, 'good'],
  ] as const)('%s', (_, data, journal, finding) => {
    const ledger =
      data === null || data === 'none'
        ? data
        : { workspace: data[0], lastSeq: data[1], journaled: data[2] };
    expect(findingOf(ledger, { needsBackup: false, ...journal })).toBe(finding);
  });
});
