import { useMemo } from 'react';
import { countText } from '../../state/wording.ts';
import { useBehind } from './behind.tsx';
import { spanBefore, spanText } from './figures/days.ts';
import type { Place } from './figures/figure.ts';
import { headlinesOf, type Headline } from './figures/headlines.ts';
import { averageText, changeText, hoursText, moneyText } from './numbers.ts';
import type { Sources } from './sources.ts';

const percentText = (share: number): string => `${Math.round(share * 100)} %`;

/** What each number is called, and how it is written. */
const looks: Readonly<
  Record<Headline['name'], { label: string; text: (value: number) => string }>
> = {
  candidates: { label: 'Candidates added', text: countText },
  requests: { label: 'Requests opened', text: countText },
  calls: { label: 'Calls held', text: countText },
  share: { label: 'Held of those requested', text: percentText },
  margin: {
    label: 'Margin',
    text: (cents) => moneyText(Math.round(cents / 100) * 100).slice(0, -3),
  },
  rating: { label: 'Rating on average', text: averageText },
  wait: { label: 'Median to first candidate', text: hoursText },
};

/** Shares are compared in points, not in shares of shares. */
const changeOf = ({ name, value, before }: Headline): string => {
  if (value === null || before === null) return '';
  if (name !== 'share') return changeText(value, before, looks[name].text);
  const points = Math.round(value * 100) - Math.round(before * 100);
  return points === 0 ? 'No change' : `${points > 0 ? '+' : '−'}${Math.abs(points)} points`;
};

const Tile = ({ headline, than }: { headline: Headline; than: string }) => {
  const open = useBehind();
  const { label, text } = looks[headline.name];
  const change = changeOf(headline);
  return (
    <li>
      <button
        type="button"
        className="tile"
        disabled={headline.value === null}
        onClick={() => open(headline.behind)}
      >
        <span className="tile-value">{headline.value === null ? '–' : text(headline.value)}</span>
        <span className="tile-label">{label}</span>
        <span className="tile-change">
          {change}
          {change !== '' && <span className="for-readers"> against {than}</span>}
        </span>
      </button>
    </li>
  );
};

/** What matters most, beside the period before. */
export const HeadlineTiles = ({ sources, place }: { sources: Sources; place: Place }) => {
  const before = useMemo(() => spanBefore(place.span), [place]);
  const headlines = useMemo(() => headlinesOf(sources, place, before), [sources, place, before]);
  const than = before === null ? '' : spanText(before);
  return (
    <section className="headlines" aria-label="In short">
      <ul className="tiles">
        {headlines.map((headline) => (
          <Tile key={headline.name} headline={headline} than={than} />
        ))}
      </ul>
      <p className="quiet">
        {spanText(place.span)}
        {before !== null && `; changes are against ${than}.`}
      </p>
    </section>
  );
};
