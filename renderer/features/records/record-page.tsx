import { useMemo, useState } from 'react';
import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { unknownColumns } from '../../forms/sections.ts';
import { useLoaded } from '../../state/desk-context.tsx';
import { ConflictBanner } from './conflict-banner.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { HistorySection } from './history-section.tsx';
import { MissingRecord, RecordSkeleton } from './missing-record.tsx';
import { RecordActions } from './record-actions.tsx';
import { RecordBody } from './record-body.tsx';
import { RecordHeader } from './record-header.tsx';
import { RecordMarks } from './record-marks.tsx';
import { relationsTo } from './related.ts';
import { RelatedRecords } from './related-records.tsx';
import { TrashBanner } from './trash-banner.tsx';
import { UnknownColumns } from './unknown-columns.tsx';
import { UnsavedDialogs } from './unsaved-dialogs.tsx';
import { useContestedFields } from './use-contested-fields.tsx';
import { useRecordForm, useSave, useTrash } from './use-record.ts';
import { useRecordPage, type FurtherSection } from './use-record-page.ts';
import './records.css';

interface Place {
  table: TableName;
  id: number;
}

const useTitle = ({ table, id }: Place): string =>
  useLoaded(`${table}/${id}`, tableNames, async (desk) => {
    const [title] = await desk.titles([{ table, id }]);
    return title;
  }) ?? `${entityOf(table).label.one} ${id}`;

interface ViewProps {
  table: TableName;
  row: Row;
  onErase: () => void;
}

const RecordView = ({ table, row, onErase }: ViewProps) => {
  const { id } = row;
  const form = useRecordForm(table, row);
  const store = useSave(table, row, form);
  const trash = useTrash(table, row);
  const relations = useMemo(() => relationsTo(table), [table]);
  const unknown = unknownColumns(form.entity, row.values);
  const further: FurtherSection[] = [];
  if (unknown.length > 0) further.push('other');
  if (relations.length > 0) further.push('related');
  further.push('history');
  const page = useRecordPage({ table, form, further, store });
  const contested = useContestedFields(table, row);
  return (
    <article className="record-page">
      <RecordHeader
        table={table}
        title={useTitle({ table, id })}
        marks={<RecordMarks table={table} row={row} />}
        unsaved={form.unsaved}
        actions={
          <RecordActions
            place={{ table, id }}
            form={form}
            page={page}
            trash={trash}
            relations={relations}
            onErase={onErase}
          />
        }
      />
      {trash.trashed && <TrashBanner table={table} onRestore={() => void trash.restore()} />}
      <ConflictBanner table={table} row={row} page={page} />
      <RecordBody
        form={form}
        contested={contested}
        page={page}
        further={further}
        foldEmpty
        below={unknown.length > 0 && <UnknownColumns names={unknown} values={row.values} />}
        beside={
          relations.length > 0 && (
            <RelatedRecords relations={relations} table={table} id={id} sections={page.sections} />
          )
        }
        after={<HistorySection table={table} row={row} sections={page.sections} />}
      />
      <UnsavedDialogs form={form} page={page} />
    </article>
  );
};

/** The page of one record: its fields to edit in place, and everything that points to it. */
export const RecordPage = ({ table, id }: Place) => {
  const row = useLoaded(`${table}/${id}`, [table], (desk) => desk.get(table, id));
  // Above the view, since the report of an erasure outlives the record.
  const [erasing, setErasing] = useState(false);
  return (
    <>
      {row === undefined && <RecordSkeleton />}
      {row === null && <MissingRecord table={table} id={id} />}
      {row && (
        <RecordView
          key={`${table}/${id}`}
          table={table}
          row={row}
          onErase={() => setErasing(true)}
        />
      )}
      {erasing && <EraseDialog table={table} id={id} onClose={() => setErasing(false)} />}
    </>
  );
};
