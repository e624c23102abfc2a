import { useEffect, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Progress } from '../db/desk.ts';
import { useLongWork, type LongWork } from '../state/long-work.ts';
import { countText } from '../state/wording.ts';
import { Button } from '../ui/button.tsx';
import { Progress as ProgressBar } from '../ui/progress.tsx';

/** Milliseconds before work is worth a dialog. */
const patience = 300;

/** Whether work has lasted long enough to be shown. */
const useLasting = (under: boolean): boolean => {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!under) return;
    const timer = setTimeout(() => setLasting(true), patience);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [under]);
  return under && lasting;
};

/** Closing the window in the midst of work makes the browser ask. */
const useUnloadGuard = (under: boolean) => {
  useEffect(() => {
    if (!under) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onUnload);
    return () => window.removeEventListener('beforeunload', onUnload);
  }, [under]);
};

/** Records are counted out; bytes of a file say more as a share. */
const amountText = ({ phase, done, total }: Progress): string => {
  if (/record|row/i.test(phase))
    return total === null ? countText(done) : `${countText(done)} of ${countText(total)}`;
  return total === null || total === 0 ? '' : `${Math.floor((100 * done) / total)} %`;
};

const starting: Progress = { phase: 'Starting', done: 0, total: null };

const Working = ({ work }: { work: LongWork }) => {
  const { title, cancelling, cancel } = work;
  const progress = work.progress ?? starting;
  const { phase, done, total } = progress;
  return (
    <>
      <Heading slot="title" level={2} className="dialog-title">
        {title}
      </Heading>
      <ProgressBar
        label={cancelling ? 'Stopping' : phase}
        value={total === null || total === 0 ? null : done / total}
        detail={amountText(progress)}
      />
      {cancel === null ? (
        <p className="quiet">This cannot be stopped halfway.</p>
      ) : (
        <div className="work-actions">
          <Button isDisabled={cancelling} onPress={cancel} autoFocus>
            Cancel
          </Button>
        </div>
      )}
    </>
  );
};

/** The work that is under way, or else what was last: a dialog that closes keeps its words until it is gone. */
const useLast = (work: LongWork | null): LongWork | null => {
  const [last, setLast] = useState(work);
  if (work !== null && work !== last) setLast(work);
  return work ?? last;
};

/** Covers the window while the whole database is at work, with its progress and a way to stop it. */
export const WorkDialog = () => {
  const work = useLongWork(({ current }) => current);
  const shown = useLasting(work !== null);
  const told = useLast(work);
  useUnloadGuard(work !== null);
  return (
    <ModalOverlay isOpen={shown} isKeyboardDismissDisabled className="dialog-veil">
      <Modal className="dialog dialog-small">
        <Dialog role="alertdialog" className="dialog-box progress-box">
          {told !== null && <Working work={told} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
