import { useState } from 'react';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { MergeKind, MergePreview } from '../../db/merging.ts';
import { useRecordTitles } from '../../state/record-titles.ts';
import { countOf, countText } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { MergeRecord } from './merge-record.tsx';
import { kindNames, mergeKinds, touchedIn, touchedTables } from './merge-words.ts';
import type { LeavingOut } from './use-left-out.ts';
import { useMergePages } from './use-merge-pages.ts';

interface Wanted {
  table: TableName;
  kind: MergeKind | null;
}

interface Props {
  preview: MergePreview;
  leaving: LeavingOut;
}

const List = ({ preview, leaving, wanted }: Props & { wanted: Wanted }) => {
  const { items, more, failed, showMore } = useMergePages(preview.plan, wanted);
  const titleOf = useRecordTitles();
  if (failed)
    return (
      <Banner tone="danger" actions={<Button onPress={showMore}>Try again</Button>}>
        These records could not be read.
      </Banner>
    );
  if (items === undefined) return <Skeleton lines={4} />;
  return (
    <>
      <ul className="merge-records">
        {items.map((item) => (
          <MergeRecord key={item.id} item={item} titleOf={titleOf} leaving={leaving} />
        ))}
      </ul>
      {more && <Button onPress={showMore}>Show more</Button>}
    </>
  );
};

/** The kinds that a table has any of, with how many; all of them first. */
const kindOptions = (preview: MergePreview, table: TableName) => {
  const counts = preview.tables[table];
  const all = { value: 'all' as const, label: 'All kinds', detail: countText(touchedIn(counts)) };
  const kinds = mergeKinds
    .filter((kind) => (counts?.[kind] ?? 0) > 0)
    .map((kind) => ({
      value: kind,
      label: kindNames[kind],
      detail: countText(counts?.[kind] ?? 0),
    }));
  return [all, ...kinds];
};

interface FilterProps {
  preview: MergePreview;
  wanted: Wanted;
  onWant: (wanted: Wanted) => void;
}

const Filters = ({ preview, wanted: { table, kind }, onWant }: FilterProps) => (
  <div className="merge-filters">
    <Select
      label="Table"
      value={table}
      options={touchedTables(preview).map((name) => ({
        value: name,
        label: entityOf(name).label.many,
        detail: countText(touchedIn(preview.tables[name])),
      }))}
      onChange={(chosen) => onWant({ table: chosen, kind: null })}
    />
    <Select<MergeKind | 'all'>
      label="What becomes of them"
      value={kind ?? 'all'}
      options={kindOptions(preview, table)}
      onChange={(chosen) => onWant({ table, kind: chosen === 'all' ? null : chosen })}
    />
  </div>
);

/** The tables that would be touched: those with a conflict first, since they want to be looked at. */
const byUrgency = (preview: MergePreview): TableName[] =>
  touchedTables(preview).sort(
    (a, b) =>
      Number((preview.tables[b]?.conflicting ?? 0) > 0) -
      Number((preview.tables[a]?.conflicting ?? 0) > 0),
  );

/** The records that merging would touch, one table at a time. */
export const MergeRecords = ({ preview, leaving }: Props) => {
  const [first] = byUrgency(preview);
  const [wanted, setWanted] = useState<Wanted | null>(
    first === undefined ? null : { table: first, kind: null },
  );
  if (wanted === null) return null;
  const { table, kind } = wanted;
  const counts = preview.tables[table];
  const found = kind === null ? touchedIn(counts) : (counts?.[kind] ?? 0);
  const { one, many } = entityOf(table).label;
  return (
    <section className="card" aria-labelledby="merge-records-heading">
      <h2 id="merge-records-heading">Record by record</h2>
      <Filters preview={preview} wanted={wanted} onWant={setWanted} />
      <p className="quiet" role="status">
        {countOf(found, one.toLowerCase(), many.toLowerCase())}. Open one to compare its fields;
        untick it to leave it as it is here.
      </p>
      <List key={`${table} ${kind ?? 'all'}`} preview={preview} leaving={leaving} wanted={wanted} />
    </section>
  );
};
