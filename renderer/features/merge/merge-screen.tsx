import { CircleCheck, FolderOpen, Undo2 } from 'lucide-react';
import { Link } from 'wouter';
import { FileChoice } from '../../files/file-choice.tsx';
import { LockedChoice } from '../../files/locked-choice.tsx';
import { TransferFrame } from '../../files/transfer-frame.tsx';
import { pathTo } from '../../state/routes.ts';
import { countOf } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { MergeReview } from './merge-review.tsx';
import { mergedText, totalMerged } from './merge-words.ts';
import { useMerge, type MergeDone } from './use-merge.ts';
import './merge.css';

interface OutcomeProps {
  done: MergeDone;
  onUndo: (backup: string) => void;
  onAgain: () => void;
}

const Outcome = ({ done: { merged, deskName, backup }, onUndo, onAgain }: OutcomeProps) => (
  <section className="card outcome" aria-label="Merged">
    <CircleCheck aria-hidden size={32} strokeWidth={1.5} />
    <h2>“{deskName}” is merged</h2>
    <p>
      {countOf(totalMerged(merged), 'record')}: {mergedText(merged)}.
    </p>
    <div className="actions">
      {merged.conflicting > 0 ? (
        <Link className="button button-primary button-medium" href={pathTo.conflicts}>
          Settle what is in conflict
        </Link>
      ) : (
        <Link className="button button-secondary button-medium" href={pathTo.start}>
          Go to the desk
        </Link>
      )}
      <Button onPress={onAgain}>Merge another file</Button>
      {backup !== null && (
        <Button variant="quiet" onPress={() => onUndo(backup)}>
          <Undo2 aria-hidden size={15} />
          Undo the merge
        </Button>
      )}
    </div>
  </section>
);

/** Brings in what a colleague did on a copy of this desk, once the user has seen what would change. */
export const MergeScreen = () => {
  const { flow, choose, unlock, back, again, renumber, merge, undo } = useMerge();
  return (
    <TransferFrame
      part="merge"
      title="Merge a colleague’s file"
      lead="Brings in what a colleague did on their copy of this desk, and keeps what you did on yours. Where both of you wrote the same field, both values are kept until you choose."
    >
      {flow.step === 'choose' && (
        <FileChoice kind="snapshot" problem={flow.problem} onChoose={() => void choose()}>
          <FolderOpen aria-hidden size={16} />
          Choose a colleague’s file…
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
        <MergeReview
          open={flow.open}
          onMerge={merge}
          onAgain={() => void again()}
          onRenumber={() => renumber(flow.open)}
          onBack={back}
        />
      )}
      {flow.step === 'done' && <Outcome done={flow.outcome} onUndo={undo} onAgain={back} />}
    </TransferFrame>
  );
};
