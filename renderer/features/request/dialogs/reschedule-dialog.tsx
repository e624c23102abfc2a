import { useState } from 'react';
import { consultations } from '#shared/entities/consultations.ts';
import { knownZone } from '#shared/work/zones.ts';
import { inBothZones, momentAt, readersZone } from '../../../ui/moments.ts';
import { expectedMinutes, planReschedule } from '../plans/booking-plan.ts';
import type { CallFile, RequestFile } from '../records.ts';
import { useDeed } from '../use-deed.ts';
import { DeedDialog } from './deed-dialog.tsx';
import { NumberEntry, readEntry } from './number-entry.tsx';
import { ClockChoice, TimeField } from './time-fields.tsx';
import { useTimes, useTimeWarnings } from './use-times.ts';

export interface CallProps {
  file: RequestFile;
  of: CallFile;
  onClose: () => void;
}

const { expected_duration: durationField } = consultations.fields;

/** Another time for a booked call (REQ9). */
export const RescheduleDialog = ({ file, of, onClose }: CallProps) => {
  const { call, conference, name } = of;
  const clocks = { here: readersZone(), there: knownZone(of.profile?.timezone) };
  const times = useTimes(clocks, [call.starts_at ?? null]);
  const [minutes, setMinutes] = useState(() => String(expectedMinutes(call, file.request)));
  const length = readEntry<number>(durationField, minutes).value ?? 0;
  const run = useDeed();
  const warn = useTimeWarnings(clocks, {
    expert: call.expert ?? null,
    requester: call.requester ?? null,
    own: call.id,
  });
  const startsAt = times.readings[0]?.instant ?? null;
  const move = async () => {
    if (startsAt === null) return;
    const plan = planReschedule(call, conference, { startsAt, minutes: length });
    const told = `Moved to ${momentAt(startsAt, clocks.here)}.`;
    if (await run(plan, `reschedule the call with ${name}`, told)) onClose();
  };
  return (
    <DeedDialog
      title={`Reschedule the call with ${name}`}
      confirm="Reschedule"
      isReady={startsAt !== null && startsAt !== call.starts_at && length > 0}
      onConfirm={() => void move()}
      onClose={onClose}
    >
      <p className="quiet">Until now: {inBothZones(call.starts_at ?? '', clocks)}</p>
      <ClockChoice times={times} />
      <TimeField
        times={times}
        at={0}
        label="Starts"
        warn={(instant) => warn(instant, length)}
        autoFocus
      />
      <NumberEntry field={durationField} text={minutes} onText={setMinutes} />
    </DeedDialog>
  );
};
