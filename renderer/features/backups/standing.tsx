import { Archive } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BackupStatus } from '#shared/ipc/messages.ts';
import { problemText } from '#shared/problems/index.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { dayMoment } from '../../ui/moment-words.ts';
import { keptText, momentAndDistance, nextText } from './backup-words.ts';
import type { BackupActions } from './use-backup-actions.ts';

interface Props {
  status: BackupStatus;
  now: number;
  actions: BackupActions;
}

const retryText = (retryAt: string, now: number): string =>
  Date.parse(retryAt) <= now
    ? 'It is being tried again now.'
    : `It is tried again by itself ${dayMoment(Date.parse(retryAt), now)}.`;

/** Says that backups fail: why, since when, and what happens next. */
export const FailingNote = ({ status: { failing }, now, actions }: Props) =>
  failing !== null && (
    <Banner
      tone="danger"
      title="No backup could be made"
      actions={
        <Button size="small" onPress={actions.backUp}>
          Try now
        </Button>
      }
    >
      <p>{problemText(failing.problem)}</p>
      <p>
        It has not worked since {dayMoment(Date.parse(failing.since), now)}.{' '}
        {retryText(failing.retryAt, now)} What you enter is kept in the journal meanwhile.
      </p>
    </Banner>
  );

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** Where backups are, how many, when the last and the next. */
export const Standing = ({ status, now, actions }: Props) => {
  const newest = status.backups[0];
  return (
    <section className="card" aria-label="How backups stand">
      <div className="card-deed">
        <p className="quiet">
          Made 15 minutes after a change, when the desk is closed, and before anything is replaced.
          Each is read back in full before an older one goes.
        </p>
        <Button variant="primary" onPress={actions.backUp}>
          <Archive aria-hidden size={16} />
          Back up now
        </Button>
      </div>
      <dl className="facts">
        <Fact name="Newest">
          {newest === undefined ? 'None yet' : momentAndDistance(newest.createdAt, now)}
        </Fact>
        <Fact name="Next">{nextText(status, now)}</Fact>
        <Fact name="Kept">{keptText(status)}</Fact>
        <Fact name="Folder">
          <span className="backup-folder">
            <span>{status.folder}</span>
            <Button size="small" aria-label="Show the folder" onPress={() => actions.reveal(null)}>
              Show
            </Button>
          </span>
        </Fact>
      </dl>
    </section>
  );
};
