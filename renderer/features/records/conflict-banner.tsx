import { Link } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { conflictsInOrder } from '../../forms/conflict-order.ts';
import { pathTo } from '../../state/routes.ts';
import { countOf } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { focusConflict } from './page-focus.ts';
import type { RecordPageState } from './use-record-page.ts';

interface Props {
  table: TableName;
  row: Row;
  page: RecordPageState;
}

/** Says that fields of the record are in conflict, and leads to each. */
export const ConflictBanner = ({ table, row, page }: Props) => {
  const conflicts = conflictsInOrder(table, row);
  if (conflicts.length === 0) return null;
  const { fields } = entityOf(table);
  const known = conflicts.flatMap(({ field }) => fields[field] ?? []);
  const names = conflicts.filter(({ field }) => field in fields).map(({ field }) => field);
  const go = (name: string) => {
    page.sections.reveal(fields[name]?.group ?? '');
    focusConflict(name);
  };
  return (
    <div className="record-banner">
      <Banner
        tone="warning"
        title={
          conflicts.length === 1
            ? 'One field is in conflict'
            : `${countOf(conflicts.length, 'field')} are in conflict`
        }
        actions={names.slice(0, 4).map((name, at) => (
          <Button key={name} size="small" onPress={() => go(name)}>
            Settle {known[at]?.label}
          </Button>
        ))}
      >
        Two desks wrote there without knowing of each other. The later value is shown; the other is
        kept until you choose. <Link href={pathTo.conflicts}>See all conflicts</Link>
      </Banner>
    </div>
  );
};
