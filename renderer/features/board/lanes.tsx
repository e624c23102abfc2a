import { useRef, useState, type KeyboardEvent } from 'react';
import { countOf } from '../../state/wording.ts';
import { useRecordTitles } from '../../state/record-titles.ts';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { stepBeside, walked, type Lane as LaneFacts } from './board-model.ts';
import { cardActions } from './card-actions.ts';
import { CardPanel } from './card-panel.tsx';
import { ExitDialog } from './exit-dialog.tsx';
import { Lane } from './lane.tsx';
import { MoveMenu } from './move-menu.tsx';
import { useBoardCursor } from './use-board-cursor.ts';
import { useBoardMoves } from './use-board-moves.ts';
import { useLaneFocus } from './use-lane-focus.ts';

const table = 'expert_request_candidates' as const;

/** A card whose panel is open. */
export interface OpenedCard {
  id: number;
  /** Whether the keyboard goes there: not after adding, since the next one may be added. */
  takesFocus: boolean;
}

interface LanesProps {
  lanes: readonly LaneFacts[];
  /** Every lane, those that are folded away too: cards can be moved there all the same. */
  all: readonly LaneFacts[];
  request: number | null;
  now: number;
  say: (text: string) => void;
  panel: OpenedCard | null;
  onPanel: (opened: OpenedCard | null) => void;
}

const isLane = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.dataset['lane'] !== undefined;

/** The lanes with their cursor, selection and moves. */
export const Lanes = ({ lanes, all, request, now, say, panel, onPanel }: LanesProps) => {
  const cursor = useBoardCursor(lanes);
  const moves = useBoardMoves(say);
  const [menu, setMenu] = useState<number | null>(null);
  const dragged = useRef<number | null>(null);
  const { spot, current, selected } = cursor;
  const focus = useLaneFocus(lanes[spot.lane]?.key, spot.index);
  const goTo = (to: { lane: number; index: number }) => {
    cursor.place(to);
    focus.ask();
  };
  const open = (id: number) => onPanel({ id, takesFocus: true });
  const spotOf = (id: number) => {
    const lane = lanes.findIndex(({ ids }) => ids.includes(id));
    return lane < 0 ? null : { lane, index: lanes[lane]!.ids.indexOf(id) };
  };
  const point = (id: number, extend: boolean) => {
    const to = spotOf(id);
    if (to !== null) goTo(to);
    if (extend) cursor.toggle(id);
    else cursor.clear();
  };
  const move = (ids: readonly number[], state: string) => {
    moves.move(ids, state);
    cursor.clear();
  };
  const moveBeside = (by: 1 | -1) => {
    const state = stepBeside(lanes[spot.lane]?.state ?? null, by);
    if (state !== null) move(cursor.meant(current), state);
  };
  const act = (event: KeyboardEvent): boolean => {
    const { key, shiftKey: shift } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    if (shift && (key === 'ArrowRight' || key === 'ArrowLeft'))
      moveBeside(key === 'ArrowRight' ? 1 : -1);
    else if (key === ' ' && current !== null) cursor.toggle(current);
    else if (ctrl && key.toLowerCase() === 'a') cursor.pick(lanes[spot.lane]?.ids ?? []);
    else if (key === 'Enter' && current !== null) open(current);
    else if (key === 'Escape' && selected.size > 0) cursor.clear();
    else if ((key === 'm' && !ctrl) || key === 'ContextMenu' || (key === 'F10' && shift)) {
      if (current !== null) setMenu(current);
    } else return false;
    return true;
  };
  const titleOf = useRecordTitles();
  const name = current === null ? null : (titleOf(table, current) ?? 'the candidate');
  const withCurrent = (run: (card: number) => void) => () => current !== null && run(current);
  useScreenActions(
    'Board',
    () =>
      cardActions({
        lanes: all,
        lane: lanes[spot.lane],
        name,
        count: cursor.meant(current).length,
        selected: selected.size,
        move: (state) => move(cursor.meant(current), state),
        open: withCurrent(open),
        menu: withCurrent(setMenu),
        select: withCurrent(cursor.toggle),
        selectLane: () => cursor.pick(lanes[spot.lane]?.ids ?? []),
        clear: cursor.clear,
      }),
    { isFirst: true },
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['lane'] === undefined)
      return;
    const isPlain = !(event.shiftKey || event.ctrlKey || event.altKey);
    const to = isPlain ? walked(spot, event.key, lanes, focus.page()) : null;
    if (to !== null) goTo(to);
    else if (!act(event)) return;
    event.preventDefault();
  };
  const enter = (lane: number, from: EventTarget | null) => {
    if (lane === spot.lane) cursor.place(spot);
    else if (isLane(from)) cursor.place({ lane, index: 0 });
    else focus.redirect();
  };
  return (
    <div className="board-and-panel">
      {/* Keys are handled once for all lanes; each lane is a list that takes the focus. */}
      <div className="board" role="group" aria-label="Candidates by state" onKeyDown={onKeyDown}>
        {lanes.map((lane, at) => (
          <Lane
            key={lane.key}
            lane={lane}
            cursor={at === spot.lane ? (current ?? -1) : null}
            selected={selected}
            showsRequest={request === null}
            now={now}
            handle={(handle) => focus.keep(lane.key, handle)}
            onPoint={point}
            onOpen={open}
            onMenu={(id) => {
              const to = spotOf(id);
              if (to !== null) goTo(to);
              setMenu(id);
            }}
            onDrag={(id) => {
              dragged.current = id;
            }}
            onDrop={() => {
              if (dragged.current !== null) move(cursor.meant(dragged.current), lane.state);
              dragged.current = null;
            }}
            onPress={() => {
              if (at !== spot.lane) cursor.place({ lane: at, index: 0 });
            }}
            onFocus={(from) => enter(at, from)}
          />
        ))}
      </div>
      {panel !== null && (
        <CardPanel
          key={panel.id}
          {...panel}
          now={now}
          onMove={(state) => move([panel.id], state)}
          onMenu={() => setMenu(panel.id)}
          onClose={() => {
            onPanel(null);
            goTo(spotOf(panel.id) ?? spot);
          }}
        />
      )}
      {menu !== null && (
        <MoveMenu
          card={menu}
          count={cursor.meant(menu).length}
          lanes={all}
          onMove={(state) => move(cursor.meant(menu), state)}
          onClose={() => setMenu(null)}
        />
      )}
      {moves.question !== null && (
        <ExitDialog question={moves.question} onAnswer={moves.answer} onGiveUp={moves.giveUp} />
      )}
      {selected.size > 0 && (
        <p className="board-selection" role="status">
          {countOf(selected.size, 'candidate')} selected · M moves them, Escape clears
        </p>
      )}
    </div>
  );
};
