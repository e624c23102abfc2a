import { create } from 'zustand';
import { problemText } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { Applied, Desk, Operation } from '../db/desk.ts';
import { useDesk } from './desk-context.tsx';
import { whileSaving } from './status.ts';
import { useToasts } from './toasts.ts';

interface Step {
  action: string;
  inverse: readonly Operation[];
}

interface Edits {
  undoable: readonly Step[];
  redoable: readonly Step[];
}

/** How many steps back the window remembers. */
const depth = 100;

const useEdits = create<Edits>(() => ({ undoable: [], redoable: [] }));

const push = (steps: readonly Step[], step: Step) => [...steps.slice(1 - depth), step];

const commit = async (desk: Desk, operations: readonly Operation[], action: string) => {
  const result = await whileSaving(desk.mutate(operations, action));
  if (!result.ok) useToasts.getState().show({ tone: 'error', text: problemText(result.problem) });
  return result;
};

const take = async (desk: Desk, from: keyof Edits, to: keyof Edits): Promise<string | null> => {
  const step = useEdits.getState()[from].at(-1);
  if (step === undefined) return null;
  useEdits.setState((edits) => ({ [from]: edits[from].slice(0, -1) }));
  const result = await commit(desk, step.inverse, step.action);
  if (!result.ok) return null;
  const { inverse } = result.value;
  useEdits.setState((edits) => ({ [to]: push(edits[to], { action: step.action, inverse }) }));
  return step.action;
};

/** Forgets all steps: after a restore or an import they no longer fit the data. */
export const forgetEdits = () => useEdits.setState({ undoable: [], redoable: [] });

/** Edits that can be taken back; a failure is shown as a toast, and returned too. */
export const useEditing = () => {
  const desk = useDesk();
  return {
    edit: async (operations: readonly Operation[], action: string): Promise<Result<Applied>> => {
      const result = await commit(desk, operations, action);
      if (result.ok) {
        const step = { action, inverse: result.value.inverse };
        useEdits.setState(({ undoable }) => ({ undoable: push(undoable, step), redoable: [] }));
      }
      return result;
    },
    undo: async () => {
      const action = await take(desk, 'undoable', 'redoable');
      const text = action === null ? 'Nothing to undo.' : `Undone: ${action}.`;
      useToasts.getState().show({ tone: 'info', text });
    },
    redo: async () => {
      const action = await take(desk, 'redoable', 'undoable');
      const text = action === null ? 'Nothing to redo.' : `Redone: ${action}.`;
      useToasts.getState().show({ tone: 'info', text });
    },
  };
};
