import { CircleCheck, FolderOpen, RotateCcw } from 'lucide-react';
import { Link } from 'wouter';
import { useState } from 'react';
import type { SnapshotSummary } from '#shared/ipc/messages.ts';
import { runLongWork } from '../../state/long-work.ts';
import { pathTo } from '../../state/routes.ts';
import { totalOf } from '../../state/row-counts.ts';
import { useSession } from '../../state/session.tsx';
import { useRowCounts } from '../../state/use-row-counts.ts';
import { countOf, momentText, sizeText } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FileChoice } from '../../files/file-choice.tsx';
import { LockedChoice } from '../../files/locked-choice.tsx';
import { RowsTable } from './rows-table.tsx';
import type { OpenFile } from '../../files/take-file.ts';
import { TransferFrame } from '../../files/transfer-frame.tsx';
import { useFileFlow } from '../../files/use-file-flow.ts';

const FileFacts = ({ open: { file, found } }: { open: OpenFile<SnapshotSummary> }) => (
  <dl className="facts">
    <div>
      <dt>File</dt>
      <dd>
        {file.name} <span className="quiet">{sizeText(file.size)}</span>
      </dd>
    </div>
    <div>
      <dt>Exported</dt>
      <dd>{momentText(found.createdAt)}</dd>
    </div>
    <div>
      <dt>By the desk</dt>
      <dd>{found.deskName}</dd>
    </div>
    <div>
      <dt>With</dt>
      <dd>Expert Desk {found.appVersion}</dd>
    </div>
  </dl>
);

interface ReviewProps {
  open: OpenFile<SnapshotSummary>;
  onApply: () => void;
  onBack: () => void;
}

const Review = ({ open, onApply, onBack }: ReviewProps) => {
  const [sure, setSure] = useState(false);
  const today = useRowCounts();
  const empty = today !== undefined && totalOf(today) === 0;
  return (
    <section className="card" aria-label="What the file holds">
      <p className="verified">
        <CircleCheck aria-hidden size={16} /> Read in full and verified: every row is whole.
      </p>
      <FileFacts open={open} />
      <RowsTable
        caption="Rows in the file, and on this desk today"
        columns={[
          { name: 'In the file', rows: open.found.rows },
          { name: 'Here today', rows: today },
        ]}
      />
      {today !== undefined && !empty && (
        <Banner tone="warning">
          <div className="stack">
            <p>
              Everything on this desk today goes, and the file takes its place.{' '}
              <Link href={pathTo.transfer('export')}>Export it first</Link> if you may want it back.
            </p>
            <Checkbox isSelected={sure} onChange={setSure}>
              Replace everything on this desk
            </Checkbox>
          </div>
        </Banner>
      )}
      <footer className="card-foot">
        <Button onPress={onBack}>Choose another file</Button>
        <Button
          variant={empty ? 'primary' : 'danger'}
          isDisabled={today === undefined || !(empty || sure)}
          onPress={onApply}
        >
          <RotateCcw aria-hidden size={16} />
          {empty ? 'Restore' : 'Replace everything'}
        </Button>
      </footer>
    </section>
  );
};

const Restored = ({ summary, onAgain }: { summary: SnapshotSummary; onAgain: () => void }) => (
  <section className="card outcome" aria-label="Restored">
    <CircleCheck aria-hidden size={32} strokeWidth={1.5} />
    <h2>The desk is restored</h2>
    <p>
      It now holds {countOf(totalOf(summary.rows), 'row')}, as “{summary.deskName}” exported them on{' '}
      {momentText(summary.createdAt)}.
    </p>
    <div className="actions">
      <Link className="button button-secondary button-medium" href={pathTo.start}>
        Go to the desk
      </Link>
      <Button onPress={onAgain}>Restore another file</Button>
    </div>
  </section>
);

const useRestore = () => {
  const { work } = useSession();
  const { flow, choose, unlock, back, apply } = useFileFlow<SnapshotSummary, SnapshotSummary>(
    'snapshot',
    ({ api, file: { ticket }, job, passphrase }) =>
      api.call('snapshot.open', { job, ticket, passphrase }),
  );
  const restore = () =>
    apply(({ file, job, found }) =>
      runLongWork('Restoring', (options) => {
        const { ticket, name } = file;
        return work.restoreSnapshot({ ticket, name, opened: { job, summary: found } }, options);
      }),
    );
  return { flow, choose, unlock, back, restore };
};

/** Replaces everything on the desk by a snapshot, once it is verified and the user has agreed. */
export const RestoreScreen = () => {
  const { flow, choose, unlock, back, restore } = useRestore();
  return (
    <TransferFrame
      part="restore"
      title="Restore a snapshot"
      lead="Restoring replaces what is on this desk by what is in the file. To bring the two together instead, choose Merge."
    >
      {flow.step === 'choose' && (
        <FileChoice kind="snapshot" problem={flow.problem} onChoose={() => void choose()}>
          <FolderOpen aria-hidden size={16} />
          Choose a snapshot…
        </FileChoice>
      )}
      {flow.step === 'locked' && (
        <LockedChoice
          key={flow.locked.file.ticket}
          locked={flow.locked}
          onOpen={unlock}
          onBack={back}
        />
      )}
      {flow.step === 'review' && (
        <Review open={flow.open} onApply={() => void restore()} onBack={back} />
      )}
      {flow.step === 'done' && <Restored summary={flow.outcome} onAgain={back} />}
    </TransferFrame>
  );
};
