import { useState } from 'react';
import { consultationReviews } from '#shared/entities/consultation-reviews.ts';
import { Radio, RadioGroup } from '../../../ui/radio-group.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { planReview } from '../plans/after-plan.ts';
import { useDeed } from '../use-deed.ts';
import { DeedDialog } from './deed-dialog.tsx';
import type { CallProps } from './reschedule-dialog.tsx';

const ratings = [
  'rating',
  'match_for_request',
  'communication_rating',
  'connection_quality_rating',
] as const;
type Rating = (typeof ratings)[number];

const marks = [1, 2, 3, 4, 5];

const RatingChoice = ({
  label,
  value,
  autoFocus,
  onChange,
}: {
  label: string;
  autoFocus: boolean;
  value: number | null;
  onChange: (value: number) => void;
}) => (
  <RadioGroup
    label={label}
    orientation="horizontal"
    value={value === null ? null : String(value)}
    onChange={(next) => onChange(Number(next))}
  >
    {marks.map((mark) => (
      <Radio key={mark} value={String(mark)} autoFocus={autoFocus && mark === marks[0]}>
        {mark}
      </Radio>
    ))}
  </RadioGroup>
);

/** What the client thought of a call (REQ14). */
export const ReviewDialog = ({ file, of, onClose }: CallProps) => {
  const [given, setGiven] = useState<Partial<Record<Rating, number>>>({});
  const [reviewer, setReviewer] = useState(of.call.requester_name ?? file.clientName ?? '');
  const [feedback, setFeedback] = useState('');
  const [value, setValue] = useState('');
  const run = useDeed();
  const { fields } = consultationReviews;
  const keep = async () => {
    const plan = planReview(of.call, {
      ...given,
      reviewer: reviewer.trim() || null,
      feedback: feedback.trim() || null,
      value_received: value.trim() || null,
    });
    const told = `The review of the call with ${of.name} is kept.`;
    if (await run(plan, `review the call with ${of.name}`, told)) onClose();
  };
  return (
    <DeedDialog
      title={`Review of the call with ${of.name}`}
      confirm="Keep the review"
      isReady={given.rating !== undefined}
      onConfirm={() => void keep()}
      onClose={onClose}
    >
      <TextField label={fields.reviewer.label} value={reviewer} onChange={setReviewer} />
      <div className="deed-pair">
        {ratings.map((rating) => (
          <RatingChoice
            key={rating}
            label={fields[rating].label}
            value={given[rating] ?? null}
            autoFocus={rating === 'rating'}
            onChange={(mark) => setGiven({ ...given, [rating]: mark })}
          />
        ))}
      </div>
      <TextArea label={fields.feedback.label} rows={2} value={feedback} onChange={setFeedback} />
      <TextArea label={fields.value_received.label} rows={2} value={value} onChange={setValue} />
    </DeedDialog>
  );
};
