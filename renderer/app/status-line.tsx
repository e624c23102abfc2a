import { Check, LoaderCircle } from 'lucide-react';
import { useLongWork } from '../state/long-work.ts';
import { useStatus } from '../state/status.ts';

const SavedState = () => {
  const pending = useStatus((status) => status.pending > 0);
  const Icon = pending ? LoaderCircle : Check;
  return (
    <span className="status-item" data-pending={pending || undefined}>
      <Icon aria-hidden size={13} strokeWidth={2.25} />
      {pending ? 'Saving…' : 'All changes saved'}
    </span>
  );
};

/** What is saved, what the screen shows, and whose desk this is. */
export const StatusLine = ({ deskName }: { deskName: string }) => {
  const screen = useStatus((status) => status.screen);
  const work = useLongWork(({ current }) => current?.title);
  return (
    <footer className="status-line" aria-label="Status">
      <SavedState />
      {work !== undefined && <span className="status-item">{work}…</span>}
      <span className="status-item status-screen">{screen}</span>
      <span className="status-item status-desk" title="The name of this desk">
        {deskName}
      </span>
    </footer>
  );
};
