import { expect, test } from 'vitest';
import { candidateExits, candidateFlow } from '#shared/entities/states.ts';
import { candidateStage, isAtWork, isExit } from '#shared/work/pipeline.ts';

test('WORK1 every known state is a step in order or an exit, in any case and with spaces around', () => {
  candidateFlow.forEach((state, at) =>
    expect(candidateStage(` ${state.toUpperCase()} `)).toEqual({ kind: 'step', state, at }),
  );
  for (const state of candidateExits)
    expect(candidateStage(state)).toEqual({ kind: 'exit', state });
});

test('WORK1 no state is the first step; a state of the workspace’s own keeps its letters', () => {
  for (const none of [null, '', '  '])
    expect(candidateStage(none)).toEqual({ kind: 'step', state: 'identified', at: 0 });
  expect(candidateStage(' Waiting for HR ')).toEqual({ kind: 'other', state: 'Waiting for HR' });
});

test('WORK2 exits, and only they, ask for a reason', () => {
  expect(candidateExits.every((state) => isExit(state))).toBe(true);
  expect([...candidateFlow, null, 'other'].some((state) => isExit(state))).toBe(false);
});

test('WORK3 a request at work is neither fulfilled, on hold nor closed', () => {
  const atWork = ['draft', 'open', 'sourcing', 'delivering', 'their own', null];
  expect(atWork.every((state) => isAtWork(state))).toBe(true);
  expect(['fulfilled', 'On hold', 'closed'].some((state) => isAtWork(state))).toBe(false);
});
