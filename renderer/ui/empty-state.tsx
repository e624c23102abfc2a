import type { ReactNode } from 'react';
import './empty-state.css';

interface Props {
  icon?: ReactNode;
  title: string;
  /** 1 where it is the whole screen, and says so to those who come to it; 2 within one. */
  level?: 1 | 2;
  text?: ReactNode;
  /** What to do now: buttons, links, a paragraph more. */
  children?: ReactNode;
}

/** What stands where nothing is: why, and what to do about it. */
export const EmptyState = ({ icon, title, level = 2, text, children }: Props) => (
  <div className="empty-state">
    {icon !== undefined && <div className="empty-state-icon">{icon}</div>}
    {level === 1 ? (
      <h1 className="empty-state-title" tabIndex={-1}>
        {title}
      </h1>
    ) : (
      <h2 className="empty-state-title">{title}</h2>
    )}
    {text !== undefined && <p className="empty-state-text">{text}</p>}
    {children !== undefined && <div className="empty-state-actions">{children}</div>}
  </div>
);
