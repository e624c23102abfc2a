import { CalendarDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  Dialog,
  DialogTrigger,
  Heading,
  Input,
  Popover,
  TextField as Field,
  type DateValue,
} from 'react-aria-components';
import { instantFromText } from '#shared/schema/instants.ts';
import { FieldLabel, FieldNotes, hasText, type FieldFrame } from './field.tsx';
import { momentFromText, momentInWords, momentToText, readersZone } from './moments.ts';
import './date-time-input.css';
import './popover.css';

interface Props extends FieldFrame {
  /** An instant as it is stored; or the text as typed, where that is no date and time; '' for none. */
  value: string;
  /** Hears the instant as soon as the typed text is one, otherwise the text itself. */
  onChange: (value: string) => void;
  isDisabled?: boolean;
  /** The reader’s zone; this machine’s unless given. */
  zone?: string;
}

const dateOf = (wall: string): CalendarDate | null => {
  const day = /^(\d{4})-(\d\d)-(\d\d)/.exec(wall);
  return day === null ? null : new CalendarDate(Number(day[1]), Number(day[2]), Number(day[3]));
};

const pad = (part: number, width = 2) => String(part).padStart(width, '0');

/** The day that was picked, with the time that stood there before, or the start of a working day. */
const withDay = (wall: string, { year, month, day }: DateValue): string => {
  const time = /\d{1,2}:\d\d\S*/.exec(wall)?.[0] ?? '09:00';
  return `${pad(year, 4)}-${pad(month)}-${pad(day)} ${time}`;
};

const Month = ({
  value,
  onPick,
}: {
  value: DateValue | null;
  onPick: (day: DateValue) => void;
}) => (
  <Calendar
    className="calendar"
    aria-label="Day"
    firstDayOfWeek="mon"
    value={value}
    onChange={onPick}
    autoFocus
  >
    <header className="calendar-head">
      <Button slot="previous" className="calendar-step">
        <ChevronLeft aria-hidden size={16} />
      </Button>
      <Heading className="calendar-title" />
      <Button slot="next" className="calendar-step">
        <ChevronRight aria-hidden size={16} />
      </Button>
    </header>
    <CalendarGrid className="calendar-grid">
      {(day) => <CalendarCell date={day} className="calendar-day" />}
    </CalendarGrid>
  </Calendar>
);

/** The text in the input: as typed while it means the value, otherwise the value on the reader’s clock. */
const useTyping = ({ value, onChange, zone = readersZone() }: Props) => {
  const [typed, setTyped] = useState<string | null>(null);
  const stored = instantFromText(value);
  const written = stored === null ? value : momentToText(stored, zone);
  const stands = typed !== null && (momentFromText(typed, zone) ?? typed) === (stored ?? value);
  const text = stands ? typed : written;
  const type = (next: string) => {
    setTyped(next);
    if (next.trim() === '') onChange('');
    else onChange(momentFromText(next, zone) ?? next);
  };
  const settle = () => setTyped(null);
  return { text, type, settle, words: stored === null ? null : momentInWords(stored, zone) };
};

/**
 * A date and time, typed as `2026-03-31 14:30` on the reader’s clock or with an offset of its own, or
 * picked from a calendar. Below it stands how it was understood. Untouched, the value stays as it is,
 * to the microsecond.
 */
export const DateTimeInput = (props: Props) => {
  const { label, isDisabled = false } = props;
  const { text, type, settle, words } = useTyping(props);
  const description = (
    <>
      {words !== null && <span className="date-time-words">{words}</span>}
      {props.description}
    </>
  );
  const notes = { ...props, ...(words === null ? {} : { description }) };
  return (
    <Field
      className="field"
      value={text}
      onChange={type}
      isDisabled={isDisabled}
      validationBehavior="aria"
      isInvalid={hasText(props.error)}
    >
      <FieldLabel {...props} />
      <div className="field-box">
        <Input
          className="field-input date-time-input"
          autoComplete="off"
          placeholder="2026-03-31 14:30"
          onBlur={settle}
        />
        <DialogTrigger>
          <Button
            className="date-time-open"
            aria-label={`Calendar for ${label}`}
            isDisabled={isDisabled}
          >
            <CalendarDays aria-hidden size={15} />
          </Button>
          <Popover className="popover" placement="bottom end" offset={6}>
            <Dialog aria-label={`Day of ${label}`} className="calendar-box">
              {({ close }) => (
                <Month
                  value={dateOf(text)}
                  onPick={(day) => {
                    type(withDay(text, day));
                    close();
                  }}
                />
              )}
            </Dialog>
          </Popover>
        </DialogTrigger>
      </div>
      <FieldNotes {...notes} />
    </Field>
  );
};
