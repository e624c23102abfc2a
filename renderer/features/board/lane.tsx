import { useImperativeHandle, useRef, useState, type DragEvent, type Ref } from 'react';
import { countOf } from '../../state/wording.ts';
import { stateWords, type Lane as LaneFacts } from './board-model.ts';
import { CandidateCard } from './candidate-card.tsx';
import { useCards } from './use-cards.ts';
import { cardHeight, useLaneSight } from './use-lane-sight.ts';

export interface LaneHandle {
  focus(): void;
  /** Scrolls a card into sight. */
  show(index: number): void;
  page: number;
}

export interface LaneProps {
  lane: LaneFacts;
  /** Whether the cursor is in it, and on which card. */
  cursor: number | null;
  selected: ReadonlySet<number>;
  showsRequest: boolean;
  now: number;
  handle: Ref<LaneHandle>;
  onPoint: (id: number, extend: boolean) => void;
  onOpen: (id: number) => void;
  onMenu: (id: number) => void;
  onDrag: (id: number) => void;
  onDrop: () => void;
  /** The pointer goes down in it. */
  onPress: () => void;
  /** `from`: what had the focus before, as far as it is still there. */
  onFocus: (from: EventTarget | null) => void;
}

export const cardId = (id: number): string => `candidate-card-${id}`;

/** Whether something of the board hangs over a lane, as the pointer enters and leaves its parts. */
const useHover = (onDrop: () => void) => {
  const [depth, setDepth] = useState(0);
  return {
    isOver: depth > 0,
    handlers: {
      onDragEnter: () => setDepth((before) => before + 1),
      onDragLeave: () => setDepth((before) => Math.max(0, before - 1)),
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setDepth(0);
        onDrop();
      },
    },
  };
};

/** One state and the cards in it; only those in sight are drawn (BOARD4). */
export const Lane = (props: LaneProps) => {
  const { lane, cursor, selected, onDrop, onPress, onFocus } = props;
  const list = useRef<HTMLDivElement>(null);
  const sight = useLaneSight(list);
  const { isOver, handlers } = useHover(onDrop);
  const shown = lane.ids.slice(sight.first, sight.last);
  const cards = useCards(shown);
  useImperativeHandle(props.handle, () => ({
    focus: () => list.current?.focus({ preventScroll: true }),
    show: (index) => {
      const element = list.current;
      if (element === null) return;
      const [top, bottom] = [index * cardHeight, (index + 1) * cardHeight];
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight)
        element.scrollTop = bottom - element.clientHeight;
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    },
    page: sight.page,
  }));
  const name = stateWords(lane.state);
  const isDrawn = cursor !== null && shown.includes(cursor);
  return (
    <section
      className="lane"
      data-kind={lane.kind}
      data-empty={lane.ids.length === 0 || undefined}
      data-over={isOver || undefined}
      {...handlers}
    >
      <header className="lane-head">
        <h2>{name}</h2>
        <span className="lane-count" aria-hidden>
          {lane.ids.length.toLocaleString('en')}
        </span>
      </header>
      <div
        ref={list}
        role="listbox"
        className="lane-list"
        tabIndex={cursor !== null || lane.ids.length > 0 ? 0 : -1}
        data-lane={lane.key}
        data-screen-keys
        aria-label={`${name}, ${countOf(lane.ids.length, 'candidate')}`}
        aria-multiselectable
        aria-busy={shown.some((id) => !cards.has(id))}
        {...(isDrawn ? { 'aria-activedescendant': cardId(cursor) } : {})}
        onMouseDown={onPress}
        onFocus={({ relatedTarget }) => onFocus(relatedTarget)}
      >
        <div
          role="presentation"
          className="lane-extent"
          style={{ height: lane.ids.length * cardHeight }}
        >
          {shown.map((id, i) => (
            <CandidateCard
              key={id}
              id={id}
              card={cards.get(id)}
              place={{ at: sight.first + i, of: lane.ids.length }}
              isCursor={cursor === id}
              isSelected={selected.has(id)}
              showsRequest={props.showsRequest}
              now={props.now}
              onPoint={props.onPoint}
              onOpen={props.onOpen}
              onMenu={props.onMenu}
              onDrag={props.onDrag}
            />
          ))}
        </div>
      </div>
      {lane.ids.length === 0 && <p className="lane-empty">Nobody here.</p>}
    </section>
  );
};
