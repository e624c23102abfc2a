import { useId, type ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

interface Props {
  title: string;
  /** What the button that does it says. */
  confirm: string;
  isDanger?: boolean;
  isReady?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a box, done by its button or by Enter in a line of text. */
export const DeedDialog = (props: Props) => {
  const { isReady = true, isDanger = false } = props;
  const form = useId();
  return (
    <Dialog
      title={props.title}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>Back</Button>
          <Button
            type="submit"
            form={form}
            variant={isDanger ? 'danger' : 'primary'}
            isDisabled={!isReady}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="field-stack deed-form"
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) props.onConfirm();
        }}
      >
        {props.children}
      </form>
    </Dialog>
  );
};

/** Sentences to be read before the deed; none draw nothing. */
export const Cautions = ({ sentences }: { sentences: readonly string[] }) =>
  sentences.length === 0 ? null : (
    <ul className="deed-cautions" aria-label="Before you go on">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
