import type { Form } from '../../forms/use-form.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx';
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
    <Dialog
      isOpen={guard.departure !== null}
      title="Leave without saving?"
      role="alertdialog"
      onClose={guard.stay}
      actions={
        <>
          <Button onPress={guard.stay}>Stay</Button>
          <Button variant="danger" onPress={guard.leave}>
            Leave without saving
          </Button>
          <Button variant="primary" autoFocus onPress={() => void saveAndLeave()}>
            Save and leave
          </Button>
        </>
      }
    >
      <p>{count(form.unsaved)}</p>
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
    <ConfirmDialog
      isOpen={page.asksToDiscard}
      title="Discard changes?"
      confirm="Discard"
      cancel="Keep editing"
      isDanger
      onConfirm={discard}
      onCancel={close}
    >
      <p>{count(form.unsaved)} Discarding puts back what is stored.</p>
    </ConfirmDialog>
  );
};

export const UnsavedDialogs = (props: Props) => (
  <>
    <LeaveDialog {...props} />
    <DiscardDialog {...props} />
  </>
);
