import { markText, type ChartData, type ChartProps, type MarkPlace } from './chart-data.ts';
import { shareOf, type Scale } from './scale.ts';

/** How series are told apart besides by colour: the texture of each. */
const textures = ['plain', 'stripes', 'dots', 'grid'] as const;

/** The fill of a series; `id` is that of the chart’s `Textures`. */
export const fillOf = (id: string, series: number): string =>
  series === 0 ? 'var(--chart-1)' : `url(#${id}-${series % textures.length})`;

const Texture = ({ kind }: { kind: (typeof textures)[number] }) => {
  if (kind === 'stripes') return <path className="chart-grain" d="M0 8 8 0M-2 2 2-2M6 10l4-4" />;
  if (kind === 'dots') return <circle className="chart-dot" cx="4" cy="4" r="1.6" />;
  return <path className="chart-grain" d="M0 4h8M4 0v8" />;
};

/** The textures of a chart’s series; must stand in its svg. */
export const Textures = ({ id, count }: { id: string; count: number }) => (
  <defs>
    {textures.slice(1, Math.max(1, count)).map((kind, at) => (
      <pattern key={kind} id={`${id}-${at + 1}`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" fill={`var(--chart-${at + 2})`} />
        <Texture kind={kind} />
      </pattern>
    ))}
  </defs>
);

interface LegendProps {
  id: string;
  data: ChartData;
  /** Lines are told apart by their dashes, not by textures. */
  asLines?: boolean;
}

/** Which look stands for which series; nothing where there is one only. */
export const Legend = ({ id, data, asLines = false }: LegendProps) => {
  if (data.series.length < 2) return null;
  return (
    <ul className="chart-legend" aria-label="Legend">
      {data.series.map(({ name }, series) => (
        <li key={name}>
          <svg width="18" height="12" aria-hidden>
            {asLines ? (
              <line
                className={`chart-line chart-line-${series + 1}`}
                x1="0"
                x2="18"
                y1="6"
                y2="6"
              />
            ) : (
              <rect
                className="chart-swatch"
                width="18"
                height="12"
                rx="2"
                fill={fillOf(id, series)}
              />
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
};

/** Round numbers beside a chart, from the foot up. */
export const Axis = ({
  scale,
  tickText,
}: {
  scale: Scale;
  tickText: (value: number) => string;
}) => (
  <div className="chart-axis" aria-hidden>
    {scale.ticks.map((tick) => (
      <span key={tick} style={{ bottom: `${shareOf(scale, tick) * 100}%` }}>
        {tickText(tick)}
      </span>
    ))}
  </div>
);

/** Lines across a chart at the round numbers; the one at nothing is stronger. */
export const GridLines = ({ scale }: { scale: Scale }) => (
  <g aria-hidden>
    {scale.ticks.map((tick) => {
      const y = `${(1 - shareOf(scale, tick)) * 100}%`;
      const look = tick === 0 ? 'chart-zero' : 'chart-rule';
      return <line key={tick} className={look} x1="0" x2="100%" y1={y} y2={y} />;
    })}
  </g>
);

/** Names under the axis that fit: all of them, or one in so many. */
const mostNames = 7;

/** The names of categories below a chart; short ones are thinned out where there are many. */
export const CategoryNames = ({ data: { categories, short } }: { data: ChartData }) => {
  const every = short === undefined ? 1 : Math.ceil(categories.length / mostNames);
  const width = `${(100 / Math.max(1, categories.length)) * every}%`;
  return (
    <div className="chart-names" aria-hidden>
      {categories.map((name, at) =>
        at % every === 0 ? (
          <span key={at} style={{ left: `${((at + 0.5) / categories.length) * 100}%`, width }}>
            {short?.[at] ?? name}
          </span>
        ) : null,
      )}
    </div>
  );
};

interface WordsProps extends Pick<ChartProps, 'data' | 'valueText'> {
  place: MarkPlace;
  /** Where it stands over the chart, in percent from the left and from the foot. */
  at: { left: number; bottom: number };
}

/** The words of the mark that a pointer or the focus is on. Its own name says the same to those who do not see. */
export const MarkWords = ({ data, place, valueText, at }: WordsProps) => (
  <div
    className="chart-words"
    aria-hidden
    {...(at.left > 66 ? { 'data-to': 'left' } : at.left > 33 ? { 'data-to': 'middle' } : {})}
    style={{ left: `${at.left}%`, bottom: `${Math.min(at.bottom, 78)}%` }}
  >
    {markText(data, place, valueText)}
  </div>
);
