import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useScreenActions } from '../state/screen-actions.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { matching } from '../ui/matching.ts';
import { SearchField } from '../ui/search-field.tsx';
import type { GridColumn } from './columns.ts';
import '../ui/popover.css';
import './column-chooser.css';

interface Props {
  /** What the grid is called: the columns are offered among its actions. */
  title: string;
  all: readonly GridColumn[];
  /** Names of the shown columns, in order. */
  shown: readonly string[];
  onChange: (shown: readonly string[]) => void;
  /** Columns, widths and order as they were before anybody chose. */
  onReset: () => void;
}

const Group = ({
  group,
  columns,
  shown,
  onChange,
}: Omit<Props, 'all' | 'onReset' | 'title'> & {
  group: string;
  columns: readonly GridColumn[];
}) => {
  const turn = (name: string, on: boolean) =>
    onChange(on ? [...shown, name] : shown.filter((other) => other !== name));
  return (
    <div role="group" aria-label={group} className="column-group">
      <h3 className="column-group-name">{group}</h3>
      {columns.map(({ name, label }) => (
        <Checkbox key={name} isSelected={shown.includes(name)} onChange={(on) => turn(name, on)}>
          {label}
        </Checkbox>
      ))}
    </div>
  );
};

const List = (props: Props) => {
  const { all, shown, onChange, onReset } = props;
  const [typed, setTyped] = useState('');
  const found = matching(
    all.map((column) => ({ value: column.label, detail: column.name, column })),
    typed,
    all.length,
  ).map(({ column }) => column);
  const inOrder = all.filter((column) => found.includes(column));
  const names = [...new Set(inOrder.map(({ group }) => group))];
  return (
    <>
      <SearchField label="Find a column" value={typed} onChange={setTyped} />
      <div className="column-list">
        {names.map((group) => (
          <Group
            key={group}
            {...props}
            group={group}
            columns={inOrder.filter((column) => column.group === group)}
          />
        ))}
        {names.length === 0 && <p className="option-empty">No column is called that.</p>}
      </div>
      <footer className="column-foot">
        <span className="column-count">
          {shown.length} of {all.length}
        </span>
        <Button size="small" variant="quiet" onPress={() => onChange(all.map(({ name }) => name))}>
          Show all
        </Button>
        <Button size="small" variant="quiet" onPress={onReset}>
          Reset
        </Button>
      </footer>
    </>
  );
};

/** Which columns a grid shows. */
export const ColumnChooser = (props: Props) => {
  const [isOpen, setOpen] = useState(false);
  const run = () => setOpen(true);
  const keys = ['Alt', 'C'];
  useScreenActions(props.title, () => [
    { id: 'columns', label: 'Choose columns…', words: 'show hide', keys, isAnywhere: true, run },
    { id: 'reset', label: 'Columns and widths as at first', words: 'reset', run: props.onReset },
  ]);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button variant="quiet">
        <Columns3 aria-hidden size={15} /> Columns
      </Button>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Dialog aria-label="Columns" className="column-chooser">
          <List {...props} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
};
