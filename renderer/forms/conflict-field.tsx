import { Check, PencilLine, TriangleAlert } from 'lucide-react';
import { useRef, useState, type RefObject } from 'react';
import { entityOf } from '#shared/entities/index.ts';
import type { Field, Value } from '#shared/schema/fields.ts';
import type { Conflict, Version } from '#shared/schema/contest.ts';
import { stampParts } from '#shared/sync/stamp.ts';
import { deskNamed } from '../state/desk-named.ts';
import type { TitleOf } from '../state/record-titles.ts';
import { useSession } from '../state/session.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { dayMoment, exactMoment } from '../ui/moment-words.ts';
import { useNow } from '../ui/use-now.ts';
import { ConflictEditor } from './conflict-editor.tsx';
import { placeAfter } from './conflict-focus.ts';
import { StoredValue, valueText } from './stored-value.tsx';
import { useSettle, type RecordPlace } from './use-settle.ts';
import './conflict.css';

interface Props {
  place: RecordPlace;
  conflict: Conflict;
  titleOf: TitleOf;
  /** Stands below the input of the field, where another value is written. */
  isInForm?: boolean;
}

const Writer = ({ stamp }: Pick<Version, 'stamp'>) => {
  const { identity } = useSession().info;
  const now = useNow();
  const { time, desk } = stampParts(stamp);
  return (
    <p className="conflict-writer">
      {deskNamed(desk, identity)},{' '}
      <time dateTime={new Date(time).toISOString()} title={exactMoment(time)}>
        {dayMoment(time, now)}
      </time>
    </p>
  );
};

interface LineProps {
  version: Version;
  field: Field | undefined;
  label: string;
  text: string;
  isShown: boolean;
  onTake: (value: Value) => void;
}

/** One of the values, who wrote it and when, and the button that settles the field with it. */
const VersionLine = ({ version, field, label, text, isShown, onTake }: LineProps) => {
  const canTake = field !== undefined || isShown;
  const words = isShown ? 'Keep this' : 'Take this';
  return (
    <li className="conflict-version">
      <div className="conflict-words">
        <p className="conflict-value">
          <StoredValue text={text} label={label} /> {isShown && <Badge>Shown now</Badge>}
        </p>
        <Writer stamp={version.stamp} />
      </div>
      {canTake && (
        <Button
          size="small"
          aria-label={`${words}: ${text === '' ? 'empty' : text.slice(0, 80)}, for ${label}`}
          onPress={() => onTake(version.value)}
        >
          <Check aria-hidden size={14} />
          {words}
        </Button>
      )}
    </li>
  );
};

const InFormNote = () => (
  <p className="conflict-note">
    <TriangleAlert aria-hidden size={14} />
    In conflict: choose a value, or write another above and save.
  </p>
);

interface FootProps {
  field: Field | undefined;
  label: string;
  onWrite: () => void;
}

const Foot = ({ field, label, onWrite }: FootProps) =>
  field === undefined ? (
    <p className="field-note">
      This version of Expert Desk does not know this column: it can only be kept as it is.
    </p>
  ) : (
    <Button
      size="small"
      variant="quiet"
      aria-label={`Write another for ${label}`}
      onPress={onWrite}
    >
      <PencilLine aria-hidden size={14} />
      Write another
    </Button>
  );

/** Settles by a value; then the keyboard goes on at what comes after it. */
const useTake = (own: RefObject<HTMLElement | null>, place: RecordPlace, name: string) => {
  const settle = useSettle(place);
  return async (value: Value): Promise<void> => {
    const next = own.current === null ? null : placeAfter(own.current);
    if (await settle(name, value)) next?.focus();
  };
};

/** A field in conflict: all its values, each to be chosen with one press, or another one written. */
export const ConflictField = ({ place, conflict, titleOf, isInForm = false }: Props) => {
  const { field: name, versions } = conflict;
  const { fields } = entityOf(place.table);
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const label = field?.label ?? name;
  const own = useRef<HTMLDivElement>(null);
  const take = useTake(own, place, name);
  const [writing, setWriting] = useState(false);
  return (
    <div
      ref={own}
      className="conflict"
      role="group"
      aria-label={`${label}, in conflict`}
      data-conflict
    >
      {isInForm && <InFormNote />}
      <ul className="conflict-versions">
        {versions.map((version, at) => (
          <VersionLine
            key={version.stamp}
            version={version}
            field={field}
            label={label}
            text={valueText(field, version.value, titleOf)}
            isShown={at === 0}
            onTake={(value) => void take(value)}
          />
        ))}
      </ul>
      {!isInForm && !writing && (
        <Foot field={field} label={label} onWrite={() => setWriting(true)} />
      )}
      {writing && field !== undefined && (
        <ConflictEditor
          place={place}
          name={name}
          field={field}
          onSettle={(value) => void take(value)}
          onClose={() => setWriting(false)}
        />
      )}
    </div>
  );
};
