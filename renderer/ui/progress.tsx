import {
  Dialog,
  Heading,
  Label,
  Modal,
  ModalOverlay,
  ProgressBar as Bar,
} from 'react-aria-components';
import { Button } from './button.tsx';
import './dialog.css';
import './progress.css';

interface Props {
  /** The phase of the work, as people would say it. */
  label: string;
  /** From 0 to 1; null while nobody knows. */
  value: number | null;
  /** What stands at the right end: “1,204 of 9,310”. */
  detail?: string;
}

/** How far work has come. */
export const Progress = ({ label, value, detail = '' }: Props) => (
  <Bar
    className="progress"
    isIndeterminate={value === null}
    value={value === null ? 0 : Math.min(1, Math.max(0, value)) * 100}
    {...(detail === '' ? {} : { valueLabel: detail })}
  >
    {({ percentage, isIndeterminate }) => (
      <>
        <div className="progress-words">
          <Label className="progress-label">{label}</Label>
          <span className="progress-detail">{detail}</span>
        </div>
        <div className="progress-track">
          <div
            className={isIndeterminate ? 'progress-fill progress-unknown' : 'progress-fill'}
            style={isIndeterminate ? {} : { width: `${percentage ?? 0}%` }}
          />
        </div>
      </>
    )}
  </Bar>
);

interface Work {
  title: string;
  isOpen: boolean;
  phase: string;
  /** Steps done and in all; null while the total is not known. */
  done: number;
  total: number | null;
  /** Absent where the work cannot be stopped. */
  onCancel?: () => void;
  isCancelling?: boolean;
}

const numbers = new Intl.NumberFormat('en');

const amount = (done: number, total: number | null): string => {
  if (total !== null) return `${numbers.format(done)} of ${numbers.format(total)}`;
  return done === 0 ? '' : numbers.format(done);
};

/** Covers the window while long work goes on; only Cancel ends it early. */
export const ProgressDialog = (work: Work) => {
  const { title, isOpen, phase, done, total, onCancel, isCancelling = false } = work;
  return (
    <ModalOverlay className="dialog-veil" isOpen={isOpen} isKeyboardDismissDisabled>
      <Modal className="dialog dialog-small">
        <Dialog role="alertdialog" className="dialog-box progress-box">
          <Heading slot="title" level={2} className="dialog-title">
            {title}
          </Heading>
          <Progress
            label={isCancelling ? 'Stopping' : phase}
            value={total === null || total === 0 ? null : done / total}
            detail={amount(done, total)}
          />
          {onCancel !== undefined && (
            <div className="dialog-actions">
              <Button autoFocus isDisabled={isCancelling} onPress={onCancel}>
                Cancel
              </Button>
            </div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
