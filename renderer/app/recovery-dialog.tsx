import { useState } from 'react';
import { problemText } from '#shared/problems/index.ts';
import type { Recovery } from '../db/start-check.ts';
import { totalOf } from '../state/row-counts.ts';
import { countOf } from '../state/wording.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

const reasons: Readonly<Record<Recovery['finding'], string>> = {
  good: '',
  journalBehind: '',
  empty: 'The browser had lost the data of this desk.',
  older: 'The browser held an older state of this desk.',
  damaged: 'The browser could no longer read the data of this desk.',
};

const sourceText = ({ rebuilt: { base, entries } }: Recovery): string => {
  const from = base === null ? 'the journal alone' : `the backup “${base}”`;
  return entries === 0
    ? `from ${from}`
    : `from ${from} and ${countOf(entries, 'journaled change')}`;
};

const Account = ({ recovery }: { recovery: Recovery }) => {
  const { rebuilt, finding } = recovery;
  return (
    <>
      <p>
        {reasons[finding]} It was made anew {sourceText(recovery)}:{' '}
        {countOf(totalOf(rebuilt.rows), 'record')} are here again, and no journaled change is
        missing.
      </p>
      {rebuilt.skipped.length > 0 && (
        <>
          <p>These backups could not be used:</p>
          <ul>
            {rebuilt.skipped.map(({ name, problem }) => (
              <li key={name}>{problemText(problem)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** Says what happened when the desk had to be made anew at this start. */
export const RecoveryDialog = ({ recovery }: { recovery: Recovery | null }) => {
  const [open, setOpen] = useState(recovery !== null);
  if (recovery === null) return null;
  return (
    <Dialog title="Your desk is back" isOpen={open} onOpenChange={setOpen}>
      <Account recovery={recovery} />
      <div className="dialog-actions">
        <Button variant="primary" onPress={() => setOpen(false)} autoFocus>
          Go on
        </Button>
      </div>
    </Dialog>
  );
};
