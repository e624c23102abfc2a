import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { Popover } from 'react-aria-components';
import type { Suggestion, Suggestions } from './use-suggestions.ts';
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
  const { suggestions, state, anchor, emptyText } = props;
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
        {suggestions.length > 0 ? (
          <Lines {...props} />
        ) : (
          <p className="option-empty">{emptyText}</p>
        )}
      </div>
    </Popover>
  );
};
