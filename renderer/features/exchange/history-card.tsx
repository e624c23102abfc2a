import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Layers,
  LogIn,
  LogOut,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import type { ExchangeEvent, ExchangeStatus } from '#shared/ipc/exchange-channels.ts';
import { Button } from '../../ui/button.tsx';
import { capitalized, dayMoment, exactMoment } from '../../ui/moment-words.ts';
import { eventText, ownName } from './exchange-words.ts';

const icons: Readonly<Record<ExchangeEvent['what'], LucideIcon>> = {
  sent: ArrowUpFromLine,
  received: ArrowDownToLine,
  checkpoint: Layers,
  joined: LogIn,
  left: LogOut,
  problem: TriangleAlert,
};

/** Lines that are shown at first. */
const few = 20;

interface LineProps {
  event: ExchangeEvent;
  own: string;
  now: number;
}

const Line = ({ event, own, now }: LineProps) => {
  const Icon = icons[event.what];
  const at = Date.parse(event.at);
  return (
    <li data-what={event.what}>
      <Icon aria-hidden size={14} />
      <span>{eventText(event, own)}</span>
      <time dateTime={event.at} title={exactMoment(at)}>
        {capitalized(dayMoment(at, now))}
      </time>
    </li>
  );
};

/** What came and went, newest first. */
export const HistoryCard = ({ status, now }: { status: ExchangeStatus; now: number }) => {
  const [isWhole, setWhole] = useState(false);
  const { history } = status;
  const shown = isWhole ? history : history.slice(0, few);
  const own = ownName(status);
  return (
    <section className="card" aria-labelledby="exchange-history-heading">
      <h2 id="exchange-history-heading">What came and went</h2>
      {history.length === 0 && <p className="quiet">Nothing yet.</p>}
      {history.length > 0 && (
        <ol className="exchange-history">
          {shown.map((event, at) => (
            <Line key={`${event.at} ${at}`} event={event} own={own} now={now} />
          ))}
        </ol>
      )}
      {shown.length < history.length && (
        <Button onPress={() => setWhole(true)}>Show all {history.length}</Button>
      )}
    </section>
  );
};
