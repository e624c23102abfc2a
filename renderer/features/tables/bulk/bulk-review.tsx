import { useEffect, useRef } from 'react';
import { problemText } from '#shared/problems/index.ts';
import type { BulkOrder } from '#shared/bulk/order.ts';
import type { Refusal, Survey } from '#shared/bulk/plan.ts';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { shortCode } from '../../../db/short-code.ts';
import { useRecordTitles } from '../../../state/record-titles.ts';
import { countText } from '../../../state/wording.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { recordsText } from './bulk-words.ts';
import { deedWords } from './deed-lines.ts';
import type { Surveyed } from './use-survey.ts';

const RefusalLine = ({ table, refusal }: { table: TableName; refusal: Refusal }) => {
  const { records, problem, some } = refusal;
  const codes = some.map((id) => shortCode(table, id)).join(', ');
  const more = records - some.length;
  return (
    <li>
      {problemText(problem)}{' '}
      <span className="quiet">
        {codes}
        {more > 0 && ` and ${countText(more)} more`}
      </span>
    </li>
  );
};

const Counts = ({ table, survey }: { table: TableName; survey: Survey }) => {
  /** “1 profile is …”, “12 profiles are …”. */
  const line = (count: number, one: string, many: string) =>
    `${recordsText(table, count)} ${count === 1 ? one : many}`;
  const { changing, same, gone, refused, refusals } = survey;
  return (
    <ul className="bulk-counts">
      <li className="bulk-count-main">{recordsText(table, changing)} will change.</li>
      {same > 0 && (
        <li>
          {line(
            same,
            'holds this already and is not touched.',
            'hold this already and are not touched.',
          )}
        </li>
      )}
      {gone > 0 && <li>{line(gone, 'is no longer there.', 'are no longer there.')}</li>}
      {refused > 0 && (
        <li>
          {line(
            refused,
            'cannot take it and stays as it is:',
            'cannot take it and stay as they are:',
          )}
          <ul>
            {refusals.map((refusal) => (
              <RefusalLine key={problemText(refusal.problem)} table={table} refusal={refusal} />
            ))}
          </ul>
        </li>
      )}
    </ul>
  );
};

const undoNote = ({ isHeavy }: Survey): string =>
  isHeavy
    ? 'This is more than undo keeps in memory. The desk is backed up first, and undo goes back to that backup, with whatever else was done since.'
    : 'One undo takes all of it back.';

const Deeds = ({ order: { table, edit } }: { order: BulkOrder }) => {
  const titleOf = useRecordTitles();
  const { fields } = entityOf(table);
  const words = Object.entries(edit).map(([name, deed]) =>
    name === 'deleted' ? 'Moved to the trash' : deedWords(fields[name]!, deed, titleOf),
  );
  return (
    <ul className="bulk-deeds" aria-label="What is done">
      {words.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
};

/** What an edit would do, before anything is written. */
export const BulkReview = ({ order, surveyed }: { order: BulkOrder; surveyed: Surveyed }) => {
  const { progress, survey, problem } = surveyed;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h3 ref={heading} tabIndex={-1} className="bulk-heading">
        Nothing has been changed yet
      </h3>
      <Deeds order={order} />
      {problem !== null && <Banner tone="danger">{problemText(problem)}</Banner>}
      {survey === null && problem === null && (
        <Progress
          label="Looking through the records"
          value={progress.total === 0 ? null : progress.done / progress.total}
          detail={`${countText(progress.done)} of ${countText(progress.total)}`}
        />
      )}
      <div role="status">
        {survey !== null && (
          <>
            <Counts table={order.table} survey={survey} />
            {survey.changing > 0 && <p className="quiet">{undoNote(survey)}</p>}
          </>
        )}
      </div>
    </>
  );
};
