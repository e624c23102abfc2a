import type { ReactElement, ReactNode } from 'react';
import { Menu as List, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import './menu.css';
import './option.css';
import './popover.css';

export interface MenuAction {
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: readonly string[];
  isDanger?: boolean;
  isDisabled?: boolean;
  /** Parts it from what stands above. */
  startsGroup?: boolean;
  run: () => void;
}

const Line = ({ action }: { action: MenuAction }) => (
  <MenuItem
    id={action.id}
    textValue={action.label}
    isDisabled={action.isDisabled ?? false}
    className={action.isDanger === true ? 'option menu-danger' : 'option'}
    onAction={action.run}
  >
    {action.icon !== undefined && <span className="menu-icon">{action.icon}</span>}
    <span className="option-words">{action.label}</span>
    {action.keys !== undefined && <Kbd keys={action.keys} />}
  </MenuItem>
);

interface ListProps {
  label: string;
  actions: readonly MenuAction[];
  onClose?: () => void;
  autoFocus?: boolean;
}

/** The list itself, for popovers that are opened by other means: a right click, Shift+F10. */
export const MenuList = ({ label, actions, onClose, autoFocus = false }: ListProps) => (
  <List
    aria-label={label}
    className="option-list menu-list"
    {...(autoFocus ? { autoFocus: 'first' as const } : {})}
    {...(onClose === undefined ? {} : { onClose })}
  >
    {actions.flatMap((action) => [
      ...(action.startsGroup === true
        ? [<Separator key={`before ${action.id}`} className="menu-separator" />]
        : []),
      <Line key={action.id} action={action} />,
    ])}
  </List>
);

interface Props {
  label: string;
  actions: readonly MenuAction[];
  /** The button that opens it. */
  children: ReactElement;
}

/** A button with actions behind it. */
export const Menu = ({ label, actions, children }: Props) => (
  <MenuTrigger>
    {children}
    <Popover className="popover" offset={4}>
      <MenuList label={label} actions={actions} />
    </Popover>
  </MenuTrigger>
);
