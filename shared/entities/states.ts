/**
 * The states of candidates and requests as a recruiter meets them. They are offered, never imposed: a
 * workspace may write others, which then stand beside these.
 */

/** A candidate’s way, in order. */
export const candidateFlow = [
  'identified',
  'contacted',
  'responded',
  'screening',
  'cleared',
  'proposed',
  'selected',
  'scheduled',
  'completed',
] as const;

/** Where a candidate’s way ends early; each wants a reason. */
export const candidateExits = [
  'no response',
  'declined by expert',
  'not a fit',
  'compliance hold',
  'declined by client',
  'withdrawn',
] as const;

/** A request’s way, in order. */
export const requestFlow = ['draft', 'open', 'sourcing', 'delivering', 'fulfilled'] as const;

/** Where a request waits or ends without being fulfilled. */
export const requestExits = ['on hold', 'closed'] as const;
