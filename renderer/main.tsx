import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { connectApi } from './app/api.ts';
import { App } from './app/app.tsx';
import { openSession } from './app/open-session.ts';
import { StartFailure } from './app/start-failure.tsx';
import './styles/index.css';

const root = createRoot(document.getElementById('root') ?? document.body);

const unforeseen = (error: unknown): Problem => ({
  code: 'desk.failed',
  data: { reason: error instanceof Error ? error.message : String(error) },
});

const showFailure = (problem: Problem) => {
  console.error(problemText(problem));
  root.render(<StartFailure problem={problem} />);
};

const start = async () => {
  const opened = await openSession(connectApi());
  if (!opened.ok) return showFailure(opened.problem);
  root.render(
    <StrictMode>
      <App opened={opened.value} />
    </StrictMode>,
  );
};

start().catch((error: unknown) => showFailure(unforeseen(error)));
