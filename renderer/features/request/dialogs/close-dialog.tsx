import { useState } from 'react';
import { TextArea } from '../../../ui/text-area.tsx';
import { planRequestState } from '../plans/request-plan.ts';
import type { RequestFile } from '../records.ts';
import { useDeed } from '../use-deed.ts';
import { DeedDialog } from './deed-dialog.tsx';

/** A request that ends without being fulfilled, and why (REQ3, WORK3). */
export const CloseDialog = ({ file, onClose }: { file: RequestFile; onClose: () => void }) => {
  const [reason, setReason] = useState(file.request.close_reason ?? '');
  const run = useDeed();
  const close = async () => {
    const plan = planRequestState(file.request, 'closed', reason.trim());
    if (await run(plan, `close ${file.title}`, 'The request is closed.')) onClose();
  };
  return (
    <DeedDialog
      title="Close the request"
      confirm="Close the request"
      isDanger
      isReady={reason.trim() !== ''}
      onConfirm={() => void close()}
      onClose={onClose}
    >
      <TextArea
        label="Reason for closing"
        rows={3}
        value={reason}
        onChange={setReason}
        autoFocus
        isRequired
      />
    </DeedDialog>
  );
};
