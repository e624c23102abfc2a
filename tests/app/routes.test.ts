import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import { pathTo, routeOf, transferParts } from '#renderer/state/routes.ts';

const table = fc.constantFrom(...tableNames);
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe('addresses of screens', () => {
  test('every path that links are made with leads to its screen', () => {
    expect(routeOf(pathTo.start)).toEqual({ screen: 'start' });
    expect(routeOf('')).toEqual({ screen: 'start' });
    expect(routeOf(pathTo.trash)).toEqual({ screen: 'trash', table: null });
    expect(routeOf(pathTo.settings)).toEqual({ screen: 'settings' });
    for (const part of ['list', 'moment'] as const)
      expect(routeOf(pathTo.backups(part))).toEqual({ screen: 'backups', part });
    for (const part of transferParts)
      expect(routeOf(pathTo.transfer(part))).toEqual({ screen: 'transfer', part });
    for (const name of tableNames) {
      expect(routeOf(pathTo.table(name))).toEqual({ screen: 'table', table: name });
      expect(routeOf(pathTo.trashOf(name))).toEqual({ screen: 'trash', table: name });
      expect(routeOf(pathTo.new(name))).toEqual({ screen: 'new', table: name, prefill: {} });
    }
  });

  test('a record’s address holds its table and number, whatever the number', () => {
    fc.assert(
      fc.property(table, id, (name, number) => {
        const route = routeOf(pathTo.record(name, number));
        expect(route).toEqual({ screen: 'record', table: name, id: number });
      }),
    );
  });

  test('references of a new record travel in the address as numbers', () => {
    const prefill = { request_id: 12, profile_id: 2 ** 40 };
    const route = routeOf(pathTo.new('expert_request_candidates', prefill));
    expect(route).toEqual({ screen: 'new', table: 'expert_request_candidates', prefill });
  });

  test('text of a new record survives signs that mean something in addresses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        fc.pre(title.isWellFormed());
        const route = routeOf(pathTo.new('expert_requests', { title }));
        expect(route).toEqual({ screen: 'new', table: 'expert_requests', prefill: { title } });
      }),
    );
  });

  test('fields that the table does not have, and references that are no numbers, are left out', () => {
    const path = '/t/expert_request_candidates/new?nope=1&request_id=abc&profile_id=-3';
    expect(routeOf(path)).toMatchObject({ screen: 'new', prefill: {} });
  });

  test.each([
    '/t',
    '/t/nothing',
    '/t/profiles/0',
    '/t/profiles/-1',
    '/t/profiles/1.5',
    '/t/profiles/9007199254740993',
    '/t/profiles/12/more',
    '/t/constructor',
    '/trash/nothing',
    '/trash/profiles/1',
    '/transfer/elsewhere',
    '/settings/more',
    '/exchange/more',
    '/backups/list',
    '/backups/moment/more',
    '/elsewhere',
  ])('the address %s leads nowhere, and says so', (path) => {
    expect(routeOf(path)).toEqual({ screen: 'unknown', path });
  });
});
