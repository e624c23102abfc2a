import type { RefObject } from 'react';
import { Popover } from 'react-aria-components';
import { MenuList, type MenuAction } from '../ui/menu.tsx';
import '../ui/popover.css';

interface Props {
  label: string;
  actions: readonly MenuAction[];
  /** The cell or head that it belongs to. */
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onClose: () => void;
}

/** The actions of a cell or a head, on a right click or Shift+F10. */
export const GridMenu = ({ label, actions, anchor, isOpen, onClose }: Props) => (
  <Popover
    className="popover"
    triggerRef={anchor}
    isOpen={isOpen}
    onOpenChange={(open) => !open && onClose()}
    placement="bottom start"
    offset={2}
  >
    <MenuList label={label} actions={actions} onClose={onClose} autoFocus />
  </Popover>
);
