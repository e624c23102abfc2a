import { movedTo, usualDuration } from '#shared/work/consultation-state.ts';
import type { Operation } from '../../../db/desk.ts';
import type { Call, Candidate, Conference, Profile } from '../records.ts';
import { planArrival } from './candidate-plan.ts';
import { callOperation, partyValues, planExpert, type Party } from './proposal-plan.ts';

/** What was agreed. */
export interface Agreed {
  startsAt: string;
  /** Minutes. */
  minutes: number;
  /** The client’s credits an hour; null where that is open. */
  creditRate: string | null;
}

/** The local name of the conference that a booking creates (DB27). */
const newConference = -1;

/** What the expert gets an hour: as agreed for this request, else as the profile says. */
export const expertRate = (
  candidate: Pick<Candidate, 'hourly_rate'> | null,
  profile: Pick<Profile, 'hourly_rate'> | null,
): string | null => candidate?.hourly_rate ?? profile?.hourly_rate ?? null;

const conferenceOf = (party: Party, { startsAt, minutes }: Agreed): Operation => {
  const name = [party.subject.name, party.request.title ?? ''].filter((part) => part !== '');
  return {
    op: 'create',
    table: 'conferences',
    id: newConference,
    values: {
      name: name.join(' · '),
      state: 'created',
      starts_at: startsAt,
      expected_duration: minutes,
    },
  };
};

/** The conference that a consultation has already follows its time. */
const follow = ({ id }: Conference, startsAt: string, minutes: number): Operation => ({
  op: 'update',
  table: 'conferences',
  id,
  values: { starts_at: startsAt, expected_duration: minutes },
});

/** Books a call: time, bridge, parties, terms and the candidate’s state in one edit (REQ7). */
export const planBooking = (
  party: Party & { conference: Conference | null },
  agreed: Agreed,
): Operation[] => {
  const { candidate, profile } = party.subject;
  const { expert, operations } = planExpert(party);
  const { startsAt, minutes, creditRate } = agreed;
  const values = {
    ...partyValues(party, expert),
    starts_at: startsAt,
    expected_duration: minutes,
    initial_expected_duration: party.call?.initial_expected_duration ?? minutes,
    credit_rate: creditRate,
    ...(party.conference === null ? { conference: newConference } : {}),
  };
  const rate = expertRate(candidate, profile);
  return [
    ...operations,
    party.conference === null
      ? conferenceOf(party, agreed)
      : follow(party.conference, startsAt, minutes),
    callOperation(party.call, values),
    ...planArrival(candidate, 'scheduled', rate === null ? {} : { hourly_rate: rate }),
  ];
};

/** Moves a booked call: the old time counts as rejected, and the conference follows (REQ9). */
export const planReschedule = (
  call: Call,
  conference: Conference | null,
  { startsAt, minutes }: Pick<Agreed, 'startsAt' | 'minutes'>,
): Operation[] => {
  return [
    callOperation(call, { ...movedTo(call, startsAt), expected_duration: minutes }),
    ...(conference === null ? [] : [follow(conference, startsAt, minutes)]),
  ];
};

/** Minutes that a call is expected to last: its own, those of the request, or the usual ones. */
export const expectedMinutes = (
  call: Pick<Call, 'expected_duration'> | null,
  request: { expected_duration?: number | null },
): number => call?.expected_duration ?? request.expected_duration ?? usualDuration;
