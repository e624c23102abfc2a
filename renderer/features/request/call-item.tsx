import { Ellipsis } from 'lucide-react';
import { Link } from 'wouter';
import { nearness, openTimes, usualDuration } from '#shared/work/consultation-state.ts';
import { knownZone } from '#shared/work/zones.ts';
import { countOf } from '../../state/wording.ts';
import { pathTo } from '../../state/routes.ts';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { inBothZones, readersZone } from '../../ui/moments.ts';
import { deedsOf, stateOf, type CallDeed } from './call-deeds.ts';
import type { CallFile, Request } from './records.ts';
import { deedLabel } from './steps.ts';

const tones: Readonly<Record<ReturnType<typeof stateOf>, BadgeTone>> = {
  requested: 'neutral',
  'times proposed': 'accent',
  confirmed: 'accent',
  'in progress': 'accent',
  completed: 'success',
  reviewed: 'success',
  billed: 'success',
  cancelled: 'danger',
  'no-show': 'danger',
  incomplete: 'danger',
};

/** When a call is, or which times are still open. */
const Times = ({ of: { call, profile } }: { of: CallFile }) => {
  const clocks = { here: readersZone(), there: knownZone(profile?.timezone) };
  if ((call.starts_at ?? null) !== null) return <p>{inBothZones(call.starts_at ?? '', clocks)}</p>;
  const open = openTimes(call);
  if (open.length === 0) return <p className="quiet">No times yet.</p>;
  return (
    <ul className="call-times">
      {open.map((time) => (
        <li key={time}>{inBothZones(time, clocks)}</li>
      ))}
    </ul>
  );
};

const isThere = <T,>(value: T | null | undefined): value is T => (value ?? null) !== null;

const reviewWords = ({ reviews }: CallFile): string[] => {
  const ratings = reviews.flatMap(({ rating }) => (isThere(rating) ? [`${rating} of 5`] : []));
  return ratings.length === 0 ? [] : [`reviewed ${ratings.join(', ')}`];
};

/** Length, money, and what else is worth a word. */
const factsLine = (of: CallFile): string[] => {
  const { call, transcript } = of;
  const money = [
    ['credits', call.credit_amount],
    ['penalty', call.credit_penalty_amount],
    ['expert cost', call.expert_cost],
  ] as const;
  const moves = call.reschedule_count ?? 0;
  return [
    isThere(call.billing_duration)
      ? `${call.billing_duration} min billed`
      : `${call.expected_duration ?? usualDuration} min expected`,
    ...(moves > 0 ? [`rescheduled ${moves === 1 ? 'once' : countOf(moves, 'time')}`] : []),
    ...money.flatMap(([label, amount]) => (isThere(amount) ? [`${label} ${amount}`] : [])),
    ...reviewWords(of),
    ...(transcript === null ? [] : [`transcript ${transcript.state ?? 'not ordered yet'}`]),
  ];
};

const nearWords = { late: 'late', next: 'within 24 hours' } as const;

interface Props {
  of: CallFile;
  request: Request;
  now: number;
  onDeed: (deed: CallDeed, of: CallFile) => void;
}

const Buttons = ({ of, request, now, onDeed }: Props) => {
  const { next, others } = deedsOf(of, request, now);
  const actions = others.map((deed) => ({
    id: deed,
    label: deedLabel(deed, of),
    isDanger: deed === 'cancel',
    startsGroup: deed === 'cancel',
    run: () => onDeed(deed, of),
  }));
  const all = next === null ? others : [next, ...others];
  useScreenActions('Request', () =>
    all.map((deed) => ({
      id: `call ${of.call.id} ${deed}`,
      label: `${deedLabel(deed, of)} – ${of.name}`,
      words: 'call consultation',
      run: () => onDeed(deed, of),
    })),
  );
  return (
    <div className="actions">
      {next !== null && (
        <Button variant="primary" size="small" onPress={() => onDeed(next, of)}>
          {deedLabel(next, of)}
        </Button>
      )}
      {actions.length > 0 && (
        <Menu label={`More for the call with ${of.name}`} actions={actions}>
          <IconButton label={`More for the call with ${of.name}`} size="small">
            <Ellipsis aria-hidden size={16} />
          </IconButton>
        </Menu>
      )}
    </div>
  );
};

/** One call: with whom, how it stands, when, what it came to, and what to do next (REQ4). */
export const CallItem = (props: Props) => {
  const { of, now } = props;
  const { call, name } = of;
  const heading = `call-${call.id}`;
  const near = nearness(call, now);
  const why = call.cancel_reason ?? call.incomplete_reason ?? '';
  return (
    <li>
      <article className="call-item" aria-labelledby={heading}>
        <div className="call-words">
          <h3 id={heading}>
            <Link href={pathTo.record('consultations', call.id)}>{name}</Link>{' '}
            <Badge tone={tones[stateOf(of)]}>{stateOf(of)}</Badge>{' '}
            {near !== null && (
              <Badge tone={near === 'late' ? 'warning' : 'accent'}>{nearWords[near]}</Badge>
            )}
          </h3>
          <Times of={of} />
          <p className="quiet">{factsLine(of).join(' · ')}</p>
          {why !== '' && <p className="quiet">Reason: {why}</p>}
        </div>
        <Buttons {...props} />
      </article>
    </li>
  );
};
