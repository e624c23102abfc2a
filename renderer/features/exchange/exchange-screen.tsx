import { problemText } from '#shared/problems/index.ts';
import { useApi } from '../../state/desk-context.tsx';
import { readExchange, useExchange } from '../../state/exchange.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Joining } from './joining.tsx';
import { TakingPart } from './taking-part.tsx';
import './exchange.css';

const Content = () => {
  const api = useApi();
  const { status, problem } = useExchange();
  if (problem !== null)
    return (
      <Banner
        tone="danger"
        actions={<Button onPress={() => void readExchange(api)}>Try again</Button>}
      >
        {problemText(problem)}
      </Banner>
    );
  if (status === null) return <Skeleton lines={6} />;
  return status.place === null ? <Joining /> : <TakingPart status={status} place={status.place} />;
};

/** The folder through which desks work together: joining one, and how it stands. */
export const ExchangeScreen = () => (
  <div className="page">
    <header className="page-head">
      <h1 tabIndex={-1}>Shared folder</h1>
      <p className="lead">
        Work on the same records with colleagues, without a server: each desk puts what it changed
        into one folder, and takes in what the others put there.
      </p>
    </header>
    <Content />
  </div>
);
