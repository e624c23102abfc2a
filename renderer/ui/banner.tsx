import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './banner.css';

type Tone = 'info' | 'success' | 'warning' | 'danger';

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };

interface Props {
  tone?: Tone;
  title?: string;
  /** Buttons at its end. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** A message that stays with the screen. Dangers interrupt a screen reader, the others wait. */
export const Banner = ({ tone = 'info', title, actions, children }: Props) => {
  const Icon = icons[tone];
  return (
    <div className={`banner banner-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon aria-hidden size={16} className="banner-icon" />
      <div className="banner-words">
        {title !== undefined && <strong className="banner-title">{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className="banner-actions">{actions}</div>}
    </div>
  );
};
