import { problemText, type Problem } from '#shared/problems/index.ts';
import { Banner } from '../ui/banner.tsx';

/** Why something did not work, in full, where it was started. */
export const ProblemNote = ({ problem }: { problem: Problem | null }) =>
  problem === null ? null : <Banner tone="danger">{problemText(problem)}</Banner>;
