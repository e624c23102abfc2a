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

type Pressed = Omit<ButtonProps, 'className' | 'style' | 'children'>;

/** A button with words; an icon may stand before them as a child. */
export const Button = ({
  variant = 'secondary',
  size = 'medium',
  children,
  ...props
}: Pressed & Look & { children: ReactNode }) => (
  <Pressable {...props} className={`button button-${variant} button-${size}`}>
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
