import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import { ConflictField } from '../../forms/conflict-field.tsx';
import { useRecordTitles } from '../../state/record-titles.ts';

/** The fields of a record that are in conflict, and what the form says of each below its input. */
export const useContestedFields = (table: TableName, row: Row) => {
  const titleOf = useRecordTitles();
  const conflicts = conflictsOf(row);
  return {
    names: new Set(conflicts.map(({ field }) => field)),
    beneath: (name: string) => {
      const conflict = conflicts.find(({ field }) => field === name);
      return (
        conflict !== undefined && (
          <ConflictField place={{ table, row }} conflict={conflict} titleOf={titleOf} isInForm />
        )
      );
    },
  };
};
