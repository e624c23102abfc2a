import { useState } from 'react';
import { consultations } from '#shared/entities/consultations.ts';
import type { CancelledBy } from '#shared/work/billing.ts';
import { costOf } from '#shared/work/billing.ts';
import { instantOf, msOf } from '#shared/work/consultation-state.ts';
import { Radio, RadioGroup } from '../../../ui/radio-group.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { expectedMinutes } from '../plans/booking-plan.ts';
import { penaltyNow, planCancel } from '../plans/ending-plan.ts';
import { useDeed } from '../use-deed.ts';
import { DeedDialog } from './deed-dialog.tsx';
import { ComputedEntry, readEntry } from './number-entry.tsx';
import type { CallProps } from './reschedule-dialog.tsx';
import { ReturnChoice, usualReturn } from './return-choice.tsx';

const { credit_penalty_amount: penaltyField } = consultations.fields;
const hour = 3_600_000;

/** How the penalty came about (WORK9), in a sentence. */
const penaltyText = (
  { of: { call }, file }: CallProps,
  { by, now }: { by: CancelledBy; now: number },
): string => {
  if (by !== 'client') return 'Only the client’s cancelling costs something.';
  const minutes = expectedMinutes(call, file.request);
  const full = costOf(call.credit_rate, minutes);
  const wait = msOf(call.starts_at) - now;
  if (full === null) return 'No credit rate is known, so nothing can be reckoned.';
  if (Number.isNaN(wait)) return 'No start was agreed: free of charge.';
  if (wait > 24 * hour) return 'More than 24 hours before the start: free of charge.';
  const whole = `${minutes} min at ${call.credit_rate}/h = ${full}`;
  return wait <= 0
    ? `At or after the start: all of ${whole}.`
    : `Within 24 hours: half of ${whole}.`;
};

/** A call that will not be: by whom, why, and what it costs (REQ10). */
export const CancelDialog = (props: CallProps) => {
  const { file, of, onClose } = props;
  const [by, setBy] = useState<CancelledBy>('client');
  const [reason, setReason] = useState('');
  const [written, setWritten] = useState<string | null>(null);
  const [candidateTo, setCandidateTo] = useState(() => usualReturn(file, of));
  const run = useDeed();
  const now = useNow();
  const computed = penaltyNow(of.call, file.request, { by, now: instantOf(now) }) ?? '';
  const penalty = readEntry<string>(penaltyField, written ?? computed);
  const cancel = async () => {
    const cancelling = {
      by,
      reason: reason.trim(),
      now: instantOf(Date.now()),
      penalty: penalty.value,
      candidateTo,
    };
    const parts = { candidate: of.candidate?.candidate ?? null, conference: of.conference };
    const plan = planCancel(of.call, parts, cancelling);
    if (
      await run(plan, `cancel the call with ${of.name}`, `The call with ${of.name} is cancelled.`)
    )
      onClose();
  };
  return (
    <DeedDialog
      title={`Cancel the call with ${of.name}`}
      confirm="Cancel the call"
      isDanger
      isReady={reason.trim() !== '' && penalty.error === null}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <RadioGroup
        label="Cancelled by"
        orientation="horizontal"
        value={by}
        onChange={(next) => setBy(next as CancelledBy)}
      >
        <Radio value="client">the client</Radio>
        <Radio value="expert">the expert</Radio>
        <Radio value="us">us</Radio>
      </RadioGroup>
      <TextArea label="Reason" rows={2} value={reason} onChange={setReason} autoFocus isRequired />
      <ComputedEntry
        field={penaltyField}
        computed={computed}
        written={written}
        onWritten={setWritten}
        how={penaltyText(props, { by, now })}
      />
      <ReturnChoice of={of} value={candidateTo} onChange={setCandidateTo} />
    </DeedDialog>
  );
};
