import { CircleAlert } from 'lucide-react';
import { problemText, type Problem } from '#shared/problems/index.ts';

/** Why something did not work, in full, where it was started. */
export const ProblemNote = ({ problem }: { problem: Problem | null }) =>
  problem === null ? null : (
    <div className="note" data-tone="danger" role="alert">
      <CircleAlert aria-hidden size={18} />
      <p>{problemText(problem)}</p>
    </div>
  );
