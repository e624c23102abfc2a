import { useState } from 'react';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { shortCode } from '../../db/short-code.ts';
import { useEditing } from '../../state/edits.ts';
import { useToasts } from '../../state/toasts.ts';
import { onlyTrash, type RevertPlan } from './revert-plan.ts';

/** Takes a change of a record back; asks first where something was changed again since. */
export const useRevert = (table: TableName, id: number) => {
  const { edit } = useEditing();
  const [asked, setAsked] = useState<RevertPlan | null>(null);
  const revert = async (plan: RevertPlan) => {
    setAsked(null);
    const name = `${entityOf(table).label.one.toLowerCase()} ${shortCode(table, id)}`;
    const isTrash = onlyTrash(plan);
    const action = isTrash ? `restore ${name}` : `revert a change of ${name}`;
    const done = await edit([{ op: 'update', table, id, values: plan.values }], action);
    if (!done.ok) return;
    const { inverse } = done.value;
    useToasts.getState().show({
      tone: 'success',
      text: isTrash ? `${entityOf(table).label.one} restored.` : 'Reverted.',
      action: { label: 'Undo', run: () => void edit(inverse, `undo: ${action}`) },
    });
  };
  return {
    asked,
    cancel: () => setAsked(null),
    confirm: () => asked !== null && void revert(asked),
    revert: (plan: RevertPlan) => {
      if (plan.again.length > 0) setAsked(plan);
      else void revert(plan);
    },
  };
};
