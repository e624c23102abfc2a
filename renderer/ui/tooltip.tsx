import type { ReactElement, ReactNode } from 'react';
import { Tooltip as Bubble, TooltipTrigger } from 'react-aria-components';
import './tooltip.css';

interface Props {
  text: ReactNode;
  placement?: 'top' | 'bottom' | 'left' | 'right';
  /** One element that can be focused: a button of this kit, or anything in `Focusable`. */
  children: ReactElement;
}

/** A short explanation beside an element, on hover and on keyboard focus; Escape hides it. */
export const Tooltip = ({ text, placement = 'bottom', children }: Props) => (
  <TooltipTrigger delay={500} closeDelay={80}>
    {children}
    <Bubble className="tooltip" placement={placement} offset={6}>
      {text}
    </Bubble>
  </TooltipTrigger>
);
