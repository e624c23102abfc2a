import { useId } from 'react';
import {
  Axis,
  CategoryNames,
  fillOf,
  GridLines,
  Legend,
  MarkWords,
  Textures,
} from './chart-parts.tsx';
import type { ChartData, ChartProps, MarkPlace } from './chart-data.ts';
import { scaleOf, shareOf } from './scale.ts';
import { useMarks } from './use-marks.ts';
import './charts.css';

/** Up to so many columns of one series have their number above them. */
const mostLabelled = 14;

/** What lies below a part of a stacked column. */
const belowOf = ({ series }: ChartData, { series: of, category }: MarkPlace): number =>
  series.slice(0, of).reduce((sum, { values }) => sum + (values[category] ?? 0), 0);

const totalsOf = (data: ChartData): number[] =>
  data.categories.map((_, category) => belowOf(data, { series: data.series.length, category }));

/** Counts as columns, series stacked on each other. */
export const ColumnChart = (props: ChartProps) => {
  const { label, data, valueText } = props;
  const id = useId();
  const { propsOf, shown } = useMarks(props, true);
  const scale = scaleOf(totalsOf(data), true);
  const slot = 100 / Math.max(1, data.categories.length);
  const width = slot * (data.categories.length > 8 ? 0.72 : 0.5);
  const hasNumbers = data.series.length === 1 && data.categories.length <= mostLabelled;
  const topOf = (place: MarkPlace) =>
    shareOf(scale, belowOf(data, { ...place, series: place.series + 1 })) * 100;
  return (
    <div className="chart" data-chart>
      <div className="chart-frame">
        <Axis scale={scale} tickText={valueText} />
        <div className="chart-plot">
          <svg className="chart-drawing" role="group" aria-label={label}>
            <Textures id={id} count={data.series.length} />
            <GridLines scale={scale} />
            {data.series.map(({ values }, series) =>
              values.map((value, category) => {
                const [top, foot] = [
                  topOf({ series, category }),
                  shareOf(scale, belowOf(data, { series, category })) * 100,
                ];
                return value === null ? null : (
                  <rect
                    key={`${series} ${category}`}
                    {...propsOf({ series, category })}
                    className="chart-mark"
                    fill={fillOf(id, series)}
                    x={`${slot * category + (slot - width) / 2}%`}
                    y={`${100 - top}%`}
                    width={`${width}%`}
                    height={`${top - foot}%`}
                  />
                );
              }),
            )}
          </svg>
          {hasNumbers &&
            data.series[0]!.values.map((value, category) =>
              value === null || value === 0 ? null : (
                <span
                  key={category}
                  className="chart-number"
                  aria-hidden
                  style={{
                    left: `${slot * (category + 0.5)}%`,
                    bottom: `${topOf({ series: 0, category })}%`,
                  }}
                >
                  {valueText(value)}
                </span>
              ),
            )}
          {shown !== null && (
            <MarkWords
              data={data}
              valueText={valueText}
              place={shown}
              at={{ left: slot * (shown.category + 0.5), bottom: topOf(shown) }}
            />
          )}
        </div>
        <CategoryNames data={data} />
      </div>
      <Legend id={id} data={data} />
    </div>
  );
};
