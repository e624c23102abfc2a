import {
  ArchiveRestore,
  ArrowLeftRight,
  CalendarDays,
  ChartColumn,
  Columns3,
  ListTodo,
  GitCompareArrows,
  FolderSync,
  House,
  PanelLeftClose,
  PanelLeftOpen,
  Search,
  Settings,
  Trash2,
  type LucideIcon,
} from 'lucide-react';
import { Link } from 'wouter';
import { entityOf } from '#shared/entities/index.ts';
import { pathTo, type Route } from '../state/routes.ts';
import { useContested } from '../state/use-contested.ts';
import { useSidebar } from '../state/sidebar.ts';
import { Kbd } from '../ui/kbd.tsx';
import { Logo } from './logo.tsx';
import { sections } from './sections.ts';
import { tableIcons } from './table-icons.ts';

interface Place {
  label: string;
  path: string;
  icon: LucideIcon;
  current: boolean;
  /** How much waits there. */
  waiting?: { count: string; of: string } | null;
}

const NavLink = ({ label, path, icon: Icon, current, waiting = null }: Place) => (
  <li>
    <Link
      href={path}
      className="nav-link"
      title={label}
      {...(current ? { 'aria-current': 'page' as const } : {})}
    >
      <Icon aria-hidden size={17} strokeWidth={1.75} />
      <span className="nav-label">{label}</span>
      {waiting !== null && (
        <span className="nav-count">
          <span className="nav-figure">{waiting.count}</span>
          <span className="for-readers"> {waiting.of}</span>
        </span>
      )}
    </Link>
  </li>
);

/** The table that a screen belongs to, so that its entry stays marked on a record's page. */
const tableOfRoute = (route: Route): string | null =>
  route.screen === 'table' || route.screen === 'new' || route.screen === 'record'
    ? route.table
    : null;

const TableLinks = ({ route }: { route: Route }) => (
  <>
    {sections.map(({ name, tables }) => (
      <section key={name} className="nav-section" aria-labelledby={`nav-${name}`}>
        <h2 id={`nav-${name}`} className="nav-heading">
          {name}
        </h2>
        <ul>
          {tables.map((table) => (
            <NavLink
              key={table}
              label={entityOf(table).label.many}
              path={pathTo.table(table)}
              icon={tableIcons[table]}
              current={tableOfRoute(route) === table}
            />
          ))}
        </ul>
      </section>
    ))}
  </>
);

const DeskLinks = ({ screen }: { screen: Route['screen'] }) => (
  <ul className="nav-section nav-foot">
    <NavLink
      label="Export and import"
      path={pathTo.transfer('export')}
      icon={ArrowLeftRight}
      current={screen === 'transfer'}
    />
    <NavLink
      label="Backups"
      path={pathTo.backups()}
      icon={ArchiveRestore}
      current={screen === 'backups'}
    />
    <NavLink
      label="Shared folder"
      path={pathTo.exchange}
      icon={FolderSync}
      current={screen === 'exchange'}
    />
    <NavLink label="Trash" path={pathTo.trash} icon={Trash2} current={screen === 'trash'} />
    <NavLink
      label="Settings"
      path={pathTo.settings}
      icon={Settings}
      current={screen === 'settings'}
    />
  </ul>
);

/** Records counted at most, so that the figure fits. */
const mostCounted = 99;

const ConflictsLink = ({ screen }: { screen: Route['screen'] }) => {
  const found = useContested(mostCounted);
  const count = found?.records.length ?? 0;
  const waiting = { count: found?.more === true ? `${count}+` : String(count), of: 'to settle' };
  return (
    <NavLink
      label="Conflicts"
      path={pathTo.conflicts}
      icon={GitCompareArrows}
      current={screen === 'conflicts'}
      waiting={count === 0 ? null : waiting}
    />
  );
};

const WorkLinks = ({ screen }: { screen: Route['screen'] }) => (
  <>
    <NavLink label="Today" path={pathTo.today} icon={ListTodo} current={screen === 'today'} />
    <NavLink
      label="Calendar"
      path={pathTo.calendar()}
      icon={CalendarDays}
      current={screen === 'calendar'}
    />
    <NavLink label="Board" path={pathTo.board()} icon={Columns3} current={screen === 'board'} />
    <NavLink
      label="Dashboard"
      path={pathTo.dashboard}
      icon={ChartColumn}
      current={screen === 'dashboard'}
    />
  </>
);

const FoldButton = () => {
  const { folded, toggle } = useSidebar();
  const label = folded ? 'Unfold the sidebar' : 'Fold the sidebar';
  const Icon = folded ? PanelLeftOpen : PanelLeftClose;
  return (
    <button
      type="button"
      className="fold-button"
      onClick={toggle}
      aria-label={label}
      aria-expanded={!folded}
      title={`${label} (Ctrl+B)`}
    >
      <Icon aria-hidden size={17} strokeWidth={1.75} />
    </button>
  );
};

const SearchButton = ({ onPress }: { onPress: () => void }) => (
  <button type="button" className="search-button" onClick={onPress} title="Go to anything (Ctrl+K)">
    <Search aria-hidden size={15} strokeWidth={2} />
    <span className="nav-label">Go to…</span>
    <span className="nav-label search-keys">
      <Kbd keys={['Ctrl', 'K']} />
    </span>
  </button>
);

/** The way to every table and screen; folds to icons by choice or in a narrow window. */
export const Sidebar = ({ route, onSearch }: { route: Route; onSearch: () => void }) => {
  const folded = useSidebar((sidebar) => sidebar.folded);
  return (
    <nav className="sidebar" aria-label="Main" data-folded={folded || undefined}>
      <div className="sidebar-head">
        <Logo size={24} />
        <span className="product nav-label">Expert Desk</span>
        <FoldButton />
      </div>
      <SearchButton onPress={onSearch} />
      <div className="sidebar-scroll">
        <ul className="nav-section">
          <NavLink
            label="Home"
            path={pathTo.start}
            icon={House}
            current={route.screen === 'start'}
          />
          <WorkLinks screen={route.screen} />
          <ConflictsLink screen={route.screen} />
        </ul>
        <TableLinks route={route} />
      </div>
      <DeskLinks screen={route.screen} />
    </nav>
  );
};
