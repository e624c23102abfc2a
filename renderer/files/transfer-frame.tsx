import { Link } from 'wouter';
import type { ReactNode } from 'react';
import { pathTo, transferParts, type TransferPart } from '../state/routes.ts';

const names: Readonly<Record<TransferPart, string>> = {
  export: 'Export',
  restore: 'Restore',
  import: 'Import',
  merge: 'Merge',
};

interface Props {
  part: TransferPart;
  title: string;
  /** What this way of moving data does, and what it does not. */
  lead: string;
  children: ReactNode;
}

/** What the screens have in common: the ways between them, a heading, and what it is about. */
export const TransferFrame = ({ part, title, lead, children }: Props) => (
  <div className="page">
    <nav aria-label="Export and import" className="tab-links">
      {transferParts.map((other) => (
        <Link
          key={other}
          href={pathTo.transfer(other)}
          {...(other === part ? { 'aria-current': 'page' as const } : {})}
        >
          {names[other]}
        </Link>
      ))}
    </nav>
    <header className="page-head">
      <h1 tabIndex={-1}>{title}</h1>
      <p className="lead">{lead}</p>
    </header>
    {children}
  </div>
);
