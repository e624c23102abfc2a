import { useState } from 'react';
import { consultations } from '#shared/entities/consultations.ts';
import { billedMinutes } from '#shared/work/billing.ts';
import { instantOf, msOf } from '#shared/work/consultation-state.ts';
import { knownZone } from '#shared/work/zones.ts';
import { readersZone } from '../../../ui/moments.ts';
import { expectedMinutes, expertRate } from '../plans/booking-plan.ts';
import { computedCompletion, planCompletion, reckoning } from '../plans/completion-plan.ts';
import { useDeed } from '../use-deed.ts';
import { Cautions, DeedDialog } from './deed-dialog.tsx';
import { ComputedEntry, readEntry } from './number-entry.tsx';
import type { CallProps } from './reschedule-dialog.tsx';
import { ClockChoice, TimeField } from './time-fields.tsx';
import { useTimes } from './use-times.ts';

const {
  billing_duration: minutesField,
  credit_amount: creditField,
  expert_cost: costField,
  ended_at: endedField,
  started_at: startedField,
} = consultations.fields;

const minute = 60_000;

/** When a call ended, for want of better: now while it runs, else when it should have. */
const usualEnd = ({ file, of: { call } }: CallProps, now: number): string | null => {
  const planned = msOf(call.starts_at) + expectedMinutes(call, file.request) * minute;
  if ((call.started_at ?? null) !== null || Number.isNaN(planned)) return instantOf(now);
  return instantOf(Math.min(planned, now));
};

/** To the whole minute, which is what a clock shows. */
const wholeMinute = (instant: string | null): string | null =>
  instant === null ? null : instantOf(Math.floor(msOf(instant) / minute) * minute);

const useMeasured = (props: CallProps) => {
  const { call, profile } = props.of;
  const [begun] = useState(() => call.started_at ?? call.starts_at ?? null);
  const [ended] = useState(() => wholeMinute(usualEnd(props, Date.now())));
  const clocks = { here: readersZone(), there: knownZone(profile?.timezone) };
  const times = useTimes(clocks, [begun, ended]);
  const [startedAt = null, endedAt = null] = times.readings.map(({ instant }) => instant);
  const isBackwards = msOf(endedAt) < msOf(startedAt);
  return { times, startedAt, endedAt, isBackwards };
};

/** Amounts as the rules have them, and what somebody wrote instead. */
const useAmounts = ({ of }: CallProps, startedAt: string | null, endedAt: string | null) => {
  const [own, setOwn] = useState<Record<'minutes' | 'credit' | 'cost', string | null>>({
    minutes: null,
    credit: null,
    cost: null,
  });
  const creditRate = of.call.credit_rate ?? of.candidate?.candidate.credit_rate ?? null;
  const hourlyRate = expertRate(of.candidate?.candidate ?? null, of.profile);
  const measured = billedMinutes(startedAt, endedAt) ?? 0;
  const minutes = readEntry<number>(minutesField, own.minutes ?? String(measured));
  const computed = computedCompletion(
    { startedAt: startedAt ?? '', endedAt: endedAt ?? '' },
    { creditRate, hourlyRate },
    minutes.value ?? 0,
  );
  const credit = readEntry<string>(creditField, own.credit ?? computed.creditAmount ?? '');
  const cost = readEntry<string>(costField, own.cost ?? computed.expertCost ?? '');
  return { own, setOwn, creditRate, hourlyRate, measured, minutes, computed, credit, cost };
};

/** The end of a call: minutes, credits and cost, each with its reckoning (REQ13). */
export const CompleteDialog = (props: CallProps) => {
  const { of, onClose } = props;
  const { times, startedAt, endedAt, isBackwards } = useMeasured(props);
  const amounts = useAmounts(props, startedAt, endedAt);
  const { own, setOwn, computed, minutes, credit, cost } = amounts;
  const run = useDeed();
  const isReady =
    startedAt !== null &&
    endedAt !== null &&
    !isBackwards &&
    minutes.value !== null &&
    minutes.value >= 0 &&
    credit.error === null &&
    cost.error === null;
  const complete = async () => {
    if (!isReady || minutes.value === null) return;
    const plan = planCompletion(
      of.call,
      { candidate: of.candidate?.candidate ?? null, conference: of.conference },
      {
        startedAt,
        endedAt,
        minutes: minutes.value,
        creditAmount: credit.value,
        expertCost: cost.value,
      },
    );
    if (
      await run(plan, `complete the call with ${of.name}`, `The call with ${of.name} is completed.`)
    )
      onClose();
  };
  const how = (rate: string | null) =>
    reckoning(rate, minutes.value ?? 0) ?? 'No rate is known, so nothing can be reckoned.';
  return (
    <DeedDialog
      title={`Complete the call with ${of.name}`}
      confirm="Complete"
      isReady={isReady}
      onConfirm={() => void complete()}
      onClose={onClose}
    >
      <ClockChoice times={times} />
      <div className="deed-pair">
        <TimeField times={times} at={0} label={startedField.label} warn={() => []} />
        <TimeField times={times} at={1} label={endedField.label} warn={() => []} autoFocus />
      </div>
      <Cautions sentences={isBackwards ? ['The end lies before the start.'] : []} />
      <ComputedEntry
        field={minutesField}
        computed={String(amounts.measured)}
        written={own.minutes}
        onWritten={(text) => setOwn({ ...own, minutes: text })}
        how={`From start to end, begun minutes whole: ${amounts.measured} min.`}
      />
      <ComputedEntry
        field={creditField}
        computed={computed.creditAmount ?? ''}
        written={own.credit}
        onWritten={(text) => setOwn({ ...own, credit: text })}
        how={how(amounts.creditRate)}
      />
      <ComputedEntry
        field={costField}
        computed={computed.expertCost ?? ''}
        written={own.cost}
        onWritten={(text) => setOwn({ ...own, cost: text })}
        how={how(amounts.hourlyRate)}
      />
    </DeedDialog>
  );
};
