import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { pathTo } from '../../state/routes.ts';

interface Props {
  table: TableName;
  title: string;
  /** Short code, state: small marks behind the title. */
  marks?: ReactNode;
  /** How many fields were changed and not saved. */
  unsaved: number;
  actions: ReactNode;
}

const unsavedText = (count: number): string =>
  count === 0 ? '' : `${count} unsaved ${count === 1 ? 'change' : 'changes'}`;

/** What the page is about, and what can be done with it; stays in view. */
export const RecordHeader = ({ table, title, marks, unsaved, actions }: Props) => (
  <header className="record-header" data-record-region>
    <div className="record-heading">
      <nav aria-label="Place" className="record-place">
        <Link href={pathTo.table(table)}>{entityOf(table).label.many}</Link>
        <ChevronRight aria-hidden size={14} />
      </nav>
      <div className="record-title">
        <h1 tabIndex={-1}>{title}</h1>
        {marks}
      </div>
    </div>
    <p className="record-unsaved" role="status">
      {unsavedText(unsaved)}
    </p>
    <div className="record-actions" role="toolbar" aria-label="Actions">
      {actions}
    </div>
  </header>
);
