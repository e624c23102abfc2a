import { ListFilter } from 'lucide-react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { TableName } from '#shared/entities/index.ts';
import { countOfConditions, emptyFilter, type Group } from '#shared/views/filter.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { GroupEditor } from './filter-editor.tsx';
import { fieldsBehind, filterFields, filterText } from './filter-words.ts';
import '../../ui/popover.css';
import './filters.css';

interface Props {
  table: TableName;
  filter: Group;
  onChange: (filter: Group) => void;
}

/** Opens the conditions that narrow a grid; tells how many there are. */
export const FilterButton = ({ table, filter, onChange }: Props) => {
  const count = countOfConditions(filter);
  return (
    <DialogTrigger>
      <Button variant="quiet" {...{ 'data-filter-button': '' }}>
        <ListFilter aria-hidden size={15} /> Filter
        {count > 0 && <Badge tone="accent">{count}</Badge>}
      </Button>
      <Popover className="popover filter-popover" placement="bottom end" offset={4}>
        <Dialog aria-label="Filter" className="filter-editor">
          <GroupEditor
            fields={[...filterFields(table), ...fieldsBehind(table, filter)]}
            group={filter}
            onChange={onChange}
          />
          {filter.conditions.length > 0 && (
            <footer className="filter-foot">
              <Button size="small" variant="quiet" onPress={() => onChange(emptyFilter)}>
                Remove all conditions
              </Button>
            </footer>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
};

/** Says what a grid is narrowed by, for as long as it is. */
export const FilterLine = ({ table, filter, onChange }: Props) => {
  if (countOfConditions(filter) === 0) return null;
  return (
    <div className="filter-line">
      <ListFilter aria-hidden size={14} />
      <p>{filterText(table, filter)}</p>
      <Button size="small" variant="quiet" onPress={() => onChange(emptyFilter)}>
        Clear
      </Button>
    </div>
  );
};
