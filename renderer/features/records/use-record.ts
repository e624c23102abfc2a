import { useState } from 'react';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { isTrashed, type Row } from '#shared/schema/row.ts';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import { useForm, type Form } from '../../forms/use-form.ts';
import { useEditing } from '../../state/edits.ts';
import { useOneAtATime } from '../../state/one-at-a-time.ts';
import { useToasts } from '../../state/toasts.ts';
import { shortCode } from '../../db/short-code.ts';

const nameOf = (table: TableName, id: number) =>
  `${entityOf(table).label.one.toLowerCase()} ${shortCode(table, id)}`;

/** The form of a stored record: commits made elsewhere flow into what nobody touched. */
export const useRecordForm = (table: TableName, row: Row): Form => {
  const form = useForm(entityOf(table), row.values);
  const [shown, setShown] = useState(row);
  if (row !== shown) {
    setShown(row);
    form.rebase(row.values);
  }
  return form;
};

/**
 * Saves what was changed, and only that; a field in conflict is settled by it, since the other values stood
 * below it. True when nothing is left to save.
 */
export const useSave = (table: TableName, row: Row, form: Form) => {
  const { id } = row;
  const { edit } = useEditing();
  const oneAtATime = useOneAtATime();
  const save = async (): Promise<boolean> => {
    const { changed, draft } = form;
    if (Object.keys(changed).length === 0) return true;
    const settle = conflictsOf(row).flatMap(({ field }) => (field in changed ? [field] : []));
    const operation = { op: 'update' as const, table, id, values: changed, settle };
    const result = await edit([operation], `edit ${nameOf(table, id)}`);
    if (!result.ok) return false;
    form.settle(draft, changed);
    useToasts.getState().show({ tone: 'success', text: 'Saved.' });
    return true;
  };
  return () => oneAtATime(save, false);
};

/** Moves a record to the trash or back; a toast offers the way back. */
export const useTrash = (table: TableName, row: Row) => {
  const { edit } = useEditing();
  const { label } = entityOf(table);
  const put = async (deleted: boolean): Promise<boolean> => {
    const action = `${deleted ? 'trash' : 'restore'} ${nameOf(table, row.id)}`;
    const operation = { op: 'update' as const, table, id: row.id, values: { deleted } };
    const result = await edit([operation], action);
    if (!result.ok) return false;
    const { inverse } = result.value;
    useToasts.getState().show({
      tone: 'info',
      text: deleted ? `${label.one} moved to the trash.` : `${label.one} restored.`,
      action: { label: 'Undo', run: () => void edit(inverse, `undo: ${action}`) },
    });
    return true;
  };
  return { trashed: isTrashed(row), trash: () => put(true), restore: () => put(false) };
};
