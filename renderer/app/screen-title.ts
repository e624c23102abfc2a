import { entityOf, type TableName } from '#shared/entities/index.ts';
import { useLoaded } from '../state/desk-context.tsx';
import type { Route } from '../state/routes.ts';

const transferTitles = {
  export: 'Export a snapshot',
  restore: 'Restore a snapshot',
  import: 'Import a dump',
  merge: 'Merge a colleague’s file',
} as const;

const backupsTitles = { list: 'Backups', moment: 'Go back to a moment' } as const;

/** What a screen is called, in the window's title and when it is announced. */
const screenTitle = (route: Route): string => {
  switch (route.screen) {
    case 'start':
      return 'Home';
    case 'table':
      return entityOf(route.table).label.many;
    case 'new':
      return `New ${entityOf(route.table).label.one.toLowerCase()}`;
    case 'record':
      return `${entityOf(route.table).label.one} ${route.id}`;
    case 'trash':
      return 'Trash';
    case 'transfer':
      return transferTitles[route.part];
    case 'backups':
      return backupsTitles[route.part];
    case 'today':
      return 'Today';
    case 'calendar':
      return 'Calendar';
    case 'dashboard':
      return 'Dashboard';
    case 'search':
      return route.text === '' ? 'Search' : `Search: ${route.text}`;
    case 'request':
      return `Request ${route.id}`;
    case 'board':
      return route.id === null ? 'Board' : `Board of request ${route.id}`;
    case 'shortlist':
      return `Shortlist of request ${route.id}`;
    case 'conflicts':
      return 'Conflicts';
    case 'exchange':
      return 'Shared folder';
    case 'settings':
      return 'Settings';
    case 'unknown':
      return 'Nothing here';
  }
};

/** The record that a screen is about. */
const recordOf = (route: Route): { table: TableName; id: number } | null => {
  switch (route.screen) {
    case 'record':
      return route;
    case 'request':
    case 'board':
    case 'shortlist':
      return route.id === null ? null : { table: 'expert_requests', id: route.id };
    default:
      return null;
  }
};

const prefixes: Partial<Record<Route['screen'], string>> = {
  board: 'Board: ',
  shortlist: 'Shortlist: ',
};

/** As `screenTitle`, with the name of the record that is shown, once that is known. */
export const useScreenTitle = (route: Route): string => {
  const record = recordOf(route);
  const key = record === null ? 'no record' : `${record.table} ${record.id}`;
  const named = useLoaded(key, record === null ? [] : [record.table], async (desk) =>
    record === null ? [] : desk.titles([{ table: record.table, id: record.id }]),
  );
  const name = named?.[0];
  return name === undefined ? screenTitle(route) : `${prefixes[route.screen] ?? ''}${name}`;
};
