import type { ChartProps } from './chart-data.ts';
import { useMarks } from './use-marks.ts';
import './charts.css';

interface Props extends ChartProps {
  /** What a full bar stands for; the greatest value unless given. */
  full?: number;
  /** Words behind the number: its share of something. */
  shareText?: (category: number) => string;
  /** Bars in the middle, each as wide as what is left of the one before. */
  isFunnel?: boolean;
}

/** One series as bars that lie below each other, each with its name and its number. */
export const BarChart = (props: Props) => {
  const { label, data, valueText, shareText, isFunnel = false } = props;
  const { propsOf } = useMarks(props, false);
  const values = data.series[0]?.values ?? [];
  const full = props.full ?? Math.max(1, ...values.map((value) => value ?? 0));
  return (
    <div className="chart bars" data-chart role="group" aria-label={label}>
      {data.categories.map((name, category) => {
        const value = values[category] ?? null;
        const width = value === null ? 0 : Math.max(0, Math.min(1, value / full)) * 100;
        const share = shareText?.(category) ?? '';
        return (
          <div
            key={category}
            className={value === null ? 'bar' : 'bar chart-mark'}
            {...(value === null
              ? {}
              : { ...propsOf({ series: 0, category }), 'aria-label': undefined })}
          >
            <span className="bar-name">{name}</span>
            <span className="for-readers">: </span>
            <span className="bar-number">
              {value === null ? '–' : valueText(value)}
              {share !== '' && <span className="bar-share">{share}</span>}
            </span>
            <svg className="bar-drawing" aria-hidden>
              <rect className="bar-ground" width="100%" height="100%" rx="3" />
              <rect
                className="bar-fill"
                fill="var(--chart-1)"
                x={isFunnel ? `${(100 - width) / 2}%` : '0'}
                width={`${width}%`}
                height="100%"
                rx="3"
              />
            </svg>
          </div>
        );
      })}
    </div>
  );
};
