import type { ReactNode } from 'react';
import { Button as Pressable, type ButtonProps } from 'react-aria-components';
import { Tooltip } from './tooltip.tsx';
import './button.css';

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'small' | 'medium' | 'large';

interface Look {
  variant?: Variant;
  size?: Size;
}

type Pressed = Omit<ButtonProps, 'className' | 'style' | 'children' | 'isPending'>;

interface Work {
  /** What it began is under way: it keeps the focus, and cannot be pressed again. */
  isPending?: boolean;
}

/**
 * Not the component’s own pending state: that announces by the name of an element that may be gone by then, and
 * leaves a picture without a name behind for some seconds.
 */
const whilePending: Pressed & { 'data-pending': true } = {
  'aria-disabled': true,
  'data-pending': true,
  type: 'button',
  onPress: () => undefined,
};

/** A button with words; an icon may stand before them as a child. */
export const Button = ({
  variant = 'secondary',
  size = 'medium',
  isPending = false,
  children,
  ...props
}: Pressed & Look & Work & { children: ReactNode }) => (
  <Pressable
    {...props}
    {...(isPending ? whilePending : {})}
    className={`button button-${variant} button-${size}`}
  >
    {children}
  </Pressable>
);

interface IconLook extends Look {
  /** What it does: its name for screen readers, and its tooltip. */
  label: string;
  /** Keys that do the same, shown in the tooltip. */
  shortcut?: string;
  placement?: 'top' | 'bottom' | 'left' | 'right';
  children: ReactNode;
}

/** A square button with an icon; its name shows as a tooltip. */
export const IconButton = ({
  label,
  shortcut,
  variant = 'quiet',
  size = 'medium',
  placement = 'bottom',
  children,
  ...props
}: Pressed & IconLook) => (
  <Tooltip text={shortcut === undefined ? label : `${label} (${shortcut})`} placement={placement}>
    <Pressable
      aria-label={label}
      {...props}
      className={`button button-icon button-${variant} button-${size}`}
    >
      {children}
    </Pressable>
  </Tooltip>
);
