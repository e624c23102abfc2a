import { isOpen, stateOf } from '../call-deeds.ts';
import type { Return } from '../plans/ending-plan.ts';
import type { CallFile, RequestFile } from '../records.ts';
import { Radio, RadioGroup } from '../../../ui/radio-group.tsx';

const held = new Set(['completed', 'reviewed', 'billed']);

/** Where the candidate goes by default: stays, where another call of theirs is ahead or was held. */
export const usualReturn = ({ calls }: RequestFile, { call, candidate }: CallFile): Return => {
  const isBusy = calls.some(
    (other) =>
      other.call.id !== call.id &&
      other.candidate?.candidate.id === candidate?.candidate.id &&
      (isOpen(other) || held.has(stateOf(other))),
  );
  return candidate === null || isBusy ? 'stay' : 'selected';
};

interface Props {
  of: CallFile;
  value: Return;
  onChange: (value: Return) => void;
}

/** What becomes of the candidate when a call falls through. */
export const ReturnChoice = ({ of, value, onChange }: Props) =>
  of.candidate === null ? null : (
    <RadioGroup label="The candidate" value={value} onChange={(next) => onChange(next as Return)}>
      <Radio value="selected">goes back to “selected”, to book again</Radio>
      <Radio value="withdrawn">is withdrawn, for the same reason</Radio>
      <Radio value="stay">stays “{of.candidate.candidate.match_state ?? 'identified'}”</Radio>
    </RadioGroup>
  );
