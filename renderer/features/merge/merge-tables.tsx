import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { MergePreview } from '../../db/merging.ts';
import { countText } from '../../state/wording.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { kindNames, mergeKinds, tablesOf, touchedIn } from './merge-words.ts';
import type { LeavingOut } from './use-left-out.ts';

interface Props {
  preview: MergePreview;
  leaving: LeavingOut;
}

const Line = ({ preview, leaving, table }: Props & { table: TableName }) => {
  const { many } = entityOf(table).label;
  const counts = preview.tables[table];
  if (counts === undefined) return null;
  const taken = leaving.takesTable(table);
  const touched = touchedIn(counts);
  return (
    <tr data-left-out={!taken || undefined}>
      <th scope="row">
        {touched === 0 ? (
          <span className="merge-table-name">{many}</span>
        ) : (
          <Checkbox
            isSelected={taken && leaving.leftIn(table) > 0}
            isIndeterminate={taken && leaving.leftIn(table) > 0 && leaving.leftIn(table) < touched}
            onChange={() => leaving.toggleTable(table)}
          >
            {many}
          </Checkbox>
        )}
      </th>
      {[...mergeKinds, 'unchanged' as const].map((kind) => (
        <td key={kind} data-none={counts[kind] === 0 || undefined}>
          {countText(counts[kind])}
        </td>
      ))}
    </tr>
  );
};

/** What becomes of the records, table by table; a table can be left out. */
export const MergeTables = ({ preview, leaving }: Props) => (
  <table className="figures merge-tables">
    <caption>What becomes of the records of the file</caption>
    <thead>
      <tr>
        {['Table', ...mergeKinds.map((kind) => kindNames[kind]), 'Unchanged'].map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {tablesOf(preview).map((table) => (
        <Line key={table} preview={preview} leaving={leaving} table={table} />
      ))}
    </tbody>
  </table>
);
