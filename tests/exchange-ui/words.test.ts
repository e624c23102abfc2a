import { describe, expect, test } from 'vitest';
import {
  canAllow,
  eventText,
  nameAmong,
  standingOf,
  standingText,
} from '#renderer/features/exchange/exchange-words.ts';
import type { ExchangeDesk, ExchangeStatus } from '#shared/ipc/exchange-channels.ts';
import { noExchange } from '#tests/support/memory-api.ts';

const desk: ExchangeDesk = {
  id: '01890000-0000-7000-8000-0000000000b0',
  name: 'Ben',
  number: 4712,
  isOwn: false,
  writtenAt: '2026-06-01T00:00:00.000Z',
  state: 'upToDate',
  waiting: 0,
  problem: null,
};
const taking: ExchangeStatus = { ...noExchange, place: '/team', desks: [desk] };
const gone = { code: 'exchange.folderGone', data: { folder: '/team' } } as const;

const said = (rest: Partial<ExchangeStatus>) => {
  const status = { ...taking, ...rest };
  const standing = standingOf(status);
  return standing === null ? null : standingText(standing, status);
};

describe('what the window’s foot says of the shared folder', () => {
  test('nothing where there is none', () => {
    expect(said({ place: null })).toBeNull();
  });

  test('that all is in step, or how much waits', () => {
    expect(said({})).toBe('In step with the shared folder');
    const behind = { ...desk, state: 'behind' as const, waiting: 2 };
    expect(said({ desks: [behind, { ...behind, waiting: 1_001 }] })).toBe(
      'Shared folder: 1,003 files waiting',
    );
    // One that has not arrived whole counts as none, and is waited for all the same.
    expect(said({ desks: [{ ...desk, state: 'waiting' }] })).toBe(
      'Shared folder: waiting for files',
    );
  });

  test('what needs people comes before what does not', () => {
    const held = { ...desk, state: 'held' as const, waiting: 2 };
    expect(said({ desks: [held] })).toBe('Shared folder waits for your decision');
    expect(said({ desks: [held], problem: gone })).toBe('Shared folder: see what is wrong');
    expect(said({ problem: gone, paused: true })).toBe('Shared folder paused');
    expect(said({ locked: true, paused: true, problem: gone })).toBe(
      'Shared folder waits for its passphrase',
    );
  });
});

test('desks of one name are told apart by their numbers', () => {
  const other = { ...desk, id: '01890000-0000-7000-8000-0000000000b1', number: 4713 };
  const ada = { ...other, name: 'Ada' };
  expect(nameAmong(desk, [desk, ada])).toBe('Ben');
  expect(nameAmong(desk, [desk, other, ada])).toBe('Ben (desk 4712)');
  expect(nameAmong(other, [desk, other, ada])).toBe('Ben (desk 4713)');
});

test('only what was held back on purpose can be taken in anyway', () => {
  const mass = { code: 'exchange.massChange', data: {} } as const;
  const ahead = { code: 'exchange.clockAhead', data: {} } as const;
  expect(canAllow({ ...desk, state: 'held', problem: mass })).toBe(true);
  expect(canAllow({ ...desk, state: 'held', problem: ahead })).toBe(true);
  expect(canAllow({ ...desk, state: 'held', problem: gone })).toBe(false);
  expect(canAllow({ ...desk, state: 'waiting', problem: mass })).toBe(false);
});

test.each([
  [{ what: 'sent', desk: 'Ana', entries: 1 }, 'Sent 1 change'],
  [{ what: 'received', desk: 'Ben', entries: 1204 }, 'Took in 1,204 changes from “Ben”'],
  [{ what: 'received', desk: 'Ben', entries: 0 }, 'Took in all records of “Ben”'],
  [{ what: 'checkpoint', desk: 'Ana' }, 'Wrote a copy of all records, for desks that join'],
  [{ what: 'checkpoint', desk: 'Ben' }, 'Took in all records of “Ben”'],
  [{ what: 'joined', desk: 'Ana' }, 'This desk joined'],
  [{ what: 'left', desk: 'Ben' }, '“Ben” left'],
  [{ what: 'problem', desk: 'Ben' }, 'Something was wrong with “Ben”'],
] as const)('%o reads “%s”', (event, text) => {
  const whole = { at: desk.writtenAt, entries: 0, problem: null, ...event };
  expect(eventText(whole, 'Ana')).toBe(text);
});
