import type { ReactNode } from 'react';
import './empty-state.css';

interface Props {
  icon?: ReactNode;
  title: string;
  text?: ReactNode;
  /** What to do now: buttons, links, a paragraph more. */
  children?: ReactNode;
}

/** What stands where nothing is: why, and what to do about it. */
export const EmptyState = ({ icon, title, text, children }: Props) => (
  <div className="empty-state">
    {icon !== undefined && <div className="empty-state-icon">{icon}</div>}
    <h2 className="empty-state-title">{title}</h2>
    {text !== undefined && <p className="empty-state-text">{text}</p>}
    {children !== undefined && <div className="empty-state-actions">{children}</div>}
  </div>
);
