import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { MergeCounts, MergePreview } from '../../db/merging.ts';
import { countText } from '../../state/wording.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { kindNames, mergeKinds, tablesOf, touchedIn, touchedTables } from './merge-words.ts';
import type { LeavingOut } from './use-left-out.ts';

interface Props {
  preview: MergePreview;
  leaving: LeavingOut;
}

const columns = [...mergeKinds, 'unchanged'] as const;

const columnNames: Readonly<Record<(typeof columns)[number], string>> = {
  ...kindNames,
  unchanged: 'Unchanged',
};

interface BoxProps {
  label: string;
  taken: number;
  touched: number;
  onChange: (isTaken: boolean) => void;
}

/** Ticked when all is merged, half ticked when some of it is; pressing it takes all, or nothing. */
const TakeBox = ({ label, taken, touched, onChange }: BoxProps) => (
  <Checkbox
    isSelected={taken === touched}
    isIndeterminate={taken > 0 && taken < touched}
    onChange={() => onChange(taken < touched)}
  >
    {label}
  </Checkbox>
);

const Figures = ({ countOf }: { countOf: (kind: keyof MergeCounts) => number }) =>
  columns.map((kind) => (
    <td key={kind} data-none={countOf(kind) === 0 || undefined}>
      {countText(countOf(kind))}
    </td>
  ));

const Line = ({ preview, leaving, table }: Props & { table: TableName }) => {
  const { many } = entityOf(table).label;
  const counts = preview.tables[table];
  if (counts === undefined) return null;
  const [touched, taken] = [touchedIn(counts), leaving.takenOf(table)];
  return (
    <tr data-left-out={(touched > 0 && taken === 0) || undefined}>
      <th scope="row">
        {touched === 0 ? (
          <span className="merge-table-name">{many}</span>
        ) : (
          <TakeBox
            label={many}
            taken={taken}
            touched={touched}
            onChange={(isTaken) => leaving.setTable(table, isTaken)}
          />
        )}
      </th>
      <Figures countOf={(kind) => counts[kind]} />
    </tr>
  );
};

/** All tables together. */
const Total = ({ preview, leaving }: Props) => {
  const touched = touchedTables(preview).reduce(
    (sum, table) => sum + touchedIn(preview.tables[table]),
    0,
  );
  const sumOf = (kind: keyof MergeCounts) =>
    tablesOf(preview).reduce((sum, table) => sum + (preview.tables[table]?.[kind] ?? 0), 0);
  return (
    <tr>
      <th scope="row">
        <TakeBox
          label="All tables"
          taken={leaving.count}
          touched={touched}
          onChange={leaving.setAll}
        />
      </th>
      <Figures countOf={sumOf} />
    </tr>
  );
};

/** What becomes of the records, table by table; a table can be left out. */
export const MergeTables = ({ preview, leaving }: Props) => (
  <table className="figures merge-tables">
    <caption>What becomes of the records of the file</caption>
    <thead>
      <tr>
        {['Table', ...columns.map((kind) => columnNames[kind])].map((name) => (
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
    <tfoot>
      <Total preview={preview} leaving={leaving} />
    </tfoot>
  </table>
);
