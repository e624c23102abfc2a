import type { Row } from '#shared/schema/row.ts';
import { consultationState, instantOf, movedTo, msOf } from '#shared/work/consultation-state.ts';
import type { Operation } from '../../db/desk.ts';

/** Whether a call can be moved: it is agreed, and has not begun (CAL5). */
export const canMove = (row: Row): boolean => consultationState(row.values, false) === 'confirmed';

/** What moving a call to a moment comes to: the call, and the conference on which it runs (CAL5). */
export const planMove = (call: Row, conference: Row | null, to: number): Operation[] => {
  const starts = instantOf(to);
  const follows =
    conference !== null &&
    msOf(conference.values['starts_at'] as string) === msOf(call.values['starts_at'] as string);
  return [
    {
      op: 'update',
      table: 'consultations',
      id: call.id,
      values: movedTo(call.values, starts),
    },
    ...(follows
      ? [
          {
            op: 'update' as const,
            table: 'conferences' as const,
            id: conference.id,
            values: { starts_at: starts },
          },
        ]
      : []),
  ];
};
