import { useState } from 'react';
import { isExit } from '#shared/work/pipeline.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useEditing } from '../../state/edits.ts';
import { recall, remember } from '../../state/remembered.ts';
import { tellSuccess } from '../../state/tell.ts';
import { countOf } from '../../state/wording.ts';
import { planMoves } from './board-model.ts';

/** Cards that wait for a reason before they leave the flow. */
export interface ExitQuestion {
  ids: readonly number[];
  state: string;
}

const reasonsKept = 8;

/** Reasons that were given for a state lately, newest first. */
export const lastReasons = (state: string): string[] => {
  const known = (recall(`exit-reasons.${state}`) ?? '').split('\n');
  return known.filter((reason) => reason !== '').slice(0, reasonsKept);
};

const rememberReason = (state: string, reason: string): void => {
  const line = reason.replaceAll('\n', ' ');
  const others = lastReasons(state).filter((known) => known !== line);
  remember(`exit-reasons.${state}`, [line, ...others].slice(0, reasonsKept).join('\n'));
};

/** Moves cards between states: one edit, one step of undo, told (BOARD3). */
export const useBoardMoves = (say: (text: string) => void) => {
  const desk = useDesk();
  const { edit } = useEditing();
  const [question, ask] = useState<ExitQuestion | null>(null);
  const carryOut = async (ids: readonly number[], state: string, reason: string | null) => {
    const rows = await desk.getMany('expert_request_candidates', ids);
    const cards = rows.flatMap((row) => {
      if (row === null) return [];
      const held = row.values['match_state'];
      const hasReason = (row.values['exit_reason'] ?? null) !== null;
      return [{ id: row.id, state: typeof held === 'string' ? held : null, hasReason }];
    });
    const operations = planMoves(cards, state, reason);
    if (operations.length === 0) return;
    const action = `move of ${countOf(operations.length, 'candidate')} to ${state}`;
    const done = await edit(operations, action);
    if (!done.ok) return;
    const text = `${countOf(operations.length, 'candidate')} moved to ${state}.`;
    const { inverse } = done.value;
    const undo = () => void edit(inverse, `undo: ${action}`);
    tellSuccess(text, { label: 'Undo', run: undo });
    say(text);
  };
  return {
    question,
    /** Moves at once, or asks for a reason first. */
    move: (ids: readonly number[], state: string) => {
      if (ids.length === 0) return;
      if (isExit(state)) ask({ ids, state });
      else void carryOut(ids, state, null);
    },
    answer: (reason: string) => {
      if (question === null) return;
      rememberReason(question.state, reason);
      void carryOut(question.ids, question.state, reason);
      ask(null);
    },
    giveUp: () => ask(null),
  };
};
