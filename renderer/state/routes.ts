import { entities, isTableName, type TableName } from '#shared/entities/index.ts';
import { isInstant } from '#shared/schema/instants.ts';
import { isId } from '#shared/schema/row-check.ts';
import type { Values } from '#shared/schema/row.ts';
import type { Value } from '#shared/schema/fields.ts';

/** The ways of bringing data in or out, each on a screen of its own. */
export const transferParts = ['export', 'restore', 'import', 'merge'] as const;
export type TransferPart = (typeof transferParts)[number];

/** The list of backups, and going back to any moment. */
export type BackupsPart = 'list' | 'moment';

/** How much of the calendar is shown at once. */
export const calendarSpans = ['week', 'month', 'agenda'] as const;
export type CalendarSpan = (typeof calendarSpans)[number];

/** Where the window can be: the address after `#`. */
export type Route =
  | { screen: 'start' }
  | { screen: 'table'; table: TableName; view: number | null }
  | { screen: 'new'; table: TableName; prefill: Values }
  | { screen: 'record'; table: TableName; id: number }
  | { screen: 'trash'; table: TableName | null }
  | { screen: 'transfer'; part: TransferPart }
  | { screen: 'backups'; part: BackupsPart }
  | { screen: 'today' }
  | { screen: 'dashboard' }
  /** `day`: any day of what is shown, such as `2026-03-29`; null for the present. */
  | { screen: 'calendar'; span: CalendarSpan | null; day: string | null }
  | { screen: 'search'; text: string; tables: readonly TableName[] }
  /** A request from brief to receipt. */
  | { screen: 'request'; id: number }
  /** The candidates of a request by state; of all requests where `id` is null. */
  | { screen: 'board'; id: number | null }
  /** The shortlist of a request, as the client gets it. */
  | { screen: 'shortlist'; id: number }
  | { screen: 'conflicts' }
  | { screen: 'exchange' }
  | { screen: 'settings' }
  | { screen: 'unknown'; path: string };

/** Paths of every screen, so that links and the router agree. */
export const pathTo = {
  start: '/',
  today: '/today',
  dashboard: '/dashboard',
  calendar: (span: CalendarSpan | null = null, day: string | null = null) =>
    ['/calendar', span, day].filter((part) => part !== null).join('/'),
  search: (text: string, tables: readonly TableName[] = []) => {
    const query = new URLSearchParams({
      ...(text === '' ? {} : { q: text }),
      ...(tables.length === 0 ? {} : { in: tables.join(',') }),
    }).toString();
    return `/search${query === '' ? '' : `?${query}`}`;
  },
  request: (id: number) => `/requests/${id}`,
  board: (id: number | null = null) => (id === null ? '/board' : `/requests/${id}/board`),
  shortlist: (id: number) => `/requests/${id}/shortlist`,
  conflicts: '/conflicts',
  trash: '/trash',
  exchange: '/exchange',
  settings: '/settings',
  table: (table: TableName) => `/t/${table}`,
  view: (table: TableName, view: number) => `/t/${table}?view=${view}`,
  record: (table: TableName, id: number) => `/t/${table}/${id}`,
  new: (table: TableName, prefill: Values = {}) => {
    const query = new URLSearchParams(
      Object.entries(prefill).map(([field, value]) => [field, String(value)]),
    ).toString();
    return `/t/${table}/new${query === '' ? '' : `?${query}`}`;
  },
  trashOf: (table: TableName) => `/trash/${table}`,
  transfer: (part: TransferPart) => `/transfer/${part}`,
  backups: (part: BackupsPart = 'list') => (part === 'list' ? '/backups' : `/backups/${part}`),
} as const;

/** A reference travels in an address as its number, anything else as text; unknown fields are left out. */
const prefillOf = (table: TableName, query: string): Values => {
  const fields: Readonly<Record<string, { kind: string }>> = entities[table].fields;
  const values: Record<string, Value> = {};
  for (const [field, text] of new URLSearchParams(query)) {
    if (!Object.hasOwn(fields, field)) continue;
    const kind = fields[field]?.kind;
    if (kind === 'reference' && isId(Number(text))) values[field] = Number(text);
    else if (kind === 'text' || kind === 'choice' || kind === 'email') values[field] = text;
  }
  return values;
};

const tableRoute = (table: string, rest: string | undefined, query: string): Route | null => {
  if (!isTableName(table)) return null;
  if (rest === undefined)
    return { screen: 'table', table, view: idIn(new URLSearchParams(query).get('view') ?? '') };
  if (rest === 'new') return { screen: 'new', table, prefill: prefillOf(table, query) };
  const id = idIn(rest);
  return id === null ? null : { screen: 'record', table, id };
};

const idIn = (text: string): number | null => {
  const id = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  return isId(id) ? id : null;
};

const requestRoute = (given: string | undefined, part: string | undefined): Route | null => {
  const id = idIn(given ?? '');
  if (id === null) return null;
  if (part === undefined) return { screen: 'request', id };
  return part === 'board' || part === 'shortlist' ? { screen: part, id } : null;
};

const calendarRoute = (given: string | undefined, day: string | undefined): Route | null => {
  const span = calendarSpans.find((known) => known === given) ?? null;
  if (given !== undefined && span === null) return null;
  if (day !== undefined && !isInstant(`${day}T00:00:00.000000Z`)) return null;
  return { screen: 'calendar', span, day: day ?? null };
};

const searchRoute = (query: string): Route => {
  const asked = new URLSearchParams(query);
  const tables = (asked.get('in') ?? '').split(',').filter(isTableName);
  return { screen: 'search', text: asked.get('q') ?? '', tables };
};

const trashRoute = (table: string | undefined): Route | null => {
  if (table === undefined) return { screen: 'trash', table: null };
  return isTableName(table) ? { screen: 'trash', table } : null;
};

const transferRoute = (given: string | undefined): Route | null => {
  const part = transferParts.find((known) => known === (given ?? 'export'));
  return part === undefined ? null : { screen: 'transfer', part };
};

const backupsRoute = (part: string | undefined): Route | null => {
  if (part === undefined) return { screen: 'backups', part: 'list' };
  return part === 'moment' ? { screen: 'backups', part } : null;
};

const knownRoute = ([first, second, third, ...more]: string[], query: string): Route | null => {
  if (more.length > 0) return null;
  if (first === undefined) return { screen: 'start' };
  if (first === 't' && second !== undefined) return tableRoute(second, third, query);
  if (first === 'requests') return requestRoute(second, third);
  if (first === 'calendar') return calendarRoute(second, third);
  if (third !== undefined) return null;
  if (first === 'trash') return trashRoute(second);
  if (first === 'transfer') return transferRoute(second);
  if (first === 'backups') return backupsRoute(second);
  if (second !== undefined) return null;
  if (first === 'search') return searchRoute(query);
  if (first === 'board') return { screen: 'board', id: null };
  const own = ['settings', 'conflicts', 'exchange', 'today', 'dashboard'] as const;
  const screen = own.find((name) => name === first);
  return screen === undefined ? null : { screen };
};

/** The screen that a path leads to; a path that leads nowhere is a route of its own. */
export const routeOf = (path: string): Route => {
  const [place = '', query = ''] = path.split('?', 2);
  const parts = place.split('/').filter((part) => part !== '');
  return knownRoute(parts, query) ?? { screen: 'unknown', path };
};
