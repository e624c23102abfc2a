import { LogOut, Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExchangeStatus } from '#shared/ipc/exchange-channels.ts';
import { useApi } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { capitalized, dayMoment, distanceInWords } from '../../ui/moment-words.ts';
import { callAndTell } from './call-exchange.ts';
import { standingOf, standingTitle } from './exchange-words.ts';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const checkedText = (checkedAt: string | null, now: number): string => {
  if (checkedAt === null) return 'Not yet';
  const at = Date.parse(checkedAt);
  return `${capitalized(dayMoment(at, now))} (${distanceInWords(at, now)})`;
};

interface Props {
  status: ExchangeStatus;
  place: string;
  now: number;
  onLeave: () => void;
}

/** Where the folder is and how it stands, with what can be done about it. */
export const StandingCard = ({ status, place, now, onLeave }: Props) => {
  const api = useApi();
  const { paused, encrypted, checkedAt } = status;
  const toggle = () => void callAndTell(api, 'exchange.pause', { paused: !paused });
  const standing = standingOf(status);
  return (
    <section className="card" aria-label="How the shared folder stands">
      <div className="card-deed">
        <p>
          <strong>{standing === null ? '' : standingTitle(standing, status)}</strong>
        </p>
        <div className="actions">
          <Button onPress={toggle}>
            {paused ? <Play aria-hidden size={15} /> : <Pause aria-hidden size={15} />}
            {paused ? 'Resume' : 'Pause'}
          </Button>
          <Button onPress={onLeave}>
            <LogOut aria-hidden size={15} />
            Leave…
          </Button>
        </div>
      </div>
      <dl className="facts">
        <Fact name="Folder">
          <code className="exchange-place">{place}</code>
        </Fact>
        <Fact name="Last looked at">{checkedText(checkedAt, now)}</Fact>
        <Fact name="Encrypted">{encrypted ? 'With your team’s passphrase' : 'No'}</Fact>
      </dl>
    </section>
  );
};
