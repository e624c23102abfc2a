import type { ExchangeStatus } from '#shared/ipc/exchange-channels.ts';
import { problemText } from '#shared/problems/index.ts';
import { useState } from 'react';
import { useApi } from '../../state/desk-context.tsx';
import { Banner } from '../../ui/banner.tsx';
import { useNow } from '../../ui/use-now.ts';
import { callExchange } from './call-exchange.ts';
import { DesksCard } from './desks-card.tsx';
import { PassphraseForm } from '../../ui/passphrase-form.tsx';
import { folderPassphrase } from './folder-passphrase.tsx';
import { HistoryCard } from './history-card.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { StandingCard } from './standing-card.tsx';

const Unlock = () => {
  const api = useApi();
  const [error, setError] = useState<string | null>(null);
  const unlock = async (passphrase: string) =>
    setError(await callExchange(api, 'exchange.unlock', { passphrase }));
  return (
    <section className="card" aria-labelledby="exchange-unlock-heading">
      <h2 id="exchange-unlock-heading">The folder waits for its passphrase</h2>
      <p className="quiet">
        Until it is entered, nothing is sent and nothing taken in. What you change is kept and sent
        then.
      </p>
      <PassphraseForm label={folderPassphrase} error={error} deed="Unlock" onOpen={unlock} />
    </section>
  );
};

/** What stands in the way of the folder as a whole, and what to do about it. */
const Notice = ({ status: { locked, paused, problem } }: { status: ExchangeStatus }) => {
  if (locked) return <Unlock />;
  if (paused)
    return (
      <Banner>
        Nothing is sent and nothing taken in while it is paused. What you change is kept and sent
        once you resume.
      </Banner>
    );
  if (problem === null) return null;
  return (
    <Banner tone="danger" title="The shared folder does not work">
      <p>{problemText(problem)}</p>
      <p>You can go on working: what you change is kept and sent later.</p>
    </Banner>
  );
};

interface Props {
  status: ExchangeStatus;
  place: string;
}

/** How the shared folder stands, who works there, and what came and went. */
export const TakingPart = ({ status, place }: Props) => {
  const now = useNow();
  const [isLeaving, setLeaving] = useState(false);
  return (
    <>
      <Notice status={status} />
      <StandingCard status={status} place={place} now={now} onLeave={() => setLeaving(true)} />
      <DesksCard status={status} now={now} />
      <HistoryCard status={status} now={now} />
      {isLeaving && <LeaveDialog place={place} onClose={() => setLeaving(false)} />}
    </>
  );
};
