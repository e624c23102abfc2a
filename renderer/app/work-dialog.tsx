import { useEffect, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useLongWork, type LongWork } from '../state/long-work.ts';
import { countText, sizeText } from '../state/wording.ts';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';

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

/** Files are counted in bytes, anything else in rows. */
const amountText = (phase: string, done: number, total: number | null): string => {
  const write = /file/i.test(phase) ? sizeText : countText;
  return total === null ? write(done) : `${write(done)} of ${write(total)}`;
};

const Working = ({ work }: { work: LongWork }) => {
  const { title, progress, cancelling, cancel } = work;
  const { phase, done, total } = progress ?? { phase: 'Starting', done: 0, total: null };
  return (
    <>
      <h2 slot="title">{title}</h2>
      <Progress
        label={cancelling ? 'Stopping' : phase}
        value={total === null || total === 0 ? null : done / total}
        detail={done === 0 ? '' : amountText(phase, done, total)}
      />
      <div className="actions">
        <Button isDisabled={cancelling} onPress={cancel} autoFocus>
          Cancel
        </Button>
      </div>
    </>
  );
};

/** Covers the window while the whole database is at work, with its progress and a way to stop it. */
export const WorkDialog = () => {
  const work = useLongWork(({ current }) => current);
  const shown = useLasting(work !== null);
  useUnloadGuard(work !== null);
  return (
    <ModalOverlay isOpen={shown} isKeyboardDismissDisabled className="work-veil">
      <Modal className="work-box">
        <Dialog role="alertdialog">{work !== null && <Working work={work} />}</Dialog>
      </Modal>
    </ModalOverlay>
  );
};
