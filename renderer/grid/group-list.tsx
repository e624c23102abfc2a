import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { entityOf } from '#shared/entities/index.ts';
import type { Field } from '#shared/schema/fields.ts';
import { valueAt, type Row } from '#shared/schema/row.ts';
import type { OrderQuery, RecordGroup } from '../db/desk.ts';
import { useDesk } from '../state/desk-context.tsx';
import type { TitleOf } from '../state/record-titles.ts';
import { IconButton } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { shownText } from './cell-text.ts';
import { totalLabels, totalText, type TotalKind } from './totals.ts';
import { useSummary } from './use-summary.ts';
import './group-list.css';

/** Groups that are listed; the largest ones where there are more. */
const mostGroups = 500;

/** Kinds whose values people tell apart as groups. */
const grouped = new Set<Field['kind']>([
  'text',
  'choice',
  'country',
  'timeZone',
  'email',
  'integer',
  'decimal',
  'boolean',
  'reference',
  'textList',
]);
export const canGroup = ({ kind }: Field): boolean => grouped.has(kind);

/** The records that stand for the groups, to read their values from. */
const useSamples = (
  table: OrderQuery['table'],
  groups: readonly RecordGroup[],
): ReadonlyMap<number, Row> => {
  const desk = useDesk();
  const ids = groups.map(({ id }) => id).join(' ');
  const [rows, setRows] = useState<ReadonlyMap<number, Row>>(new Map());
  useEffect(() => {
    let isOver = false;
    const wanted = ids === '' ? [] : ids.split(' ').map(Number);
    desk.getMany(table, wanted).then(
      (found) => {
        const known = found.filter((row) => row !== null);
        if (!isOver) setRows(new Map(known.map((row) => [row.id, row])));
      },
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [desk, table, ids]);
  return rows;
};

const counted = (count: number): string => count.toLocaleString('en');

interface Props {
  /** The query of the grid, without the group that is chosen. */
  query: OrderQuery;
  by: string;
  /** A record of the group that the grid shows; null for all groups. */
  like: number | null;
  onChoose: (like: number | null) => void;
  onClose: () => void;
  kinds: Readonly<Record<string, TotalKind>>;
  titleOf: TitleOf;
}

/** The values of a column with how many records have each, and what they come to; one of them narrows the grid. */
export const GroupList = ({ query, by, like, onChoose, onClose, kinds, titleOf }: Props) => {
  const { fields, label } = entityOf(query.table);
  const field = fields[by]!;
  const totals = Object.keys(kinds);
  const groups = useSummary({ query: { ...query, sort: [] }, by, totals, like });
  const all = groups ?? [];
  const isCut = all.length > mostGroups;
  const shown = isCut
    ? all.toSorted((a, b) => b.rows - a.rows || a.id - b.id).slice(0, mostGroups)
    : all;
  const rows = useSamples(query.table, shown);
  const nameOf = ({ id }: RecordGroup): string => {
    const row = rows.get(id);
    if (row === undefined) return '…';
    return shownText(field, valueAt(row, by), titleOf) || 'None';
  };
  const linesOf = (group: RecordGroup): string[] =>
    totals.flatMap((name, at) => {
      const [column, kind, total] = [fields[name], kinds[name], group.totals[at]];
      if (column === undefined || kind === undefined || total === undefined) return [];
      return [`${totalLabels[kind]} ${column.label}: ${totalText(column, kind, total) || '–'}`];
    });
  const chosen = shown.find(({ id }) => id === like);
  // The last record of the group that was chosen has gone, or changed.
  const isGone = groups !== null && like !== null && chosen === undefined;
  useEffect(() => {
    if (isGone) onChoose(null);
  });
  return (
    <section className="group-list" aria-label={`Groups by ${field.label}`}>
      <header className="group-head">
        <h2>{field.label}</h2>
        <span className="group-count">{groups === null ? '' : counted(all.length)}</span>
        <IconButton label="Close groups" size="small" onPress={onClose}>
          <X aria-hidden size={14} />
        </IconButton>
      </header>
      {groups === null ? (
        <Skeleton />
      ) : (
        <ListBox
          aria-label={`${label.many} by ${field.label}`}
          className="group-options"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[chosen === undefined ? 'all' : String(chosen.id)]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys];
            onChoose(key === undefined || key === 'all' ? null : Number(key));
          }}
        >
          <ListBoxItem id="all" textValue="All" className="option group-option">
            <span className="group-name">All</span>
            <span className="group-rows">
              {counted(all.reduce((sum, group) => sum + group.rows, 0))}
            </span>
          </ListBoxItem>
          {shown.map((group) => (
            <ListBoxItem
              key={group.id}
              id={String(group.id)}
              textValue={nameOf(group)}
              className="option group-option"
            >
              <span className="group-name">{nameOf(group)}</span>
              <span className="group-rows">{counted(group.rows)}</span>
              {linesOf(group).map((line) => (
                <span key={line} className="group-total">
                  {line}
                </span>
              ))}
            </ListBoxItem>
          ))}
        </ListBox>
      )}
      {isCut && (
        <p className="group-note">
          The {counted(mostGroups)} largest of {counted(all.length)}.
        </p>
      )}
    </section>
  );
};
