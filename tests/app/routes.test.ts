import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableNames } from '#shared/entities/index.ts';
import { calendarSpans, pathTo, routeOf, transferParts } from '#renderer/state/routes.ts';

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
      expect(routeOf(pathTo.table(name))).toEqual({ screen: 'table', table: name, view: null });
      expect(routeOf(pathTo.view(name, 7))).toEqual({ screen: 'table', table: name, view: 7 });
      expect(routeOf(pathTo.trashOf(name))).toEqual({ screen: 'trash', table: name });
      expect(routeOf(pathTo.new(name))).toEqual({ screen: 'new', table: name, prefill: {} });
    }
  });

  test('the screens of the work have addresses of their own', () => {
    expect(routeOf(pathTo.today)).toEqual({ screen: 'today' });
    expect(routeOf(pathTo.dashboard)).toEqual({ screen: 'dashboard' });
    expect(routeOf(pathTo.board())).toEqual({ screen: 'board', id: null });
    expect(routeOf(pathTo.board(7))).toEqual({ screen: 'board', id: 7 });
    expect(routeOf(pathTo.request(7))).toEqual({ screen: 'request', id: 7 });
    expect(routeOf(pathTo.shortlist(7))).toEqual({ screen: 'shortlist', id: 7 });
    expect(routeOf(pathTo.calendar())).toEqual({ screen: 'calendar', span: null, day: null });
    for (const span of calendarSpans)
      expect(routeOf(pathTo.calendar(span, '2026-03-29'))).toEqual({
        screen: 'calendar',
        span,
        day: '2026-03-29',
      });
  });

  test('what is searched for travels in the address, whatever its signs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.subarray([...tableNames]), (text, tables) => {
        fc.pre(text.isWellFormed());
        expect(routeOf(pathTo.search(text, tables))).toEqual({ screen: 'search', text, tables });
      }),
    );
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
    '/requests/0',
    '/requests/7/else',
    '/calendar/year',
    '/calendar/week/2026-02-30',
    '/board/7',
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
