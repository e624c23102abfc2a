import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as Box, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, IconButton } from './button.tsx';
import './dialog.css';

interface Props {
  title: string;
  isOpen: boolean;
  /** Called with false when Escape, the veil or the cross asks to close. */
  onOpenChange?: (open: boolean) => void;
  onClose?: () => void;
  size?: 'small' | 'medium' | 'large';
  /** `alertdialog` for questions that interrupt; it closes by its buttons and Escape only. */
  role?: 'dialog' | 'alertdialog';
  /** Whether there is more to read than fits, and nothing in it takes the focus: the keys then scroll it. */
  isLong?: boolean;
  /** Buttons at the foot; the one to take by default last. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** A modal box: keeps the focus inside, gives it back when it closes. */
export const Dialog = (props: Props) => {
  const { title, isOpen, onOpenChange, onClose, size = 'medium', role = 'dialog' } = props;
  const change = (open: boolean) => {
    onOpenChange?.(open);
    if (!open) onClose?.();
  };
  return (
    <ModalOverlay
      className="dialog-veil"
      isOpen={isOpen}
      onOpenChange={change}
      isDismissable={role === 'dialog'}
    >
      <Modal className={`dialog dialog-${size}`}>
        <Box role={role} className="dialog-box">
          <header className="dialog-head">
            <Heading slot="title" level={2} className="dialog-title">
              {title}
            </Heading>
            <IconButton label="Close" size="small" onPress={() => change(false)}>
              <X aria-hidden size={16} />
            </IconButton>
          </header>
          <div
            className="dialog-body"
            {...(props.isLong === true && { role: 'group', 'aria-label': title, tabIndex: 0 })}
          >
            {props.children}
          </div>
          {props.actions !== undefined && (
            <footer className="dialog-actions">{props.actions}</footer>
          )}
        </Box>
      </Modal>
    </ModalOverlay>
  );
};

interface Question {
  title: string;
  isOpen: boolean;
  /** What the button that goes on says: the deed, not “OK”. */
  confirm: string;
  cancel?: string;
  isDanger?: boolean;
  isPending?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
  children?: ReactNode;
}

/** A question with two answers. Dangerous ones begin with the focus on Cancel. */
export const ConfirmDialog = (props: Question) => {
  const { isDanger = false, isPending = false, cancel = 'Cancel' } = props;
  return (
    <Dialog
      title={props.title}
      isOpen={props.isOpen}
      onClose={props.onCancel}
      size="small"
      role="alertdialog"
      actions={
        <>
          <Button onPress={props.onCancel} autoFocus={isDanger}>
            {cancel}
          </Button>
          <Button
            variant={isDanger ? 'danger' : 'primary'}
            autoFocus={!isDanger}
            onPress={() => {
              if (!isPending) props.onConfirm();
            }}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
};
