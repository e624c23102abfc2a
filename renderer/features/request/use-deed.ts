import type { Operation } from '../../db/desk.ts';
import { useEditing } from '../../state/edits.ts';
import { useOneAtATime } from '../../state/one-at-a-time.ts';
import { tellSuccess } from '../../state/tell.ts';

/** One edit at a time: done, told, and taken back by the button beside the telling (REQ1). */
export const useDeed = () => {
  const { edit, undo } = useEditing();
  const oneAtATime = useOneAtATime();
  const carryOut = async (
    operations: readonly Operation[],
    action: string,
    told: string,
  ): Promise<boolean> => {
    const result = await edit(operations, action);
    if (result.ok) tellSuccess(told, { label: 'Undo', run: () => void undo() });
    return result.ok;
  };
  return (...deed: Parameters<typeof carryOut>) => oneAtATime(() => carryOut(...deed), false);
};
