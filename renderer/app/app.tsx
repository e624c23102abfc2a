import { useEffect, useState } from 'react';
import { Router } from 'wouter';
import { ok } from '#shared/result.ts';
import { DeskProvider } from '../state/desk-context.tsx';
import { SessionProvider, type Session } from '../state/session.tsx';
import { bulkWorkOf } from './bulk-work.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { useHashPath } from './location.ts';
import type { Opened } from './open-session.ts';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { Shell } from './shell.tsx';
import { StartFailure } from './start-failure.tsx';
import { useExchangePump } from './use-exchange.ts';
import { useReminders } from './use-reminders.ts';
import { useWarmSearch } from './use-warm-search.ts';
import { useSafekeeping } from './use-safekeeping.ts';
import './pages.css';
import './shell.css';

const useLiveSession = ({ api, desk, info }: Opened): Session => {
  const [current, setCurrent] = useState(info);
  const [work] = useState(() => bulkWorkOf(desk, api));
  const rename: Session['rename'] = async (name) => {
    const renamed = await api.call('app.rename', { name });
    if (!renamed.ok) return renamed;
    setCurrent((before) => ({ ...before, identity: renamed.value }));
    return ok(renamed.value);
  };
  return { info: current, work, rename };
};

/** Whether the data was taken away under the window: replaced or upgraded by another one. */
const useClosed = ({ desk }: Opened): boolean => {
  const [closed, setClosed] = useState(false);
  useEffect(() => desk.onClosed(() => setClosed(true)), [desk]);
  return closed;
};

/** The desk in its window, once everything that it needs is open. */
export const App = ({ opened }: { opened: Opened }) => {
  const session = useLiveSession(opened);
  const closed = useClosed(opened);
  useSafekeeping(opened);
  useExchangePump(opened);
  useReminders(opened);
  useWarmSearch(opened.desk);
  if (closed) return <StartFailure problem={{ code: 'desk.storeClosed', data: {} }} />;
  return (
    <ErrorBoundary>
      <SessionProvider session={session}>
        <DeskProvider desk={opened.desk} api={opened.api}>
          <Router hook={useHashPath}>
            <Shell />
            <RecoveryDialog recovery={opened.recovery} />
          </Router>
        </DeskProvider>
      </SessionProvider>
    </ErrorBoundary>
  );
};
