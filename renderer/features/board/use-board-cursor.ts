import { useState } from 'react';
import type { Lane, Spot } from './board-model.ts';

const nobody: ReadonlySet<number> = new Set();

/** The card under the cursor and those that are selected; both follow cards as they move. */
export const useBoardCursor = (lanes: readonly Lane[]) => {
  const [placed, setAt] = useState<Spot | null>(null);
  const [id, setId] = useState<number | null>(null);
  const [selected, setSelected] = useState(nobody);
  // It begins at the first card, wherever that is.
  const at = placed ?? { lane: lanes.findIndex(({ ids }) => ids.length > 0), index: 0 };
  const laneOfCard = id === null ? -1 : lanes.findIndex(({ ids }) => ids.includes(id));
  const spot: Spot =
    laneOfCard >= 0
      ? { lane: laneOfCard, index: lanes[laneOfCard]!.ids.indexOf(id!) }
      : {
          lane: Math.max(0, Math.min(at.lane, lanes.length - 1)),
          index: Math.max(0, Math.min(at.index, (lanes[at.lane]?.ids.length ?? 1) - 1)),
        };
  const current = lanes[spot.lane]?.ids[spot.index] ?? null;
  const place = (to: Spot) => {
    setAt(to);
    setId(lanes[to.lane]?.ids[to.index] ?? null);
  };
  const toggle = (card: number) =>
    setSelected((before) => {
      const next = new Set(before);
      if (!next.delete(card)) next.add(card);
      return next;
    });
  return {
    spot,
    current,
    selected,
    place,
    toggle,
    pick: (cards: readonly number[]) => setSelected(new Set(cards)),
    clear: () => setSelected(nobody),
    /** What a deed acts on: the selection where the card is in it or none is named, else the card alone. */
    meant: (card: number | null): readonly number[] => {
      if (selected.size > 0 && (card === null || selected.has(card))) return [...selected];
      return card === null ? [] : [card];
    },
  };
};
