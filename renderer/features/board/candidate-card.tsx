import { CircleAlert, Clock, Ban } from 'lucide-react';
import type { Row, Values } from '#shared/schema/row.ts';
import { msOf } from '#shared/work/consultation-state.ts';
import { shortCode } from '../../db/short-code.ts';
import { cardId } from './lane.tsx';
import type { Card } from './use-cards.ts';
import { cardHeight } from './use-lane-sight.ts';

const hour = 3_600_000;
/** Hours after which an answer is chased. */
const patience = 48;

const textIn = (values: Values, field: string): string => {
  const value = values[field];
  return typeof value === 'string' ? value : '';
};

/** “3 h”, “12 d”: how long ago something was. */
export const agoText = (ms: number): string => {
  const hours = Math.max(0, Math.floor(ms / hour));
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
};

/** Whether nobody has answered an invitation for too long. */
const isOverdue = ({ values }: Row, now: number): boolean =>
  textIn(values, 'match_state').toLowerCase() === 'contacted' &&
  now - msOf(textIn(values, 'invitation_email_sent_at')) > patience * hour;

const placeText = (profile: Row | null): string =>
  profile === null
    ? ''
    : [textIn(profile.values, 'title'), textIn(profile.values, 'city')]
        .filter((part) => part !== '')
        .join(' · ');

const moneyText = ({ values }: Row): string => {
  const rate = textIn(values, 'hourly_rate');
  return rate === '' ? '' : `${rate}/h`;
};

interface Flag {
  text: string;
  tone: 'danger' | 'warning';
  icon: typeof Ban;
}

const flagsOf = ({ row, profile, isBarred }: Card, now: number): Flag[] => [
  ...(isBarred ? [{ text: 'Do not contact', tone: 'danger' as const, icon: Ban }] : []),
  ...(profile?.values['conflicted'] === true
    ? [{ text: 'Conflicted', tone: 'danger' as const, icon: CircleAlert }]
    : []),
  ...(isOverdue(row, now)
    ? [{ text: 'No answer for 48 h', tone: 'warning' as const, icon: Clock }]
    : []),
];

const Face = ({
  card,
  showsRequest,
  now,
}: { card: Card } & Pick<Props, 'showsRequest' | 'now'>) => {
  const { row, profile } = card;
  const created = msOf(textIn(row.values, 'created_at'));
  const score = textIn(row.values, 'match_score');
  const flags = flagsOf(card, now);
  const line = showsRequest ? card.request : placeText(profile);
  return (
    <>
      <p className="card-top">
        <span className="card-name">{card.title}</span>
        {score !== '' && (
          <span className="card-score" title="Match score">
            {score}
          </span>
        )}
      </p>
      <p className="card-line" title={line}>
        {line}
      </p>
      <p className="card-foot-line">
        {flags.length > 0 ? (
          flags.map(({ text, tone, icon: Icon }) => (
            <span key={text} className={`card-flag card-flag-${tone}`}>
              <Icon aria-hidden size={12} /> {text}
            </span>
          ))
        ) : (
          <span>{moneyText(row)}</span>
        )}
        <span className="card-age">
          {Number.isNaN(created) ? '' : `${agoText(now - created)} · `}
          {shortCode('expert_request_candidates', row.id)}
        </span>
      </p>
    </>
  );
};

interface Props {
  id: number;
  /** Undefined while it is being read. */
  card: Card | undefined;
  place: { at: number; of: number };
  isCursor: boolean;
  isSelected: boolean;
  showsRequest: boolean;
  /** Milliseconds since 1970. */
  now: number;
  onPoint: (id: number, extend: boolean) => void;
  onOpen: (id: number) => void;
  onMenu: (id: number) => void;
  onDrag: (id: number) => void;
}

/** One candidate. */
export const CandidateCard = (props: Props) => {
  const { id, card, place, isCursor, isSelected } = props;
  return (
    <div
      role="option"
      id={cardId(id)}
      className="candidate-card"
      aria-selected={isSelected}
      {...(card === undefined ? { 'aria-label': 'Candidate, being read' } : {})}
      aria-posinset={place.at + 1}
      aria-setsize={place.of}
      data-cursor={isCursor || undefined}
      style={{ top: place.at * cardHeight }}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', card?.title ?? '');
        props.onDrag(id);
      }}
      onClick={(event) => props.onPoint(id, event.ctrlKey || event.metaKey || event.shiftKey)}
      onDoubleClick={() => props.onOpen(id)}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu(id);
      }}
    >
      {card === undefined ? (
        <span className="grid-ghost" aria-hidden />
      ) : (
        <Face card={card} showsRequest={props.showsRequest} now={props.now} />
      )}
    </div>
  );
};
