import { FileUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '#shared/problems/index.ts';
import { Button } from '../ui/button.tsx';
import { endingOf, type FileKind } from './choose-file.ts';
import { ProblemNote } from './problem-note.tsx';

interface Props {
  kind: FileKind;
  problem: Problem | null;
  onChoose: () => void;
  /** What the button says. */
  children: ReactNode;
}

const what: Readonly<Record<FileKind, string>> = {
  snapshot: 'It is read and verified in full before anything is changed.',
  dump: 'It is read in full first, and you see what would come in before anything is changed.',
};

/** The place where a file is chosen or dropped, and where a failure with the last one is told. */
export const FileChoice = ({ kind, problem, onChoose, children }: Props) => (
  <>
    <ProblemNote problem={problem} />
    <section className="card drop-place" aria-label="Choose a file">
      <FileUp aria-hidden size={32} strokeWidth={1.5} />
      <p>
        Drop a file that ends in <code>{endingOf(kind)}</code> anywhere on this window, or choose
        it.
      </p>
      <Button variant="primary" onPress={onChoose}>
        {children}
      </Button>
      <p className="quiet">{what[kind]}</p>
    </section>
  </>
);
