import type { Form } from '../../forms/use-form.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { RecordPageState } from './use-record-page.ts';

interface Props {
  form: Form;
  page: RecordPageState;
}

const count = (unsaved: number): string =>
  unsaved === 1 ? 'One change is not saved.' : `${unsaved} changes are not saved.`;

/** Asked when a link, a shortcut or the way back would leave typed and unsaved text behind. */
const LeaveDialog = ({ form, page: { guard, save } }: Props) => {
  const saveAndLeave = async () => {
    guard.stay();
    if (await save()) guard.leave();
  };
  return (
    <Dialog isOpen={guard.departure !== null} title="Leave without saving?" onClose={guard.stay}>
      <p>{count(form.unsaved)}</p>
      <div className="dialog-actions">
        <Button onPress={guard.stay}>Stay</Button>
        <Button variant="danger" onPress={guard.leave}>
          Leave without saving
        </Button>
        <Button variant="primary" onPress={() => void saveAndLeave()}>
          Save and leave
        </Button>
      </div>
    </Dialog>
  );
};

/** Asked by Escape and by Discard. */
const DiscardDialog = ({ form, page }: Props) => {
  const close = () => page.askToDiscard(false);
  const discard = () => {
    form.discard();
    close();
  };
  return (
    <Dialog isOpen={page.asksToDiscard} title="Discard changes?" onClose={close}>
      <p>{count(form.unsaved)} The record goes back to what is stored.</p>
      <div className="dialog-actions">
        <Button onPress={close}>Keep editing</Button>
        <Button variant="danger" onPress={discard}>
          Discard
        </Button>
      </div>
    </Dialog>
  );
};

export const UnsavedDialogs = (props: Props) => (
  <>
    <LeaveDialog {...props} />
    <DiscardDialog {...props} />
  </>
);
