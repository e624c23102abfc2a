import {
  Check,
  CircleDot,
  Clock,
  Receipt,
  Star,
  TriangleAlert,
  X,
  type LucideIcon,
} from 'lucide-react';
import type { CSSProperties, KeyboardEvent } from 'react';
import type { ConsultationState } from '#shared/work/consultation-state.ts';
import type { Call } from './calls.ts';
import { callDetails, stateText, timeIn } from './call-words.ts';
import type { CallWords } from './use-calls.ts';

const icons: Readonly<Record<ConsultationState, LucideIcon>> = {
  requested: Clock,
  'times proposed': Clock,
  confirmed: Clock,
  'in progress': CircleDot,
  completed: Check,
  reviewed: Star,
  billed: Receipt,
  cancelled: X,
  'no-show': X,
  incomplete: X,
};

const tones: Readonly<Record<ConsultationState, string>> = {
  requested: 'neutral',
  'times proposed': 'neutral',
  confirmed: 'accent',
  'in progress': 'warning',
  completed: 'success',
  reviewed: 'success',
  billed: 'neutral',
  cancelled: 'void',
  'no-show': 'danger',
  incomplete: 'danger',
};

export interface CallBoxProps {
  call: Call;
  words: CallWords | undefined;
  zone: string;
  /** What it clashes with, by name. */
  clashing: readonly string[];
  /** Whether Tab reaches it. */
  isCursor: boolean;
  look: 'block' | 'line';
  style?: CSSProperties;
  onFocus: () => void;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** One call, as a block of a week or a line of a month. */
export const CallBox = (props: CallBoxProps) => {
  const { call, words, zone, clashing, isCursor, look } = props;
  const Icon = icons[call.state];
  return (
    <button
      type="button"
      className={`call call-${look}`}
      data-call={call.id}
      data-tone={tones[call.state]}
      tabIndex={isCursor ? 0 : -1}
      title={`${stateText(call.state)}${clashing.length > 0 ? ` · at the same time as ${clashing.join(', ')}` : ''}`}
      style={props.style}
      onFocus={props.onFocus}
      onClick={props.onOpen}
      onKeyDown={props.onKeyDown}
    >
      <span className="call-time">
        <Icon aria-hidden size={11} /> {timeIn(call.from, zone)}
        {look === 'block' && (
          <span className="call-state" aria-hidden>
            {stateText(call.state)}
          </span>
        )}
        {clashing.length > 0 && <TriangleAlert aria-hidden size={12} className="call-clash" />}
      </span>
      <span className="call-title">{words?.title ?? '…'}</span>
      <span className="for-readers">{callDetails(call, zone, clashing)}</span>
    </button>
  );
};
