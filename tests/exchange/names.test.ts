import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baseName,
  deskName,
  logName,
  parseExchangeName,
  parseStoredName,
  plainName,
  storedName,
} from '#shared/formats/exchange-names.ts';
import { lisbon } from './made-files.ts';

const { id } = lisbon;

describe('EXC2: names and their parts', () => {
  it('parts make the name that is read as these parts', () => {
    const years = { min: new Date('2000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') };
    const moment = fc.date({ ...years, noInvalidDate: true }).map((date) => date.toISOString());
    const segment = fc.integer({ min: 1, max: 99_999_999 });
    fc.assert(
      fc.property(fc.uuid(), segment, moment, (desk, number, createdAt) => {
        expect(parseExchangeName(deskName(desk))).toEqual({ kind: 'desk', desk });
        const log = { kind: 'log', desk, segment: number };
        expect(parseExchangeName(logName(desk, number))).toEqual(log);
        const base = { kind: 'base', desk, createdAt };
        expect(parseExchangeName(baseName(desk, createdAt))).toEqual(base);
      }),
    );
  });

  it('a name is as the rule writes it', () => {
    expect(baseName(id, '2026-03-31T14:30:05.007Z')).toBe(`base/20260331-143005-007-${id}.edesk`);
    expect(logName(id, 17)).toBe(`log/${id}/00000017.jsonl.gz`);
    expect(() => logName(id, 0)).toThrow(RangeError);
    expect(() => logName(id, 100_000_000)).toThrow(RangeError);
  });

  it.each([
    'Workspace.json',
    'workspace (1).json',
    './workspace.json',
    'desks/../workspace.json',
    `desks/../desks/${id}.json`,
    `desks\\${id}.json`,
    `desks/${id} (conflicted copy 2026-01-01).json`,
    `desks/${id}.sync-conflict-20260101-120000-ABCDEFG.json`,
    `desks/${id.toUpperCase()}.json`,
    `desks/${id}.json\n`,
    `desks/~${id}-0123456789ab.tmp`,
    'desks/.DS_Store',
    `log/${id}/00000000.jsonl.gz`,
    `log/${id}/1.jsonl.gz`,
    `log/${id}/000000001.jsonl.gz`,
    `log/${id}/00000001.jsonl`,
    `log/${id}/more/00000001.jsonl.gz`,
    `base/20260230-143005-007-${id}.edesk`,
    `base/20260331-243005-007-${id}.edesk`,
    `base/20260331-143005-${id}.edesk`,
    '',
  ])('EXC5: “%s” is no part of the folder', (name) => {
    expect(parseExchangeName(name)).toBeNull();
    expect(parseStoredName(name)).toBeNull();
    expect(parseStoredName(`${name}.age`)).toBeNull();
  });
});

describe('EXC6: endings', () => {
  it('in an encrypted folder everything but workspace.json has one', () => {
    expect(storedName(deskName(id), '.age')).toBe(`${deskName(id)}.age`);
    expect(storedName('workspace.json', '.age')).toBe('workspace.json');
    expect(plainName(`${deskName(id)}.age`, '.age')).toBe(deskName(id));
    expect(plainName('workspace.json', '.age')).toBe('workspace.json');
  });

  it('names of the other kind of folder are passed over', () => {
    expect(plainName(deskName(id), '.age')).toBeNull();
    expect(plainName(`${deskName(id)}.age`, '')).toBeNull();
    expect(plainName('workspace.json.age', '.age')).toBeNull();
    expect(plainName(`${deskName(id)}.age.age`, '.age')).toBeNull();
  });
});
