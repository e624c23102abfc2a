import { useId } from 'react';
import { Axis, CategoryNames, GridLines, Legend, MarkWords } from './chart-parts.tsx';
import type { ChartProps, MarkPlace } from './chart-data.ts';
import { scaleOf, shareOf, type Scale } from './scale.ts';
import { useMarks } from './use-marks.ts';
import './charts.css';

interface Point {
  category: number;
  x: number;
  y: number;
}

const pointsOf = (values: readonly (number | null)[], scale: Scale): Point[] =>
  values.flatMap((value, category) =>
    value === null
      ? []
      : [
          {
            category,
            x: ((category + 0.5) / values.length) * 100,
            y: (1 - shareOf(scale, value)) * 100,
          },
        ],
  );

/** From each point to the next, over gaps too. */
const Line = ({ points, series }: { points: readonly Point[]; series: number }) => (
  <g aria-hidden>
    {points.slice(1).map((to, at) => {
      const from = points[at]!;
      return (
        <line
          key={to.category}
          className={`chart-line chart-line-${series + 1}`}
          x1={`${from.x}%`}
          y1={`${from.y}%`}
          x2={`${to.x}%`}
          y2={`${to.y}%`}
        />
      );
    })}
  </g>
);

interface Props extends ChartProps {
  /** How the numbers beside it are written, where they are written shorter. */
  tickText?: (value: number) => string;
  isWhole?: boolean;
}

/** Numbers over time as lines, with a mark for each. */
export const LineChart = (props: Props) => {
  const { label, data, valueText, tickText = valueText, isWhole = false } = props;
  const id = useId();
  const { propsOf, shown } = useMarks(props, true);
  const numbers = data.series.flatMap(({ values }) => values.filter((value) => value !== null));
  const scale = scaleOf(numbers, isWhole);
  const lines = data.series.map(({ values }) => pointsOf(values, scale));
  const pointOf = ({ series, category }: MarkPlace) =>
    lines[series]?.find((point) => point.category === category);
  const point = shown === null ? undefined : pointOf(shown);
  return (
    <div className="chart" data-chart>
      <div className="chart-frame">
        <Axis scale={scale} tickText={tickText} />
        <div className="chart-plot">
          <svg className="chart-drawing" role="group" aria-label={label}>
            <GridLines scale={scale} />
            {lines.map((points, series) => (
              <g key={series}>
                <Line points={points} series={series} />
                {points.map(({ category, x, y }) => (
                  <circle
                    key={category}
                    {...propsOf({ series, category })}
                    className={`chart-mark chart-point chart-point-${series + 1}`}
                    cx={`${x}%`}
                    cy={`${y}%`}
                    r="4"
                  />
                ))}
              </g>
            ))}
          </svg>
          {shown !== null && point !== undefined && (
            <MarkWords
              data={data}
              valueText={valueText}
              place={shown}
              at={{ left: point.x, bottom: 100 - point.y }}
            />
          )}
        </div>
        <CategoryNames data={data} />
      </div>
      <Legend id={id} data={data} asLines />
    </div>
  );
};
