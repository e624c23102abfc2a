import type { requestExits, requestFlow } from '#shared/entities/states.ts';
import type { Operation } from '../../../db/desk.ts';
import type { Request } from '../records.ts';

export type RequestState = (typeof requestFlow)[number] | (typeof requestExits)[number];

const updated = ({ id }: Request, values: Extract<Operation, { op: 'update' }>['values']) => [
  { op: 'update' as const, table: 'expert_requests' as const, id, values },
];

/** Notes that the scoping call was held (REQ2). `now`: a stored instant. */
export const planScopingHeld = (request: Request, now: string): Operation[] =>
  updated(request, { time_done_scoping_call: now });

/** Moves a request to another state; closing keeps its reason, any other move empties it (REQ3). */
export const planRequestState = (
  request: Request,
  state: RequestState,
  closeReason: string | null = null,
): Operation[] =>
  updated(request, { state, close_reason: state === 'closed' ? closeReason : null });
