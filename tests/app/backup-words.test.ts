import { describe, expect, test } from 'vitest';
import type { Backup, BackupStatus } from '#shared/ipc/messages.ts';
import { backupReasons } from '#shared/ipc/messages.ts';
import {
  keptText,
  nextText,
  proofOf,
  reasonTexts,
} from '#renderer/features/backups/backup-words.ts';
import {
  differenceLines,
  differenceSentences,
} from '#renderer/features/backups/difference-words.ts';
import { instantOf, momentChosen, usualMoments } from '#renderer/features/backups/moment-choice.ts';

const now = new Date(2026, 10, 23, 14, 2).getTime();
const iso = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

const backup: Backup = {
  name: 'a.edesk',
  createdAt: iso(-30),
  reason: 'change',
  size: 1_500_000,
  rows: {},
  encrypted: false,
  seq: 1,
  provenAt: null,
  problem: null,
};

const status = (part: Partial<BackupStatus>): BackupStatus => ({
  folder: 'backups',
  backups: [],
  failing: null,
  dueAt: null,
  protection: { encrypted: false, unlocked: true, kept: false },
  ...part,
});

describe('backups in words', () => {
  test('every reason has words of its own', () => {
    const texts = backupReasons.map((reason) => reasonTexts[reason]);
    expect(new Set(texts).size).toBe(backupReasons.length);
  });

  test('a problem goes before an earlier proof; without either it is not proven yet', () => {
    const problem = { code: 'file.notFound' as const, data: { name: 'a.edesk' } };
    expect(proofOf(backup, now)).toEqual({ tone: 'open', text: 'Not proven yet' });
    expect(proofOf({ ...backup, provenAt: iso(0) }, now)).toEqual({
      tone: 'good',
      text: 'Proven restorable today 14:02',
    });
    expect(proofOf({ ...backup, provenAt: iso(0), problem }, now).tone).toBe('bad');
  });

  test('when the next comes, and how many are kept', () => {
    expect(nextText(status({}), now)).toBe('After the first change');
    expect(nextText(status({ backups: [backup] }), now)).toMatch(/^After the next change/);
    expect(nextText(status({ dueAt: iso(15) }), now)).toBe('Today 14:17, in 15 minutes');
    expect(nextText(status({ dueAt: iso(-1) }), now)).toBe('Any moment now');
    expect(keptText(status({ backups: [backup, backup] }))).toBe('2 backups, 3.0 MB');
    expect(keptText(status({}))).toBe('None yet');
  });
});

describe('a difference in words', () => {
  test('one sentence a table, of one and of many, in the order of the tables', () => {
    const sentences = differenceSentences({
      users: { added: 1, removed: 0, changed: 1, same: 9 },
      consultations: { added: 0, removed: 1204, changed: 0, same: 0 },
      projects: { added: 0, removed: 0, changed: 0, same: 4 },
    });
    expect(sentences).toEqual(['1,204 consultations go', '1 user would change, 1 comes back']);
  });

  test('tables that hold nothing have no line of figures', () => {
    const none = { added: 0, removed: 0, changed: 0, same: 0 };
    expect(differenceLines({ users: none, profiles: { ...none, same: 2 } })).toEqual([
      { name: 'Profiles', figures: ['0', '0', '0', '2'] },
    ]);
  });
});

describe('a moment to go back to', () => {
  const range = { from: now - 3 * 3_600_000, to: now };

  test('lies within the journal, its ends included', () => {
    expect(momentChosen(instantOf(range.from), range)).toEqual({ at: range.from, error: null });
    expect(momentChosen(instantOf(range.to), range)).toEqual({ at: range.to, error: null });
    expect(momentChosen(instantOf(range.from - 1), range).error).toMatch(/begins later/);
    expect(momentChosen(instantOf(range.to + 1), range).error).toMatch(/Nothing was changed after/);
    expect(momentChosen('', range)).toEqual({ at: null, error: null });
    expect(momentChosen('infinity', range).error).toMatch(/Enter a date/);
    expect(momentChosen('last tuesday', range).error).toMatch(/Enter a date/);
  });

  test('usual ones are offered as far as the journal holds them', () => {
    const offered = usualMoments(now, range);
    expect(offered.map(({ label }) => label)).toEqual(['An hour ago', 'As far back as possible']);
    for (const { at } of offered) expect(momentChosen(instantOf(at), range).at).toBe(at);
  });
});
