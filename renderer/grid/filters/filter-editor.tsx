import { useEffect, useRef, useState } from 'react';
import { FolderPlus, Plus, X } from 'lucide-react';
import { isGroup, operatorsOf, type Condition, type Group } from '#shared/views/filter.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { ConditionValues } from './condition-values.tsx';
import { newCondition, operatorWords, withOperator, type FilterField } from './filter-words.ts';

interface RowProps {
  fields: readonly FilterField[];
  condition: Condition;
  /** Whether it was just added, and goes on by the keyboard. */
  isNew: boolean;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

const ConditionRow = ({ fields, condition, isNew, onChange, onRemove }: RowProps) => {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isNew) row.current?.querySelector('button')?.focus();
  }, [isNew]);
  const field = fields.find(({ name }) => name === condition.field);
  const choose = (name: string) => onChange(newCondition(fields.find((one) => one.name === name)!));
  return (
    <li ref={row} className="condition" aria-label={field?.label ?? 'A column that is gone'}>
      <Select
        label="Column"
        isLabelHidden
        value={field?.name ?? null}
        options={fields.map(({ name, label, group }) => ({ value: name, label, detail: group }))}
        placeholder="A column that is gone"
        onChange={choose}
      />
      {field !== undefined && (
        <>
          <Select
            label={`How to look at ${field.label}`}
            isLabelHidden
            value={condition.operator}
            options={operatorsOf(field.kind).map((operator) => ({
              value: operator,
              label: operatorWords(field.kind, operator),
            }))}
            onChange={(operator) => onChange(withOperator(condition, operator))}
          />
          <ConditionValues
            field={field}
            condition={condition}
            onChange={(values) => onChange({ ...condition, values })}
          />
        </>
      )}
      <IconButton
        label={`Remove the condition on ${field?.label ?? condition.field}`}
        size="small"
        onPress={onRemove}
      >
        <X aria-hidden size={15} />
      </IconButton>
    </li>
  );
};

const matches = [
  { value: 'all', label: 'all of these' },
  { value: 'any', label: 'any of these' },
] as const;

interface Props {
  fields: readonly FilterField[];
  group: Group;
  onChange: (group: Group) => void;
  /** Absent for the outermost group. */
  onRemove?: () => void;
}

/** A group of conditions, and the groups in it. */
export const GroupEditor = ({ fields, group, onChange, onRemove }: Props) => {
  const { conditions } = group;
  const [added, setAdded] = useState<number | null>(null);
  const add = (part: Condition | Group) => {
    setAdded(conditions.length);
    onChange({ ...group, conditions: [...conditions, part] });
  };
  const change = (at: number, part: Condition | Group) =>
    onChange({ ...group, conditions: conditions.with(at, part) });
  const remove = (at: number) => {
    setAdded(null);
    onChange({ ...group, conditions: conditions.toSpliced(at, 1) });
  };
  const first = fields.find(({ kind }) => kind !== 'integer') ?? fields[0]!;
  const isInner = onRemove !== undefined;
  return (
    <div className={isInner ? 'filter-group filter-group-inner' : 'filter-group'}>
      <div className="filter-group-head">
        <Select
          label="Records that meet"
          value={group.match}
          options={matches}
          onChange={(match) => onChange({ ...group, match })}
        />
        {isInner && (
          <IconButton label="Remove the group" size="small" onPress={onRemove}>
            <X aria-hidden size={15} />
          </IconButton>
        )}
      </div>
      <ul className="conditions" aria-label="Conditions">
        {conditions.map((part, at) =>
          isGroup(part) ? (
            <li key={at} aria-label="A group of conditions">
              <GroupEditor
                fields={fields}
                group={part}
                onChange={(inner) => change(at, inner)}
                onRemove={() => remove(at)}
              />
            </li>
          ) : (
            <ConditionRow
              key={at}
              fields={fields}
              condition={part}
              isNew={at === added}
              onChange={(condition) => change(at, condition)}
              onRemove={() => remove(at)}
            />
          ),
        )}
      </ul>
      <div className="filter-add">
        <Button size="small" onPress={() => add(newCondition(first))}>
          <Plus aria-hidden size={14} /> Add a condition
        </Button>
        {!isInner && (
          <Button
            size="small"
            variant="quiet"
            onPress={() => add({ match: 'any', conditions: [newCondition(first)] })}
          >
            <FolderPlus aria-hidden size={14} /> Add a group
          </Button>
        )}
      </div>
    </div>
  );
};
