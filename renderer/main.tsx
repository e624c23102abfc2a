// First, so that the components' own styles stand above these.
import './styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { DeskApi } from '#shared/ipc/channels.ts';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { connectApi } from './app/api.ts';
import { App } from './app/app.tsx';
import { openSession } from './app/open-session.ts';
import { Opening } from './app/opening.tsx';
import { StartFailure } from './app/start-failure.tsx';
import { StartUnlock } from './app/start-unlock.tsx';
import { useToasts } from './state/toasts.ts';

const root = createRoot(document.getElementById('root') ?? document.body);

const unforeseen = (error: unknown): Problem => ({
  code: 'desk.failed',
  data: { reason: error instanceof Error ? error.message : String(error) },
});

const showFailure = (problem: Problem) => {
  console.error(problemText(problem));
  root.render(<StartFailure problem={problem} />);
};

/** A fault outside of any component: told, so that nobody waits for what will not come. */
const tellFaults = () =>
  window.addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
    if (reason instanceof DOMException && reason.name === 'AbortError') return;
    useToasts.getState().show({ tone: 'error', text: problemText(unforeseen(reason)) });
  });

/** What says that the desk is there, behind a passphrase. */
const wantsPassphrase = ({ code }: Problem): boolean =>
  code === 'age.passphraseNeeded' || code === 'backups.locked';

const start = async (api: DeskApi, { withoutLocked = false } = {}) => {
  const opened = await openSession(api, {
    withoutLocked,
    signal: new AbortController().signal,
    onProgress: (progress) => root.render(<Opening progress={progress} />),
  });
  if (!opened.ok && wantsPassphrase(opened.problem))
    return root.render(
      <StartUnlock
        api={api}
        onUnlocked={() => begin(api)}
        onWithout={() => begin(api, { withoutLocked: true })}
      />,
    );
  if (!opened.ok) return showFailure(opened.problem);
  root.render(
    <StrictMode>
      <App opened={opened.value} />
    </StrictMode>,
  );
};

const begin = (api: DeskApi, options = {}) =>
  void start(api, options).catch((error: unknown) => showFailure(unforeseen(error)));

tellFaults();
begin(connectApi());
