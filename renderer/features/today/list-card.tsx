import { ArrowRight } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import type { TableName } from '#shared/entities/index.ts';
import type { Row } from '#shared/schema/row.ts';
import { msOf } from '#shared/work/consultation-state.ts';
import type { WaitingList } from '#shared/work/today.ts';
import { knownZone } from '#shared/work/zones.ts';
import { useEditing } from '../../state/edits.ts';
import { changeLayout } from '../../state/grid-layouts.ts';
import { pathTo } from '../../state/routes.ts';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { tellSuccess } from '../../state/tell.ts';
import { countText } from '../../state/wording.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { inBothZones, readersZone } from '../../ui/moments.ts';
import { pointersToRequests, textIn, type Line, type Waiting } from './read-list.ts';

const hour = 3_600_000;

/** “5 days ago”, “in 3 h”: how a moment stands to now. */
export const distanceText = (moment: number, now: number): string => {
  if (Number.isNaN(moment)) return '';
  const hours = Math.round(Math.abs(moment - now) / hour);
  const far = hours < 48 ? `${hours} h` : `${countText(Math.round(hours / 24))} days`;
  return moment > now ? `in ${far}` : `${far} ago`;
};

/** The page that leads on from a record: of calls and candidates, that of their request. */
export const hrefOf = (table: TableName, { id, values }: Row): string => {
  if (table === 'expert_requests') return pathTo.request(id);
  const request = values[pointersToRequests[table] ?? ''];
  return typeof request === 'number' ? pathTo.request(request) : pathTo.record(table, id);
};

const ReceiptButton = ({ line }: { line: Line }) => {
  const { edit } = useEditing();
  const send = async () => {
    const receipt_sent_at = `${new Date().toISOString().slice(0, 23)}000Z`;
    const { id } = line.row;
    const done = await edit(
      [{ op: 'update', table: 'consultations', id, values: { receipt_sent_at } }],
      'receipt sent',
    );
    if (done.ok) tellSuccess(`The receipt of ${line.title} counts as sent.`);
  };
  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={`Receipt sent: ${line.title}`}
      onPress={() => void send()}
    >
      Receipt sent
    </Button>
  );
};

const OneLine = ({ list, line, now }: { list: WaitingList; line: Line; now: number }) => {
  const instant = textIn(line.row, list.since);
  return (
    <li className="today-line">
      <span className="today-words">
        <Link href={hrefOf(list.table, line.row)}>{line.title}</Link>
        {line.request !== '' && <span className="quiet today-request">{line.request}</span>}
      </span>
      {list.since === 'starts_at' && instant !== '' ? (
        <span className="today-times">
          {inBothZones(instant, { here: readersZone(), there: knownZone(line.zone) })}
        </span>
      ) : (
        <span className="quiet today-times">{distanceText(msOf(instant), now)}</span>
      )}
      {list.id === 'receipts' && <ReceiptButton line={line} />}
    </li>
  );
};

/** One list in which something waits. */
export const ListCard = ({
  list,
  waiting,
  now,
}: {
  list: WaitingList;
  waiting: Waiting;
  now: number;
}) => {
  const [, go] = useLocation();
  const openAll = () => {
    const before = changeLayout(list.table, { filter: list.filter, sort: list.sort });
    go(pathTo.table(list.table));
    tellSuccess(`The table is narrowed to: ${list.title.toLowerCase()}.`, {
      label: 'Put the old filter back',
      run: () => changeLayout(list.table, { filter: before.filter, sort: before.sort }),
    });
  };
  useScreenActions('Today', () => [
    {
      id: list.id,
      label: `Show as a table: ${list.title.toLowerCase()}`,
      words: 'open list',
      obstacle: waiting.count === 0 ? 'Nothing waits there.' : null,
      run: openAll,
    },
  ]);
  const heading = `today-${list.id}`;
  return (
    <section className="card today-card" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{list.title}</h2>
        <Badge tone={list.tone}>{countText(waiting.count)}</Badge>
      </header>
      <p className="quiet">{list.rule}</p>
      <ul className="today-lines">
        {waiting.lines.map((line) => (
          <OneLine key={line.row.id} list={list} line={line} now={now} />
        ))}
      </ul>
      {waiting.count > waiting.lines.length && (
        <Button size="small" onPress={openAll}>
          Show all {countText(waiting.count)} <ArrowRight aria-hidden size={14} />
        </Button>
      )}
    </section>
  );
};
