import { problemText, type Problem } from '#shared/problems/index.ts';
import { useToasts } from './toasts.ts';

/** Good news, with something to do about it where there is. */
export const tellSuccess = (text: string, action?: { label: string; run: () => void }) =>
  useToasts.getState().show({ tone: 'success', text, ...(action === undefined ? {} : { action }) });

/** Why something did not work; what the user stopped is no error. */
export const tellProblem = (problem: Problem) => {
  const tone = problem.code === 'file.cancelled' ? 'info' : 'error';
  useToasts.getState().show({ tone, text: problemText(problem) });
};

/** What is worth knowing, and neither good nor bad. */
export const tellInfo = (text: string) => useToasts.getState().show({ tone: 'info', text });
