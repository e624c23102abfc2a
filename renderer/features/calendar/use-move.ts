import { useState } from 'react';
import { fromAbsolute } from '@internationalized/date';
import { useDesk } from '../../state/desk-context.tsx';
import { useEditing } from '../../state/edits.ts';
import { tellSuccess } from '../../state/tell.ts';
import { momentIn } from './call-words.ts';
import type { Call } from './calls.ts';
import { canMove, planMove } from './plan-move.ts';

/** A call and where it is to be moved, once that is confirmed. */
export interface Move {
  id: number;
  from: number;
  to: number;
}

/** Minutes and days by which a key moves a call; days are those of the zone’s calendar. */
const stepOf = (key: string): { minutes?: number; days?: number } | null => {
  if (key === 'ArrowDown') return { minutes: 15 };
  if (key === 'ArrowUp') return { minutes: -15 };
  if (key === 'ArrowRight') return { days: 1 };
  return key === 'ArrowLeft' ? { days: -1 } : null;
};

/** Moves calls by keys, and asks before it does (CAL5). */
export const useMove = (zone: string) => {
  const desk = useDesk();
  const { edit } = useEditing();
  const [move, setMove] = useState<Move | null>(null);
  const carryOut = async ({ id, to }: Move) => {
    setMove(null);
    const call = await desk.get('consultations', id);
    if (call === null || !canMove(call)) return;
    const number = call.values['conference'];
    const conference = typeof number === 'number' ? await desk.get('conferences', number) : null;
    const operations = planMove(call, conference, to);
    const done = await edit(operations, 'rescheduling of a call');
    if (!done.ok) return;
    const { inverse } = done.value;
    tellSuccess(`Moved to ${momentIn(to, zone)}.`, {
      label: 'Undo',
      run: () => void edit(inverse, 'undo: rescheduling of a call'),
    });
  };
  return {
    move,
    /** Moves on by a key; false where the key moves nothing, or the call cannot be moved. */
    step: (call: Call, key: string): boolean => {
      const by = stepOf(key);
      if (by === null || call.state !== 'confirmed') return false;
      const start = move?.id === call.id ? move : { id: call.id, from: call.from, to: call.from };
      const to = fromAbsolute(start.to, zone).add(by).toDate().getTime();
      setMove(to === start.from ? null : { ...start, to });
      return true;
    },
    confirm: () => move !== null && void carryOut(move),
    giveUp: () => setMove(null),
  };
};
