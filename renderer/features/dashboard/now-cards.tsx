import { useId, useMemo } from 'react';
import { countText } from '../../state/wording.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useBehind } from './behind.tsx';
import { PayoutCard } from './call-cards.tsx';
import { useNames } from './candidate-cards.tsx';
import { FigureCard } from './figure-card.tsx';
import type { Place } from './figures/figure.ts';
import { staleProfiles } from './figures/stale.ts';
import { workloadOf } from './figures/workload.ts';
import { shareText } from './numbers.ts';
import type { Sources } from './sources.ts';
import { useRows } from './use-rows.ts';

const WorkloadCard = ({ sources, place }: { sources: Sources; place: Place }) => {
  const nameOf = useNames();
  const figure = useMemo(() => workloadOf(sources, place, nameOf), [sources, place, nameOf]);
  return (
    <FigureCard
      title="Workload"
      note="As of now, whatever the period: open requests with candidates in work, calls ahead, candidates in work."
      figure={figure}
      head="Person"
      valueText={countText}
      draw={null}
      nothing="Nobody has anything in work."
    />
  );
};

const StaleCard = ({ place }: { place: Place }) => {
  const id = useId();
  const open = useBehind();
  const profiles = useRows({ table: 'profiles', fields: ['created_at'] });
  const users = useRows({ table: 'users', fields: ['profile_id'] });
  const candidates = useRows({
    table: 'expert_request_candidates',
    fields: ['profile_id', 'created_at'],
  });
  const calls = useRows({
    table: 'consultations',
    fields: ['expert', 'starts_at', 'created_at'],
  });
  const found = useMemo(
    () =>
      profiles && users && candidates && calls
        ? staleProfiles({ profiles, users, candidates, calls }, place)
        : null,
    [profiles, users, candidates, calls, place],
  );
  return (
    <section className="card figure-card" aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>Stale profiles</h2>
          <p className="quiet">
            Known for more than 12 months, without a candidacy or a call since; of all profiles.
          </p>
        </div>
      </header>
      {found === null ? (
        <Skeleton lines={2} />
      ) : (
        <p className="figure-line">
          <button type="button" className="figure-number" onClick={() => open(found.stale)}>
            {countText(found.stale.ids.length)}{' '}
            <span>
              of {countText(found.all)} profiles ({shareText(found.stale.ids.length, found.all)})
            </span>
          </button>
        </p>
      )}
    </section>
  );
};

/** How things stand today. */
export const NowCards = ({ sources, place }: { sources: Sources; place: Place }) => (
  <>
    <WorkloadCard sources={sources} place={place} />
    <PayoutCard rows={sources.calls} place={place} />
    <StaleCard place={place} />
  </>
);
