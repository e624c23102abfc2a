import { useState } from 'react';
import type { ExchangeDesk, ExchangeStatus } from '#shared/ipc/exchange-channels.ts';
import { problemText } from '#shared/problems/index.ts';
import { useApi } from '../../state/desk-context.tsx';
import { countOf, countText } from '../../state/wording.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { capitalized, dayMoment, exactMoment } from '../../ui/moment-words.ts';
import { callAndTell } from './call-exchange.ts';
import { canAllow, deskStates, nameAmong } from './exchange-words.ts';

interface Asked {
  desk: ExchangeDesk;
  name: string;
  now: number;
  onAllow: (desk: ExchangeDesk) => void;
}

const Seen = ({ desk: { isOwn, writtenAt }, now }: Pick<Asked, 'desk' | 'now'>) => {
  const at = Date.parse(writtenAt);
  if (Number.isNaN(at)) return <>{isOwn ? 'Nothing written yet' : 'Not yet'}</>;
  return <span title={exactMoment(at)}>{capitalized(dayMoment(at, now))}</span>;
};

const Trouble = ({ desk, name, onAllow }: Omit<Asked, 'now'>) => (
  <tr className="exchange-trouble">
    <td colSpan={4}>
      <div>
        <p>{desk.problem === null ? '' : problemText(desk.problem)}</p>
        {canAllow(desk) && (
          <Button
            size="small"
            aria-label={`Take in anyway what ${name} wrote`}
            onPress={() => onAllow(desk)}
          >
            Take in anyway…
          </Button>
        )}
      </div>
    </td>
  </tr>
);

const DeskRows = ({ desk, name, now, onAllow }: Asked) => {
  const { text, tone } = deskStates[desk.state];
  return (
    <>
      <tr {...(desk.problem === null ? {} : { 'data-troubled': true })}>
        <th scope="row">
          {name}
          {desk.isOwn && <span className="quiet"> (this desk)</span>}
        </th>
        <td>
          <Seen desk={desk} now={now} />
        </td>
        <td>
          <Badge tone={tone}>{text}</Badge>
        </td>
        <td>{desk.waiting === 0 ? '–' : countText(desk.waiting)}</td>
      </tr>
      {desk.problem !== null && <Trouble desk={desk} name={name} onAllow={onAllow} />}
    </>
  );
};

interface QuestionProps {
  desk: ExchangeDesk;
  name: string;
  onClose: () => void;
}

const AllowDialog = ({ desk, name, onClose }: QuestionProps) => {
  const api = useApi();
  const allow = () => {
    void callAndTell(api, 'exchange.allow', { desk: desk.id });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      isDanger
      title={`Take in what “${name}” wrote?`}
      confirm="Take in anyway"
      onConfirm={allow}
      onCancel={onClose}
    >
      {desk.problem !== null && <p>{problemText(desk.problem)}</p>}
      <p>Should it turn out wrong, “Go back to a moment” under Backups brings this desk back.</p>
    </ConfirmDialog>
  );
};

/** The desks that work together, how far this one is with each, and what stands in the way. */
export const DesksCard = ({ status: { desks }, now }: { status: ExchangeStatus; now: number }) => {
  const [asked, setAsked] = useState<ExchangeDesk | null>(null);
  const others = desks.filter(({ isOwn }) => !isOwn).length;
  return (
    <section className="card" aria-labelledby="exchange-desks-heading">
      <h2 id="exchange-desks-heading">
        {others === 0 ? 'Desks' : `This desk and ${countOf(others, 'other')}`}
      </h2>
      {desks.length > 0 && (
        <table className="exchange-desks" aria-labelledby="exchange-desks-heading">
          <thead>
            <tr>
              <th scope="col">Desk</th>
              <th scope="col">Last wrote</th>
              <th scope="col">State</th>
              <th scope="col">Files waiting</th>
            </tr>
          </thead>
          <tbody>
            {desks.map((desk) => (
              <DeskRows
                key={desk.id}
                desk={desk}
                name={nameAmong(desk, desks)}
                now={now}
                onAllow={setAsked}
              />
            ))}
          </tbody>
        </table>
      )}
      {others === 0 && (
        <p className="quiet">
          No other desk is here yet. On the other computers, open Shared folder and choose this same
          folder.
        </p>
      )}
      {asked !== null && (
        <AllowDialog desk={asked} name={nameAmong(asked, desks)} onClose={() => setAsked(null)} />
      )}
    </section>
  );
};
