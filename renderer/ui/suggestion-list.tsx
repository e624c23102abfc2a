import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { Popover } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import type { Suggestion, Suggestions } from './use-suggestions.ts';
import './button.css';
import './option.css';
import './popover.css';
import './suggestion-list.css';

interface Props<S extends Suggestion> {
  label: string;
  suggestions: readonly S[];
  state: Suggestions<S>;
  /** The input's box, under which the list opens. */
  anchor: RefObject<HTMLElement | null>;
  /** Shown in place of an empty list; nothing opens without it. */
  emptyText?: string;
  /** Set where the suggestions could not be found: says so in place of the list, and asks again. */
  onRetry?: (() => void) | null;
}

const Lines = <S extends Suggestion>({ label, suggestions, state }: Omit<Props<S>, 'anchor'>) => (
  <ul id={state.listId} role="listbox" aria-label={label} className="option-list">
    {suggestions.map((suggestion, index) => (
      <li
        key={suggestion.id}
        id={state.optionId(index)}
        role="option"
        aria-selected={index === state.active}
        data-active={index === state.active}
        className="option"
        onClick={() => state.choose(index)}
      >
        <span className="option-words">
          <span>{suggestion.label}</span>
          {suggestion.detail !== undefined && suggestion.detail !== '' && (
            <span className="option-detail">{suggestion.detail}</span>
          )}
        </span>
      </li>
    ))}
  </ul>
);

/** A plain button: one of the components would take the focus from the input, which ends the choosing. */
const Failed = ({ onRetry }: { onRetry: () => void }) => (
  <div className="suggestion-failed">
    <span role="alert">The search failed.</span>
    <button
      type="button"
      tabIndex={-1}
      className="button button-secondary button-small"
      onClick={onRetry}
    >
      Try again
      <Kbd keys={['Enter']} />
    </button>
  </div>
);

/** Keeps the focus in the input while the list is clicked and scrolled. */
const useKeptFocus = () => {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const keep = (event: Event) => event.preventDefault();
    const list = ref.current;
    list?.addEventListener('mousedown', keep);
    return () => list?.removeEventListener('mousedown', keep);
  });
  return ref;
};

/** Closes the list when its input moves away from under it; any other scrolling leaves it alone. */
const useCloseOnMove = (
  anchor: RefObject<HTMLElement | null>,
  isOpen: boolean,
  close: () => void,
) => {
  const closeNow = useEffectEvent(close);
  useEffect(() => {
    const place = () => anchor.current?.getBoundingClientRect();
    const start = place();
    if (!isOpen || start === undefined) return;
    const onScroll = () => {
      const now = place();
      const isMoved = now === undefined || Math.hypot(now.x - start.x, now.y - start.y) > 8;
      if (isMoved) closeNow();
    };
    window.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => window.removeEventListener('scroll', onScroll, { capture: true });
  }, [anchor, isOpen]);
};

/** What an input suggests, in a box under it. Its owner closes it: on Escape, on a choice, on leaving. */
export const SuggestionList = <S extends Suggestion>(props: Props<S>) => {
  const { suggestions, state, anchor, emptyText, onRetry = null } = props;
  const kept = useKeptFocus();
  const isOpen = state.isShown || (state.isOpen && emptyText !== undefined);
  useCloseOnMove(anchor, isOpen, state.close);
  return (
    <Popover
      className="popover suggestion-list"
      aria-label={props.label}
      triggerRef={anchor}
      isNonModal
      isOpen={isOpen}
      placement="bottom start"
      offset={4}
    >
      <div ref={kept}>
        {onRetry !== null && <Failed onRetry={onRetry} />}
        {onRetry === null && suggestions.length > 0 && <Lines {...props} />}
        {onRetry === null && suggestions.length === 0 && (
          <p className="option-empty">{emptyText}</p>
        )}
      </div>
    </Popover>
  );
};
