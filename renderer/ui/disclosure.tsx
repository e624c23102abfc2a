import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Disclosure as Fold, DisclosurePanel, Heading } from 'react-aria-components';
import './disclosure.css';

interface Props {
  title: ReactNode;
  /** Stands at the right end of the head: a count, a hint. */
  detail?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  defaultOpen?: boolean;
  children: ReactNode;
}

/** A part that folds away behind its heading. */
export const Disclosure = (props: Props) => {
  const { title, detail, isOpen, onOpenChange, defaultOpen = false, children } = props;
  return (
    <Fold
      className="disclosure"
      defaultExpanded={defaultOpen}
      {...(isOpen === undefined ? {} : { isExpanded: isOpen })}
      {...(onOpenChange === undefined ? {} : { onExpandedChange: onOpenChange })}
    >
      <Heading level={3}>
        <Button slot="trigger" className="disclosure-head">
          <ChevronRight aria-hidden size={15} className="disclosure-arrow" />
          <span className="disclosure-title">{title}</span>
          {detail !== undefined && <span className="disclosure-detail">{detail}</span>}
        </Button>
      </Heading>
      <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
    </Fold>
  );
};
