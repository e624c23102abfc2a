import { CircleCheck, RotateCcw } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import type { Backup } from '#shared/ipc/messages.ts';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { totalOf } from '../../state/row-counts.ts';
import { useRowCounts } from '../../state/use-row-counts.ts';
import { countOf } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Figures } from '../../ui/figures.tsx';
import { exactMoment } from '../../ui/moment-words.ts';
import { TextField } from '../../ui/text-field.tsx';
import { backupName } from './backup-words.ts';
import { rowLines, totalLine } from './table-rows.ts';
import type { OpenBackup, RestoreQuestion } from './use-backup-restore.ts';

interface Answers {
  now: number;
  onOpen: (backup: Backup, passphrase: string) => void;
  onRestore: (open: OpenBackup) => void;
  onClose: () => void;
}

/** What goes and what comes, before it does. */
const Review = ({ open: { backup, summary } }: { open: OpenBackup }) => {
  const today = useRowCounts();
  const counts = [summary.rows, today];
  const present = today === undefined ? 0 : totalOf(today);
  return (
    <>
      <p className="verified">
        <CircleCheck aria-hidden size={16} /> Read in full and verified: every row is whole.
      </p>
      <Figures
        caption={`The backup of ${exactMoment(Date.parse(backup.createdAt))}, and this desk now`}
        head="Table"
        columns={['In the backup', 'Here now']}
        lines={rowLines(counts)}
        total={totalLine(counts)}
      />
      <Banner tone="warning">
        {today !== undefined && present === 0
          ? 'The desk is empty: the backup takes its place.'
          : `The backup takes the place of ${
              today === undefined ? 'everything' : `all ${countOf(present, 'row')}`
            } on this desk. The desk as it is now is backed up first, so that you can come back to it.`}
      </Banner>
    </>
  );
};

const ReviewDialog = ({ open, now, onRestore, onClose }: { open: OpenBackup } & Answers) => (
  <Dialog
    isOpen
    title={`Restore ${backupName(open.backup, now)}?`}
    onClose={onClose}
    actions={
      <>
        <Button autoFocus onPress={onClose}>
          Cancel
        </Button>
        <Button variant="danger" onPress={() => onRestore(open)}>
          <RotateCcw aria-hidden size={16} />
          Restore
        </Button>
      </>
    }
  >
    <Review open={open} />
  </Dialog>
);

interface PassphraseProps extends Answers {
  backup: Backup;
  problem: Problem;
}

/** For a backup whose passphrase is not the one that the desk holds now. */
const PassphraseDialog = ({ backup, problem, now, onOpen, onClose }: PassphraseProps) => {
  const [typed, setTyped] = useState('');
  const wrong = problem.code === 'age.wrongPassphrase' ? problemText(problem) : null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (typed !== '') onOpen(backup, typed);
  };
  return (
    <Dialog isOpen size="small" title="Which passphrase?" onClose={onClose}>
      <form className="field-stack" onSubmit={submit}>
        <p>
          {`The passphrase that this desk holds does not open ${backupName(backup, now)}: enter the one that it was made with.`}
        </p>
        <TextField
          label="Passphrase"
          type="password"
          value={typed}
          onChange={setTyped}
          error={wrong}
          autoFocus
        />
        <div className="dialog-actions">
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isDisabled={typed === ''}>
            Open
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

/** Asks what is to be known before a backup is restored. */
export const RestoreDialog = ({
  question,
  ...answers
}: { question: RestoreQuestion | null } & Answers) => {
  if (question === null) return null;
  if (question.ask === 'passphrase')
    return <PassphraseDialog backup={question.backup} problem={question.problem} {...answers} />;
  return <ReviewDialog open={question.open} {...answers} />;
};
