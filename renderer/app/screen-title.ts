import { entityOf } from '#shared/entities/index.ts';
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

/** As `screenTitle`, with the name of the record that is shown, once that is known. */
export const useScreenTitle = (route: Route): string => {
  const record = route.screen === 'record' ? route : null;
  const key = record === null ? 'no record' : `${record.table} ${record.id}`;
  const named = useLoaded(key, record === null ? [] : [record.table], async (desk) =>
    record === null ? [] : desk.titles([{ table: record.table, id: record.id }]),
  );
  return named?.[0] ?? screenTitle(route);
};
