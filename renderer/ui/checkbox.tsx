import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as Box, type CheckboxProps } from 'react-aria-components';
import './checkbox.css';

type Props = Omit<CheckboxProps, 'className' | 'style' | 'children'> & { children?: ReactNode };

/** A box to tick, with its words. */
export const Checkbox = ({ children, ...props }: Props) => (
  <Box {...props} className="checkbox">
    {({ isIndeterminate }) => (
      <>
        <span className="checkbox-mark" aria-hidden>
          {isIndeterminate ? (
            <Minus size={12} strokeWidth={3} />
          ) : (
            <Check size={12} strokeWidth={3} />
          )}
        </span>
        {children}
      </>
    )}
  </Box>
);
