import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { pathTo, type BackupsPart } from '../../state/routes.ts';
import './backups.css';

const names: Readonly<Record<BackupsPart, string>> = {
  list: 'Backups',
  moment: 'Go back to a moment',
};

interface Props {
  part: BackupsPart;
  /** What the screen is for. */
  lead: string;
  children: ReactNode;
}

/** What both screens have in common: the way between them, a heading, and what it is about. */
export const BackupsFrame = ({ part, lead, children }: Props) => (
  <div className="page">
    <nav aria-label="Backups and moments" className="tab-links">
      {(['list', 'moment'] as const).map((other) => (
        <Link
          key={other}
          href={pathTo.backups(other)}
          {...(other === part ? { 'aria-current': 'page' as const } : {})}
        >
          {names[other]}
        </Link>
      ))}
    </nav>
    <header className="page-head">
      <h1 tabIndex={-1}>{names[part]}</h1>
      <p className="lead">{lead}</p>
    </header>
    {children}
  </div>
);
