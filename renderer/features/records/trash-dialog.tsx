import { entityOf, type TableName } from '#shared/entities/index.ts';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { countOf } from './record-words.ts';
import { relationName, type Relation } from './related.ts';
import { usePointers } from './use-related.ts';

interface Props {
  table: TableName;
  id: number;
  relations: readonly Relation[];
  onTrash: () => void;
  onClose: () => void;
}

/** What points to a record, and goes on doing so. */
export const PointerList = ({
  table,
  id,
  relations,
  lead = 'These records point to it, and go on doing so:',
}: Pick<Props, 'table' | 'id' | 'relations'> & { lead?: string }) => {
  const { found, done } = usePointers(relations, id);
  const none = done && found.length === 0;
  return (
    <>
      <p role="status">
        {!done && 'Looking for records that point to it…'}
        {none && 'No other record points to it.'}
        {done && !none && lead}
      </p>
      {found.length > 0 && (
        <ul className="trash-pointers">
          {found.map(({ relation, count, more }) => (
            <li key={relationName(relation, table)}>
              {countOf(relation.table, count, more)}
              {relation.role !== null && <span className="related-role"> · {relation.role}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

/** Says what points to a record before it goes to the trash. */
export const TrashDialog = ({ table, id, relations, onTrash, onClose }: Props) => {
  const one = entityOf(table).label.one.toLowerCase();
  return (
    <ConfirmDialog
      isOpen
      title={`Move this ${one} to the trash?`}
      confirm="Move to trash"
      isDanger
      onConfirm={onTrash}
      onCancel={onClose}
    >
      <p>It leaves lists and searches, and can be restored from the trash at any time.</p>
      {relations.length > 0 && <PointerList table={table} id={id} relations={relations} />}
    </ConfirmDialog>
  );
};
