import { CircleAlert } from 'lucide-react';
import {
  useImperativeHandle,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { problemText } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { Value } from '#shared/schema/fields.ts';
import type { Step } from '../grid-keys.ts';

/** Ends the edit: false where what was typed cannot be taken, and the editor stays. */
export type Finish = (step: Step | null) => boolean;

export interface Ending {
  /** The edit is over. A step of null: the focus has gone elsewhere by itself. */
  onDone: (value: Value, step: Step | null) => void;
  onCancel: () => void;
  /** Filled while the editor is there, for those who must end it from outside. */
  finish: RefObject<Finish | null>;
  /** The box hangs upwards, where there is no room below. */
  opensUp: boolean;
}

interface Props extends Ending {
  read: () => Result<Value>;
  /** Shown under the input: how the text is understood, which keys do what. */
  hint?: ReactNode;
  size?: 'cell' | 'wide';
  children: ReactNode;
}

const stepOf = ({ key, shiftKey }: KeyboardEvent): Step =>
  key === 'Tab' ? (shiftKey ? 'left' : 'right') : shiftKey ? 'up' : 'down';

/** Line ends are for texts of several lines. */
const isLineEnd = ({ target, shiftKey, altKey }: KeyboardEvent): boolean =>
  target instanceof HTMLTextAreaElement && (shiftKey || altKey);

/** What stands around every editor of a cell: its keys, and the sentence where it cannot be left. */
export const EditorBox = (props: Props) => {
  const { read, onDone, onCancel, finish, opensUp, hint, size = 'cell', children } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const isOver = useRef(false);
  const end: Finish = (step) => {
    if (isOver.current) return true;
    const reading = read();
    if (!reading.ok) {
      setProblem(problemText(reading.problem));
      return false;
    }
    isOver.current = true;
    onDone(reading.value, step);
    return true;
  };
  useImperativeHandle(finish, () => end);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      isOver.current = true;
      onCancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) end('stay');
    else if (event.key === 'Tab' || (event.key === 'Enter' && !isLineEnd(event)))
      end(stepOf(event));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (event.currentTarget.contains(event.relatedTarget) || !document.hasFocus()) return;
    end(null);
  };
  const below = problem ?? hint;
  return (
    <div
      className={`grid-editor grid-editor-${size}`}
      data-up={opensUp || undefined}
      data-invalid={problem !== null || undefined}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      onInput={() => setProblem(null)}
    >
      {children}
      {below !== undefined && below !== '' && below !== null && (
        <div
          className={problem === null ? 'grid-editor-note' : 'grid-editor-note grid-editor-problem'}
          role={problem === null ? undefined : 'alert'}
        >
          {problem !== null && <CircleAlert aria-hidden size={13} />}
          <span>{below}</span>
        </div>
      )}
    </div>
  );
};
