import { create } from 'zustand';
import { problemText } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { Applied, Desk, Operation } from '../db/desk.ts';
import { useDesk } from './desk-context.tsx';
import { whileSaving } from './status.ts';
import { useToasts } from './toasts.ts';

/** Something that was done, and can be taken back: an edit, or work that replaced the whole desk. */
export interface Step {
  action: string;
  /** Takes it back; gives the step that does it again, null where it did not work (and why was told). */
  takeBack: () => Promise<Step | null>;
  /** Whether it stays when taking it back fails: what lies below it fits only after it. */
  stays?: true;
  /** Bytes that it keeps, where they are many. */
  weight?: number;
}

interface Edits {
  undoable: readonly Step[];
  redoable: readonly Step[];
  /** Why nothing further back can be undone; null where nothing was done before. */
  edge: string | null;
}

/** How many steps back the window remembers. */
const depth = 100;
/** Bytes that all steps may keep between them (BULK6). */
const mostKept = 64 * 2 ** 20;
const tooFar = 'Steps further back are no longer remembered; the history of a record has more.';

const useEdits = create<Edits>(() => ({ undoable: [], redoable: [], edge: null }));

/** The newest steps, as many as are remembered. */
const remembered = (steps: readonly Step[]): readonly Step[] => {
  const newest = steps.slice(-depth);
  let kept = 0;
  const tooMuch = newest.findLastIndex((step) => (kept += step.weight ?? 0) > mostKept);
  return newest.slice(Math.min(tooMuch, newest.length - 2) + 1);
};

const pushed = (steps: readonly Step[], step: Step) => remembered([...steps, step]);

/** Adds a step that was just done; what was undone before can no longer be done again. */
export const rememberStep = (step: Step) =>
  useEdits.setState(({ undoable, edge }) => {
    const steps = pushed(undoable, step);
    return { undoable: steps, redoable: [], edge: steps.length <= undoable.length ? tooFar : edge };
  });

/** Forgets all steps, since they no longer fit the data, and says why to whoever undoes further. */
export const forgetEdits = (edge: string | null = null) =>
  useEdits.setState({ undoable: [], redoable: [], edge });

const commit = async (desk: Desk, operations: readonly Operation[], action: string) => {
  const result = await whileSaving(desk.mutate(operations, action));
  if (!result.ok) useToasts.getState().show({ tone: 'error', text: problemText(result.problem) });
  return result;
};

const editStep = (desk: Desk, action: string, inverse: readonly Operation[]): Step => ({
  action,
  takeBack: async () => {
    const result = await commit(desk, inverse, action);
    return result.ok ? editStep(desk, action, result.value.inverse) : null;
  },
});

type Stack = 'undoable' | 'redoable';

/** Whether a step is being taken back: the next one waits, so that they keep their order. */
let taking: Promise<unknown> = Promise.resolve();

const take = async (from: Stack, to: Stack): Promise<Step | 'failed' | null> => {
  const step = useEdits.getState()[from].at(-1);
  if (step === undefined) return null;
  const drop = () => useEdits.setState((edits) => ({ [from]: edits[from].slice(0, -1) }));
  if (step.stays !== true) drop();
  const back = await step.takeBack();
  if (back === null) return 'failed';
  if (step.stays === true) drop();
  useEdits.setState((edits) => ({ [to]: pushed(edits[to], back) }));
  return step;
};

const takeInTurn = (from: Stack, to: Stack): ReturnType<typeof take> => {
  const taken = taking.then(() => take(from, to));
  taking = taken.catch(() => undefined);
  return taken;
};

const tell = (text: string) => useToasts.getState().show({ tone: 'info', text });

/** Whether a step is the one that would be undone next. */
export const isNewestStep = (step: Step): boolean => useEdits.getState().undoable.at(-1) === step;

/** Takes the newest step back, and says so. */
export const undoStep = async (): Promise<void> => {
  const taken = await takeInTurn('undoable', 'redoable');
  if (taken === 'failed') return;
  const { edge } = useEdits.getState();
  tell(taken === null ? (edge ?? 'Nothing to undo.') : `Undone: ${taken.action}.`);
};

/** Does again what was undone last, and says so. */
export const redoStep = async (): Promise<void> => {
  const taken = await takeInTurn('redoable', 'undoable');
  if (taken === 'failed') return;
  tell(taken === null ? 'Nothing to redo.' : `Redone: ${taken.action}.`);
};

/** Edits that can be taken back; a failure is shown as a toast, and returned too. */
export const useEditing = () => {
  const desk = useDesk();
  return {
    edit: async (operations: readonly Operation[], action: string): Promise<Result<Applied>> => {
      const result = await commit(desk, operations, action);
      if (result.ok) rememberStep(editStep(desk, action, result.value.inverse));
      return result;
    },
    undo: undoStep,
    redo: redoStep,
  };
};
