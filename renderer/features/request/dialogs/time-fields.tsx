import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Radio, RadioGroup } from '../../../ui/radio-group.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { inBothZones } from '../../../ui/moments.ts';
import { clockName, type Times } from './use-times.ts';

/** On whose clock the times are typed; nothing where only one is known. */
export const ClockChoice = ({ times }: { times: Times }) => {
  const { clocks, side } = times;
  if (clocks.there === null)
    return <p className="quiet">The expert’s time zone is not known; times are on your clock.</p>;
  if (clocks.there === clocks.here) return null;
  return (
    <RadioGroup
      label="Times are typed on this clock"
      orientation="horizontal"
      value={side}
      onChange={(next) => times.turn(next === 'there' ? 'there' : 'here')}
    >
      <Radio value="here">{clockName('here', clocks)}</Radio>
      <Radio value="there">{clockName('there', clocks)}</Radio>
    </RadioGroup>
  );
};

interface FieldProps {
  times: Times;
  at: number;
  label: string;
  /** What speaks against a time. */
  warn: (instant: string) => readonly string[];
  autoFocus?: boolean;
}

/** One time: as typed, how it was understood in both zones, and what speaks against it (REQ8). */
export const TimeField = ({ times, at, label, warn, autoFocus = false }: FieldProps) => {
  const text = times.texts[at] ?? '';
  const { instant, doubt } = times.readings[at] ?? { instant: null, doubt: null };
  const isWrong = text.trim() !== '' && instant === null;
  const doubts = [...(doubt === null ? [] : [doubt]), ...(instant === null ? [] : warn(instant))];
  return (
    <TextField
      label={label}
      value={text}
      onChange={(next) => times.type(at, next)}
      placeholder="2026-03-31 14:30"
      autoFocus={autoFocus}
      error={isWrong ? 'Write a day and a time, such as 2026-03-31 14:30.' : null}
      description={instant === null ? null : inBothZones(instant, times.clocks)}
      warning={doubts.join(' ')}
    />
  );
};

interface ListProps {
  times: Times;
  warn: (instant: string) => readonly string[];
}

/** Several times under one another; lines can be added and taken away. */
export const TimeList = ({ times, warn }: ListProps) => (
  <>
    {times.texts.map((_, at) => (
      <div key={at} className="deed-time">
        <TimeField
          times={times}
          at={at}
          label={`Time ${at + 1}`}
          warn={warn}
          autoFocus={at === 0}
        />
        {times.texts.length > 1 && (
          <IconButton label={`Remove time ${at + 1}`} onPress={() => times.remove(at)}>
            <X aria-hidden size={15} />
          </IconButton>
        )}
      </div>
    ))}
    <div className="deed-more">
      <Button size="small" onPress={times.add}>
        <Plus aria-hidden size={14} /> Another time
      </Button>
    </div>
  </>
);
