import { CircleCheck, GitMerge } from 'lucide-react';
import { useState } from 'react';
import { tableNames } from '#shared/entities/index.ts';
import type { LeftOut, MergePreview } from '../../db/merging.ts';
import type { OpenFile } from '../../files/take-file.ts';
import { useNotices } from '../../state/desk-context.tsx';
import { countOf } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { FileFacts, NothingNew, Renumbered, Unrelated } from './merge-file.tsx';
import { MergeRecords } from './merge-records.tsx';
import { MergeTables } from './merge-tables.tsx';
import { touchedTables } from './merge-words.ts';
import { useLeftOut } from './use-left-out.ts';

interface Props {
  open: OpenFile<MergePreview>;
  onMerge: (leftOut: LeftOut) => void;
  onAgain: () => void;
  /** Brings in a file of another workspace under numbers of this desk. */
  onRenumber: () => void;
  onBack: () => void;
}

/** Whether the desk was changed since the file was compared with it. */
const useStale = (): boolean => {
  const [stale, setStale] = useState(false);
  useNotices(tableNames, () => setStale(true));
  return stale;
};

interface BarProps {
  count: number;
  stale: boolean;
  onMerge: () => void;
  onAgain: () => void;
  onBack: () => void;
}

/**
 * What can be done now; it stays in sight while the records are looked through. The buttons are on the left,
 * since messages come up on the right.
 */
const MergeBar = ({ count, stale, onMerge, onAgain, onBack }: BarProps) => (
  <footer className="merge-bar">
    {stale ? (
      <Button variant="primary" onPress={onAgain}>
        Compare again
      </Button>
    ) : (
      <Button variant="primary" isDisabled={count === 0} onPress={onMerge}>
        <GitMerge aria-hidden size={16} />
        Merge {countOf(count, 'record')}
      </Button>
    )}
    <Button onPress={onBack}>Choose another file</Button>
    <p className="quiet" role="status">
      {stale
        ? 'The desk was changed since the file was compared with it.'
        : count === 0
          ? 'Everything is left out.'
          : 'The desk as it is now is backed up first, so that you can come back.'}
    </p>
  </footer>
);

const Choosing = ({ open, onMerge, onAgain, onBack }: Omit<Props, 'onRenumber'>) => {
  const preview = open.found;
  const leaving = useLeftOut(preview);
  const stale = useStale();
  return (
    <>
      <section className="card" aria-label="What the file holds">
        <p className="verified">
          <CircleCheck aria-hidden size={16} /> Read in full, verified and compared. Nothing was
          changed yet.
        </p>
        <FileFacts open={open} />
        {preview.relation === 'renumbered' && <Renumbered />}
        <MergeTables preview={preview} leaving={leaving} />
      </section>
      <MergeRecords preview={preview} leaving={leaving} />
      <MergeBar
        count={leaving.count}
        stale={stale}
        onMerge={() => onMerge(leaving.leftOut)}
        onAgain={onAgain}
        onBack={onBack}
      />
    </>
  );
};

/** What merging a file would do, and the decision that is the user's. */
export const MergeReview = (props: Props) => {
  const preview = props.open.found;
  if (preview.relation === 'unrelated')
    return <Unrelated open={props.open} onRenumber={props.onRenumber} onBack={props.onBack} />;
  if (touchedTables(preview).length === 0)
    return <NothingNew open={props.open} onBack={props.onBack} />;
  return <Choosing {...props} />;
};
