import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useToasts, type Toast } from '../state/toasts.ts';
import { Button, IconButton } from './button.tsx';
import './toast-region.css';

/** Milliseconds that a message is shown, unless it is an error or is to stay. */
const lifetime = 6000;

const icons = { info: Info, success: CircleCheck, error: CircleAlert };

/** Takes the toast away in time; the clock stands still while `paused`, and starts anew afterwards. */
const useExpiry = ({ id, tone, stays }: Toast, paused: boolean) => {
  useEffect(() => {
    if (tone === 'error' || stays === true || paused) return;
    const timer = setTimeout(() => useToasts.getState().dismiss(id), lifetime);
    return () => clearTimeout(timer);
  }, [id, tone, stays, paused]);
};

const Slip = ({ toast, paused }: { toast: Toast; paused: boolean }) => {
  useExpiry(toast, paused);
  const { id, tone, text, action } = toast;
  const Icon = icons[tone];
  const act = () => {
    useToasts.getState().dismiss(id);
    action?.run();
  };
  return (
    <div className={`toast toast-${tone}`}>
      <Icon aria-hidden size={16} className="toast-icon" />
      <p className="toast-text">{text}</p>
      {action !== undefined && (
        <Button size="small" onPress={act}>
          {action.label}
        </Button>
      )}
      <IconButton
        label="Dismiss"
        size="small"
        placement="left"
        onPress={() => useToasts.getState().dismiss(id)}
      >
        <X aria-hidden size={14} />
      </IconButton>
    </div>
  );
};

/** Messages at the window's edge; screen readers hear errors at once, the rest when they are free. */
export const ToastRegion = () => {
  const toasts = useToasts((state) => state.toasts);
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const slips = (wanted: (toast: Toast) => boolean) =>
    toasts
      .filter(wanted)
      .map((toast) => <Slip key={toast.id} toast={toast} paused={hovered || focused} />);
  return (
    <section
      className="toast-region"
      aria-label="Messages"
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <div role="alert" className="toast-list">
        {slips(({ tone }) => tone === 'error')}
      </div>
      <div role="status" className="toast-list">
        {slips(({ tone }) => tone !== 'error')}
      </div>
    </section>
  );
};
