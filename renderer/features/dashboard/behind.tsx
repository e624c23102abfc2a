import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { countOfConditions, type Group } from '#shared/views/filter.ts';
import { numberedName, shortCode } from '../../db/short-code.ts';
import { changeLayout } from '../../state/grid-layouts.ts';
import { useRecordTitles } from '../../state/record-titles.ts';
import { pathTo } from '../../state/routes.ts';
import { useToasts } from '../../state/toasts.ts';
import { countOf, countText } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Opening } from './figures/figure.ts';

const Context = createContext<(opening: Opening) => void>(() => undefined);

/** Opens the records behind a number. */
export const useBehind = () => use(Context);

/** Records drawn at first, and further ones on request. */
const step = 50;

interface ListProps {
  table: TableName;
  ids: readonly number[];
}

const RecordList = ({ table, ids }: ListProps) => {
  const [drawn, setDrawn] = useState(step);
  const titleOf = useRecordTitles();
  const { one, many } = entityOf(table).label;
  return (
    <div className="behind">
      <p className="quiet">{countOf(ids.length, one.toLowerCase(), many.toLowerCase())}</p>
      <ul className="behind-list">
        {ids.slice(0, drawn).map((id) => (
          <li key={id}>
            <Link href={pathTo.record(table, id)}>
              {titleOf(table, id) ?? numberedName(table, id)}
            </Link>{' '}
            <span className="short-code">{shortCode(table, id)}</span>
          </li>
        ))}
      </ul>
      {ids.length > drawn && (
        <Button onPress={() => setDrawn(drawn + step)}>
          Show more ({countText(ids.length - drawn)})
        </Button>
      )}
    </div>
  );
};

/** Narrows a table. What it was narrowed by before can be put back, as it may have been long in the making. */
const narrow = (table: TableName, filter: Group) => {
  const { filter: before } = changeLayout(table, { filter });
  if (countOfConditions(before) === 0) return;
  useToasts.getState().show({
    tone: 'info',
    text: `The filter of ${entityOf(table).label.many.toLowerCase()} is now that of the dashboard.`,
    action: { label: 'Put the old one back', run: () => changeLayout(table, { filter: before }) },
  });
};

/** Leads from numbers to records: to the table, narrowed by a filter, or to a list of them. */
export const BehindProvider = ({ children }: { children: ReactNode }) => {
  const [, go] = useLocation();
  const [listed, setListed] = useState<Extract<Opening, { ids: readonly number[] }> | null>(null);
  const open = useMemo(
    () => (opening: Opening) => {
      if ('ids' in opening) return setListed(opening);
      narrow(opening.table, opening.filter);
      go(pathTo.table(opening.table));
    },
    [go],
  );
  return (
    <Context value={open}>
      {children}
      <Dialog title={listed?.title ?? ''} isOpen={listed !== null} onClose={() => setListed(null)}>
        {listed !== null && <RecordList table={listed.table} ids={listed.ids} />}
      </Dialog>
    </Context>
  );
};
