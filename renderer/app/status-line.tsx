import { Archive, Check, LoaderCircle, ShieldCheck, TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import { problemText } from '#shared/problems/index.ts';
import { ExchangeState } from '../features/exchange/exchange-state.tsx';
import { useBackupNotice } from '../state/backup-notice.ts';
import { useJournal } from '../state/journal.ts';
import { useLongWork } from '../state/long-work.ts';
import { pathTo } from '../state/routes.ts';
import { useStatus } from '../state/status.ts';

const words = {
  saving: { Icon: LoaderCircle, text: 'Saving…', title: 'On its way into the database.' },
  journaling: {
    Icon: Check,
    text: 'All changes saved',
    title:
      'Saved in the database; on its way into the journal, which survives the loss of the database.',
  },
  journaled: {
    Icon: ShieldCheck,
    text: 'All changes saved and journaled',
    title:
      'Saved in the database, and in the journal on the disk, which survives the loss of the database.',
  },
} as const;

/** Whether the newest edits are saved, and survive the loss of the database too. */
const SavedState = () => {
  const pending = useStatus((status) => status.pending > 0);
  const { state, problem } = useJournal();
  if (state === 'failing' && !pending)
    return (
      <span className="status-item" data-tone="warning" role="status">
        <TriangleAlert aria-hidden size={13} strokeWidth={2.25} />
        Saved, but not journaled: {problem === null ? '' : problemText(problem)}
      </span>
    );
  const { Icon, text, title } =
    words[pending ? 'saving' : state === 'failing' ? 'journaling' : state];
  return (
    <span className="status-item" data-pending={pending || undefined} title={title}>
      <Icon aria-hidden size={13} strokeWidth={2.25} />
      {text}
    </span>
  );
};

const BackupState = () => {
  const { failing, locked } = useBackupNotice();
  if (failing === null && !locked) return null;
  return (
    <Link className="status-item status-link" data-tone="warning" href={pathTo.backups()}>
      <Archive aria-hidden size={13} strokeWidth={2.25} />
      {locked ? 'Backups wait for their passphrase' : 'Backups fail: see why'}
    </Link>
  );
};

/** What is saved, what the screen shows, and whose desk this is. */
export const StatusLine = ({ deskName }: { deskName: string }) => {
  const screen = useStatus((status) => status.screen);
  const work = useLongWork(({ current }) => current?.title);
  return (
    <footer className="status-line" aria-label="Status">
      <SavedState />
      <BackupState />
      <ExchangeState />
      {work !== undefined && <span className="status-item">{work}…</span>}
      <span className="status-item status-screen">{screen}</span>
      <span className="status-item status-desk" title="The name of this desk">
        {deskName}
      </span>
    </footer>
  );
};
