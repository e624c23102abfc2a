import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Value } from '#shared/schema/fields.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { shortCode } from '../db/short-code.ts';
import { useEditing } from '../state/edits.ts';
import { useToasts } from '../state/toasts.ts';

/** A record of a table. */
export interface RecordPlace {
  table: TableName;
  row: Row;
}

/** Settles a field in conflict by the value that it shall hold; true when that is stored. */
export const useSettle = ({ table, row }: RecordPlace) => {
  const { edit } = useEditing();
  const { fields, label: names } = entityOf(table);
  return async (name: string, value: Value): Promise<boolean> => {
    const label = fields[name]?.label ?? name;
    const action = `settle ${label} of ${names.one.toLowerCase()} ${shortCode(table, row.id)}`;
    const isChange = !sameValue(value, valueAt(row, name));
    // A column that this version does not know can be settled by what it holds, but not be written.
    const values = name in fields ? { [name]: value } : {};
    const operation = { op: 'update' as const, table, id: row.id, values, settle: [name] };
    const done = await edit([operation], action);
    if (!done.ok) return false;
    const { inverse } = done.value;
    useToasts.getState().show({
      tone: 'success',
      text: isChange ? `${label} is settled with the new value.` : `${label} is settled as it was.`,
      action: { label: 'Undo', run: () => void edit(inverse, `undo: ${action}`) },
    });
    return true;
  };
};
