import { useState } from 'react';
import { Form } from 'react-aria-components';
import { countOf } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { lastReasons, type ExitQuestion } from './use-board-moves.ts';

/** Reasons that are usual, by exit; a desk’s own stand before them once they were used. */
const usualReasons: Readonly<Record<string, readonly string[]>> = {
  'no response': ['No answer after three messages', 'The address does not work'],
  'declined by expert': ['No time', 'Rate too low', 'Not interested', 'Bound by an agreement'],
  'not a fit': ['Too long away from the field', 'Knows another market', 'Too junior'],
  'compliance hold': ['Cooling-off period', 'Works for a competitor', 'Background check open'],
  'declined by client': ['Prefers another profile', 'Knows the person already', 'Too expensive'],
  withdrawn: ['Request closed', 'Found elsewhere'],
};

interface Props {
  question: ExitQuestion;
  onAnswer: (reason: string) => void;
  onGiveUp: () => void;
}

/** Why candidates leave the flow. */
export const ExitDialog = ({ question, onAnswer, onGiveUp }: Props) => {
  const { ids, state } = question;
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isEmpty = reason.trim() === '';
  const words = [...new Set([...lastReasons(state), ...(usualReasons[state] ?? [])])];
  const take = () => {
    setTried(true);
    if (!isEmpty) onAnswer(reason.trim());
  };
  return (
    <Dialog
      title={`Move ${countOf(ids.length, 'candidate')} to “${state}”`}
      isOpen
      size="small"
      onClose={onGiveUp}
      actions={
        <>
          <Button onPress={onGiveUp}>Cancel</Button>
          <Button variant="primary" onPress={take}>
            Move
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <ComboBox
          label="Reason"
          description="Kept with the candidate, and counted on the dashboard."
          value={reason}
          onChange={setReason}
          options={words.map((value) => ({ value }))}
          autoFocus
          error={isTried && isEmpty ? 'Say why, in a few words.' : null}
        />
      </Form>
    </Dialog>
  );
};
