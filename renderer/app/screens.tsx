import { Compass } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { TableName } from '#shared/entities/index.ts';
import { BackupsScreen } from '../features/backups/backups-screen.tsx';
import { MomentScreen } from '../features/backups/moment-screen.tsx';
import { BoardScreen } from '../features/board/board-screen.tsx';
import { ShortlistScreen } from '../features/board/shortlist-screen.tsx';
import { CalendarScreen } from '../features/calendar/calendar-screen.tsx';
import { ConflictsScreen } from '../features/conflicts/conflicts-screen.tsx';
import { DashboardScreen } from '../features/dashboard/dashboard-screen.tsx';
import { MergeScreen } from '../features/merge/merge-screen.tsx';
import { ExchangeScreen } from '../features/exchange/exchange-screen.tsx';
import { ProtectionCard } from '../features/protection/protection-card.tsx';
import { NewRecordPage } from '../features/records/new-record-page.tsx';
import { RecordPage } from '../features/records/record-page.tsx';
import { RequestScreen } from '../features/request/request-screen.tsx';
import { SearchScreen } from '../features/search/search-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { StartScreen } from '../features/start/start-screen.tsx';
import { TableScreen } from '../features/tables/table-screen.tsx';
import { TodayScreen } from '../features/today/today-screen.tsx';
import { ExportScreen } from '../features/transfer/export-screen.tsx';
import { ImportScreen } from '../features/transfer/import-screen.tsx';
import { RestoreScreen } from '../features/transfer/restore-screen.tsx';
import { TrashScreen } from '../features/trash/trash-screen.tsx';
import { pathTo, type Route, type TransferPart } from '../state/routes.ts';

const transferScreens: Readonly<Record<TransferPart, () => React.JSX.Element>> = {
  export: ExportScreen,
  restore: RestoreScreen,
  import: ImportScreen,
  merge: MergeScreen,
};

const Nowhere = ({ path }: { path: string }) => (
  <div className="page nowhere">
    <Compass aria-hidden size={40} strokeWidth={1.25} />
    <h1 tabIndex={-1}>Nothing here</h1>
    <p>
      No screen of this desk has the address <code>{path}</code>.
    </p>
    <Link className="button button-secondary button-medium" href={pathTo.start}>
      Go to Home
    </Link>
  </div>
);

/** The screen of a route other than a table’s. */
const OwnScreen = ({ route }: { route: Exclude<Route, { screen: 'table' }> }) => {
  switch (route.screen) {
    case 'start':
      return <StartScreen />;
    case 'new':
      return <NewRecordPage key={route.table} table={route.table} prefill={route.prefill} />;
    case 'record':
      return <RecordPage key={`${route.table} ${route.id}`} table={route.table} id={route.id} />;
    case 'trash':
      return <TrashScreen table={route.table} />;
    case 'transfer': {
      const Transfer = transferScreens[route.part];
      return <Transfer />;
    }
    case 'backups':
      return route.part === 'list' ? (
        <BackupsScreen protection={<ProtectionCard />} />
      ) : (
        <MomentScreen />
      );
    case 'today':
      return <TodayScreen />;
    case 'dashboard':
      return <DashboardScreen />;
    case 'calendar':
      return <CalendarScreen span={route.span} day={route.day} />;
    case 'search':
      return <SearchScreen text={route.text} tables={route.tables} />;
    case 'request':
      return <RequestScreen key={route.id} id={route.id} />;
    case 'board':
      return <BoardScreen key={route.id} id={route.id} />;
    case 'shortlist':
      return <ShortlistScreen key={route.id} id={route.id} />;
    case 'conflicts':
      return <ConflictsScreen />;
    case 'exchange':
      return <ExchangeScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'unknown':
      return <Nowhere path={route.path} />;
  }
};

/**
 * The table whose grid stays while its records are looked at, so that the way back finds the place in the
 * list, the selection and the filter as they were; null where no grid was left behind.
 */
const useKeptTable = (route: Route): TableName | null => {
  const [kept, setKept] = useState<TableName | null>(null);
  const next = tableKept(route, kept);
  if (next !== kept) setKept(next);
  return next;
};

const tableKept = (route: Route, before: TableName | null): TableName | null => {
  if (route.screen === 'table') return route.table;
  const isOfRecords = route.screen === 'record' || route.screen === 'new';
  return isOfRecords && route.table === before ? before : null;
};

/** The screen of a route. */
export const Screen = ({ route }: { route: Route }) => {
  const kept = useKeptTable(route);
  return (
    <>
      {kept !== null && (
        <TableScreen
          key={kept}
          table={kept}
          view={route.screen === 'table' ? route.view : null}
          isHidden={route.screen !== 'table'}
        />
      )}
      {route.screen !== 'table' && <OwnScreen route={route} />}
    </>
  );
};
