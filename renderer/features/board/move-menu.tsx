import { useRef } from 'react';
import { Popover } from 'react-aria-components';
import { MenuList } from '../../ui/menu.tsx';
import '../../ui/popover.css';
import { stateWords, type Lane } from './board-model.ts';
import { cardId } from './lane.tsx';

interface Props {
  /** The card that it belongs to. */
  card: number;
  count: number;
  lanes: readonly Lane[];
  onMove: (state: string) => void;
  onClose: () => void;
}

/** The states that cards can be moved to, exits apart. */
export const MoveMenu = ({ card, count, lanes, onMove, onClose }: Props) => {
  const anchor = useRef(document.getElementById(cardId(card)));
  const firstExit = lanes.find(({ kind }) => kind === 'exit')?.key;
  const label = count > 1 ? `Move ${count} candidates to` : 'Move to';
  return (
    <Popover
      className="popover"
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="right top"
      offset={4}
    >
      <p className="move-menu-head">{label}</p>
      <MenuList
        label={label}
        autoFocus
        onClose={onClose}
        actions={lanes.map(({ key, state }) => ({
          id: key,
          label: stateWords(state),
          startsGroup: key === firstExit,
          run: () => onMove(state),
        }))}
      />
    </Popover>
  );
};
