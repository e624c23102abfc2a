import { useApi } from '../../state/desk-context.tsx';
import { Banner } from '../../ui/banner.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { callExchange } from './call-exchange.ts';

/** Asks before the desk stops working with the others, and says what stays. */
export const LeaveDialog = ({ place, onClose }: { place: string; onClose: () => void }) => {
  const api = useApi();
  const { error, isPending, attempt } = useAttempt();
  const leave = async () => {
    if (await attempt(() => callExchange(api, 'exchange.leave', {}))) onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      isDanger
      title="Leave the shared folder?"
      confirm="Leave"
      isPending={isPending}
      onConfirm={() => void leave()}
      onCancel={onClose}
    >
      <p>
        This desk sends nothing more to <code className="exchange-place">{place}</code> and takes in
        nothing more from it.
      </p>
      <p>
        All records stay on this desk. What it has sent stays in the folder, for the others. You can
        join again at any time.
      </p>
      {error !== null && <Banner tone="danger">{error}</Banner>}
    </ConfirmDialog>
  );
};
