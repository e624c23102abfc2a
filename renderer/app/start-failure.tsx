import { problemText, type Problem, type ProblemCode } from '#shared/problems/index.ts';
import { Logo } from './logo.tsx';

interface Advice {
  title: string;
  steps: readonly string[];
}

const advice: Partial<Record<ProblemCode, Advice>> = {
  'desk.unreachable': {
    title: 'The desk is not running',
    steps: [
      'Start Expert Desk again.',
      'If you opened it in a browser, use the address that the program printed when it started: an address from an earlier start no longer works.',
    ],
  },
  'desk.newerStore': {
    title: 'This data needs a newer Expert Desk',
    steps: ['Install the newest version on this machine, and start it.'],
  },
  'desk.openElsewhere': {
    title: 'The desk is open in another window',
    steps: ['Go on in that window.', 'Or close it, and try again here.'],
  },
  'desk.storeClosed': {
    title: 'The data moved on in another window',
    steps: ['Try again: this window then goes on with the newest data.'],
  },
  'desk.refused': {
    title: 'This window may not use the desk',
    steps: [
      'Close this window, and start Expert Desk again.',
      'If you opened it in a browser, use the whole address that the program printed.',
    ],
  },
};

const otherwise: Advice = {
  title: 'The desk could not be opened',
  steps: [
    'Close other windows of Expert Desk, and try again.',
    'See that the disk is not full, and that the browser may store data for this address.',
    'If it stays so, keep the text below: it says what happened. Do not clear the browser’s data, your records are in it.',
  ],
};

/** A whole page in place of the desk: what is wrong, that nothing is lost, and what to do. */
export const StartFailure = ({ problem }: { problem: Problem }) => {
  const { title, steps } = advice[problem.code] ?? otherwise;
  return (
    <main className="whole-page">
      <title>{title} – Expert Desk</title>
      <div className="whole-page-card">
        <Logo size={40} />
        <h1>{title}</h1>
        <p role="alert">{problemText(problem)}</p>
        <h2>What to do</h2>
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p className="whole-page-note">Your records are safe: nothing was changed.</p>
        <button
          type="button"
          className="button button-secondary button-medium"
          onClick={() => window.location.reload()}
        >
          Try again
        </button>
      </div>
    </main>
  );
};
