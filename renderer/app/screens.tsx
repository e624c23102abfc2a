import { Compass } from 'lucide-react';
import { Link } from 'wouter';
import { NewRecordPage } from '../features/records/new-record-page.tsx';
import { RecordPage } from '../features/records/record-page.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { StartScreen } from '../features/start/start-screen.tsx';
import { TableScreen } from '../features/tables/table-screen.tsx';
import { ExportScreen } from '../features/transfer/export-screen.tsx';
import { ImportScreen } from '../features/transfer/import-screen.tsx';
import { RestoreScreen } from '../features/transfer/restore-screen.tsx';
import { TrashScreen } from '../features/trash/trash-screen.tsx';
import { pathTo, type Route, type TransferPart } from '../state/routes.ts';

const transferScreens: Readonly<Record<TransferPart, () => React.JSX.Element>> = {
  export: ExportScreen,
  restore: RestoreScreen,
  import: ImportScreen,
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

/** The screen of a route. */
export const Screen = ({ route }: { route: Route }) => {
  switch (route.screen) {
    case 'start':
      return <StartScreen />;
    case 'table':
      return <TableScreen key={route.table} table={route.table} />;
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
    case 'settings':
      return <SettingsScreen />;
    case 'unknown':
      return <Nowhere path={route.path} />;
  }
};
