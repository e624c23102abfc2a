import { useState } from 'react';
import { instantOf } from '#shared/work/consultation-state.ts';
import { Radio, RadioGroup } from '../../../ui/radio-group.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { planIncomplete } from '../plans/ending-plan.ts';
import { useDeed } from '../use-deed.ts';
import { DeedDialog } from './deed-dialog.tsx';
import type { CallProps } from './reschedule-dialog.tsx';
import { ReturnChoice, usualReturn } from './return-choice.tsx';

/** A call to which somebody did not come, or that broke off (REQ11). */
export const IncompleteDialog = ({ file, of, onClose }: CallProps) => {
  const [isNoShow, setNoShow] = useState((of.call.started_at ?? null) === null);
  const [reason, setReason] = useState('');
  const [candidateTo, setCandidateTo] = useState(() => usualReturn(file, of));
  const run = useDeed();
  const keep = async () => {
    const parts = { candidate: of.candidate?.candidate ?? null, conference: of.conference };
    const shortfall = { isNoShow, reason, now: instantOf(Date.now()), candidateTo };
    const plan = planIncomplete(of.call, parts, shortfall);
    const told = `The call with ${of.name} is noted as ${isNoShow ? 'a no-show' : 'not completed'}.`;
    if (await run(plan, `note that the call with ${of.name} was not held`, told)) onClose();
  };
  return (
    <DeedDialog
      title={`The call with ${of.name} was not completed`}
      confirm="Note it"
      isDanger
      isReady={isNoShow || reason.trim() !== ''}
      onConfirm={() => void keep()}
      onClose={onClose}
    >
      <RadioGroup
        label="What happened"
        value={isNoShow ? 'no-show' : 'incomplete'}
        onChange={(next) => setNoShow(next === 'no-show')}
      >
        <Radio value="no-show">Somebody did not come (no-show)</Radio>
        <Radio value="incomplete">It could not be held to the end</Radio>
      </RadioGroup>
      <TextArea
        label={isNoShow ? 'Who, and what is known of it' : 'Reason'}
        rows={2}
        value={reason}
        onChange={setReason}
        autoFocus
        isRequired={!isNoShow}
      />
      <ReturnChoice of={of} value={candidateTo} onChange={setCandidateTo} />
    </DeedDialog>
  );
};
