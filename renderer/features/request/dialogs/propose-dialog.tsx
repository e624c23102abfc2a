import { useState } from 'react';
import { knownZone } from '#shared/work/zones.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { readersZone } from '../../../ui/moments.ts';
import { countOf } from '../../../state/wording.ts';
import { expectedMinutes } from '../plans/booking-plan.ts';
import { planProposal } from '../plans/proposal-plan.ts';
import type { Call, RequestFile, Subject } from '../records.ts';
import { useDeed } from '../use-deed.ts';
import { complianceWarnings } from '../warnings.ts';
import { Cautions, DeedDialog } from './deed-dialog.tsx';
import { ClockChoice, TimeList } from './time-fields.tsx';
import { instantsOf, isMistyped, useTimes, useTimeWarnings } from './use-times.ts';

export interface AgreeProps {
  file: RequestFile;
  subject: Subject;
  /** The consultation that is there already; null to begin one. */
  call: Call | null;
  onClose: () => void;
}

/** Whether an expert who has no user record is to get one. */
export const NewUserChoice = ({
  subject,
  makes,
  onMakes,
}: {
  subject: Subject;
  makes: boolean;
  onMakes: (makes: boolean) => void;
}) =>
  subject.user !== null || subject.profile === null ? null : (
    <Checkbox isSelected={makes} onChange={onMakes}>
      Create a user record for {subject.name}, who has none yet
    </Checkbox>
  );

/** Several times for a call, in both zones (REQ6, REQ8). */
export const ProposeDialog = ({ file, subject, call, onClose }: AgreeProps) => {
  const { request, clientName } = file;
  const clocks = { here: readersZone(), there: knownZone(subject.profile?.timezone) };
  const times = useTimes(clocks, [null, null, null]);
  const [makesUser, setMakesUser] = useState(true);
  const run = useDeed();
  const warn = useTimeWarnings(clocks, {
    expert: subject.user?.id ?? null,
    requester: request.person ?? null,
    own: call?.id ?? null,
  });
  const minutes = expectedMinutes(call, request);
  const instants = instantsOf(times);
  const propose = async () => {
    const plan = planProposal({ request, clientName, subject, makesUser, call }, instants);
    const told = `${countOf(instants.length, 'time')} proposed to ${subject.name}.`;
    if (await run(plan, `propose times to ${subject.name}`, told)) onClose();
  };
  return (
    <DeedDialog
      title={`Propose times to ${subject.name}`}
      confirm="Propose"
      isReady={instants.length > 0 && !isMistyped(times)}
      onConfirm={() => void propose()}
      onClose={onClose}
    >
      <Cautions sentences={complianceWarnings(subject.user, subject.profile)} />
      <ClockChoice times={times} />
      <TimeList times={times} warn={(instant) => warn(instant, minutes)} />
      <NewUserChoice subject={subject} makes={makesUser} onMakes={setMakesUser} />
    </DeedDialog>
  );
};
