import { useState } from 'react';
import { consultations } from '#shared/entities/consultations.ts';
import { openTimes } from '#shared/work/consultation-state.ts';
import { knownZone } from '#shared/work/zones.ts';
import { inBothZones, momentAt, readersZone } from '../../../ui/moments.ts';
import { Radio, RadioGroup } from '../../../ui/radio-group.tsx';
import { expectedMinutes, expertRate, planBooking } from '../plans/booking-plan.ts';
import type { Conference } from '../records.ts';
import { useDeed } from '../use-deed.ts';
import { complianceWarnings } from '../warnings.ts';
import { Cautions, DeedDialog } from './deed-dialog.tsx';
import { NumberEntry, readEntry } from './number-entry.tsx';
import { NewUserChoice, type AgreeProps } from './propose-dialog.tsx';
import { ClockChoice, TimeField } from './time-fields.tsx';
import { useTimes, useTimeWarnings } from './use-times.ts';

const { expected_duration: durationField, credit_rate: rateField } = consultations.fields;

const another = 'another';

/** The time that was picked, or typed. */
const useChosenTime = (offered: readonly string[], clocks: ReturnType<typeof clocksOf>) => {
  const [picked, setPicked] = useState(offered[0] ?? another);
  const times = useTimes(clocks, [null]);
  const typed = times.readings[0]?.instant ?? null;
  return { picked, setPicked, times, instant: picked === another ? typed : picked };
};

const clocksOf = (zone: string | null | undefined) => ({
  here: readersZone(),
  there: knownZone(zone),
});

const useTerms = ({ file, subject, call }: AgreeProps) => {
  const [minutes, setMinutes] = useState(() => String(expectedMinutes(call, file.request)));
  const [rate, setRate] = useState(call?.credit_rate ?? subject.candidate?.credit_rate ?? '');
  const read = readEntry<number>(durationField, minutes);
  const readRate = readEntry<string>(rateField, rate);
  const isReady = read.value !== null && read.value > 0 && readRate.error === null;
  return {
    minutes,
    setMinutes,
    rate,
    setRate,
    length: read.value ?? 0,
    creditRate: readRate.value,
    isReady,
  };
};

/** One time agreed, and the call booked with all that belongs to it (REQ7). */
export const BookDialog = (props: AgreeProps & { conference: Conference | null }) => {
  const { file, subject, call, conference, onClose } = props;
  const { request, clientName } = file;
  const clocks = clocksOf(subject.profile?.timezone);
  const offered = call === null ? [] : openTimes(call);
  const time = useChosenTime(offered, clocks);
  const terms = useTerms(props);
  const [makesUser, setMakesUser] = useState(true);
  const run = useDeed();
  const warnOf = useTimeWarnings(clocks, {
    expert: subject.user?.id ?? null,
    requester: request.person ?? null,
    own: call?.id ?? null,
  });
  const warn = (instant: string) => warnOf(instant, terms.length);
  const rate = expertRate(subject.candidate, subject.profile);
  const book = async () => {
    if (time.instant === null) return;
    const plan = planBooking(
      { request, clientName, subject, makesUser, call, conference },
      { startsAt: time.instant, minutes: terms.length, creditRate: terms.creditRate },
    );
    const told = `Booked with ${subject.name}: ${momentAt(time.instant, clocks.here)}.`;
    if (await run(plan, `book the call with ${subject.name}`, told)) onClose();
  };
  return (
    <DeedDialog
      title={`Book the call with ${subject.name}`}
      confirm="Book"
      isReady={time.instant !== null && terms.isReady}
      onConfirm={() => void book()}
      onClose={onClose}
    >
      <Cautions sentences={complianceWarnings(subject.user, subject.profile)} />
      {offered.length > 0 && (
        <RadioGroup label="Time" value={time.picked} onChange={time.setPicked}>
          {offered.map((instant) => (
            <Radio
              key={instant}
              value={instant}
              autoFocus={instant === offered[0]}
              detail={warn(instant).join(' ') || undefined}
            >
              {inBothZones(instant, clocks)}
            </Radio>
          ))}
          <Radio value={another}>Another time</Radio>
        </RadioGroup>
      )}
      {time.picked === another && (
        <>
          <ClockChoice times={time.times} />
          <TimeField
            times={time.times}
            at={0}
            label="Starts"
            warn={warn}
            autoFocus={offered.length === 0}
          />
        </>
      )}
      <div className="deed-pair">
        <NumberEntry field={durationField} text={terms.minutes} onText={terms.setMinutes} />
        <NumberEntry field={rateField} text={terms.rate} onText={terms.setRate} />
      </div>
      <p className="quiet">
        {rate === null
          ? 'No hourly rate is known for the expert.'
          : `The expert gets ${rate} an hour.`}
      </p>
      <NewUserChoice subject={subject} makes={makesUser} onMakes={setMakesUser} />
    </DeedDialog>
  );
};
