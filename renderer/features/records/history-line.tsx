import { ArrowRight, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import { StoredValue, valueText } from '../../forms/stored-value.tsx';
import type { TitleOf } from '../../state/record-titles.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { capitalized, dayMoment, exactMoment } from '../../ui/moment-words.ts';
import { deedOf, fieldChanges, type FieldChange, type HistoryEntry } from './history-entries.ts';
import { onlyTrash, type RevertPlan } from './revert-plan.ts';

interface Props {
  table: TableName;
  entry: HistoryEntry;
  now: number;
  /** Who did it: a desk by name, or by number. */
  who: string;
  titleOf: TitleOf;
  /** What taking it back would mean; null where it cannot be, or needs not. */
  plan: RevertPlan | null;
  onRevert: (plan: RevertPlan) => void;
}

const Change = ({ change, titleOf }: { change: FieldChange; titleOf: TitleOf }) => {
  const { field, label, from, to } = change;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {from !== null && (
          <>
            <span className="for-readers">from </span>
            <span className="history-from">
              <StoredValue text={valueText(field, from, titleOf)} label={`${label} before`} />
            </span>
            <ArrowRight aria-hidden size={13} className="history-arrow" />
            <span className="for-readers"> to </span>
          </>
        )}
        <StoredValue text={valueText(field, to, titleOf)} label={label} />
      </dd>
    </div>
  );
};

/** Fields that are shown at once; a record that came with many shows the rest on request. */
const fewFields = 8;

const Changes = ({ changes, titleOf }: { changes: FieldChange[]; titleOf: TitleOf }) => {
  const [all, setAll] = useState(false);
  const rest = changes.length - fewFields;
  return (
    <>
      <dl className="history-fields">
        {changes.slice(0, all ? changes.length : fewFields).map((change, at) => (
          <Change key={`${at} ${change.name}`} change={change} titleOf={titleOf} />
        ))}
      </dl>
      {!all && rest > 0 && (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          Show {rest} more {rest === 1 ? 'field' : 'fields'}
        </button>
      )}
    </>
  );
};

const RevertButton = ({ entry, now, plan, onRevert }: Props) =>
  plan !== null && (
    <Button
      size="small"
      variant="quiet"
      aria-label={`${onlyTrash(plan) ? 'Restore from the trash' : 'Revert this change'}, ${dayMoment(entry.time, now)}`}
      onPress={() => onRevert(plan)}
    >
      <RotateCcw aria-hidden size={14} />
      {onlyTrash(plan) ? 'Restore from the trash' : 'Revert this change'}
    </Button>
  );

/** One commit: what was done, by whom, when, what it changed, and the way back. */
export const HistoryLine = (props: Props) => {
  const { table, entry, now, who, titleOf, plan } = props;
  const { deed, detail } = deedOf(entry);
  const changes = entry.changes.flatMap((change) => fieldChanges(table, change));
  return (
    <li className="history-line" data-base={entry.isBase || undefined}>
      <div className="history-head">
        <p>
          <strong>{deed}</strong>
          {detail !== null && <span> · {detail}</span>}
        </p>
        <p className="history-when">
          <time dateTime={new Date(entry.time).toISOString()} title={exactMoment(entry.time)}>
            {capitalized(dayMoment(entry.time, now))}
          </time>{' '}
          by {who}
          {!entry.isJournaled && <Badge tone="warning">Not journaled yet</Badge>}
        </p>
      </div>
      <RevertButton {...props} />
      {changes.length > 0 && (
        <div className="history-changes">
          <Changes changes={changes} titleOf={titleOf} />
          {plan !== null && plan.again.length > 0 && (
            <p className="record-note">
              {plan.again.length === 1 ? 'A field' : 'Fields'} of this change{' '}
              {plan.again.length === 1 ? 'was' : 'were'} changed again since.
            </p>
          )}
        </div>
      )}
    </li>
  );
};
