import { entityOf, workTables, type TableName } from '#shared/entities/index.ts';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { countText } from '../../state/wording.ts';
import { Checkbox } from '../../ui/checkbox.tsx';

interface Props {
  byTable: Partial<Record<TableName, number>>;
  chosen: readonly TableName[];
  onChoose: (tables: readonly TableName[]) => void;
  trash: boolean;
  onTrash: (trash: boolean) => void;
}

const Facet = (props: { label: string; count: number; on: boolean; onPress: () => void }) => (
  <button type="button" className="facet" aria-pressed={props.on} onClick={props.onPress}>
    {props.label} <span className="count">{countText(props.count)}</span>
  </button>
);

/** Narrows what was found to some tables, and widens it to the trash. */
export const Facets = ({ byTable, chosen, onChoose, trash, onTrash }: Props) => {
  const all = Object.values(byTable).reduce((sum, count) => sum + count, 0);
  const shown = workTables.filter((table) => (byTable[table] ?? 0) > 0 || chosen.includes(table));
  const toggled = (table: TableName) =>
    chosen.includes(table) ? chosen.filter((other) => other !== table) : [...chosen, table];
  useScreenActions('Search', () => [
    {
      id: 'all',
      label: 'Look in all tables',
      words: 'facet',
      obstacle: chosen.length === 0 ? 'It is so already.' : null,
      run: () => onChoose([]),
    },
    ...shown.map((table) => {
      const { many } = entityOf(table).label;
      return {
        id: table,
        label: chosen.includes(table) ? `Not only in ${many}` : `Look only in ${many}`,
        words: 'facet table narrow',
        run: () => onChoose(toggled(table)),
      };
    }),
    {
      id: 'trash',
      label: trash ? 'Not in the trash' : 'Also in the trash',
      run: () => onTrash(!trash),
    },
  ]);
  return (
    <div className="facets" role="group" aria-label="Where to look">
      <Facet label="All" count={all} on={chosen.length === 0} onPress={() => onChoose([])} />
      {shown.map((table) => (
        <Facet
          key={table}
          label={entityOf(table).label.many}
          count={byTable[table] ?? 0}
          on={chosen.includes(table)}
          onPress={() => onChoose(toggled(table))}
        />
      ))}
      <Checkbox isSelected={trash} onChange={onTrash}>
        Also in the trash
      </Checkbox>
    </div>
  );
};
