import { useId, useState, type ReactNode } from 'react';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import type { ChartProps } from '../../ui/charts/chart-data.ts';
import { ChartTable } from '../../ui/charts/chart-table.tsx';
import { Button } from '../../ui/button.tsx';
import { useBehind } from './behind.tsx';
import type { Figure } from './figures/figure.ts';

const isNothing = ({ series }: Figure): boolean =>
  series.every(({ values }) => values.every((value) => value === null || value === 0));

interface Props {
  title: string;
  /** What is counted, in a sentence. */
  note: ReactNode;
  figure: Figure;
  /** What the lines of the table are: “Month”. */
  head: string;
  valueText: (value: number) => string;
  /** Draws it; null where it is a table only. */
  draw: ((props: ChartProps) => ReactNode) | null;
  /** What stands in place of a figure of nothing. */
  nothing?: string;
  isWide?: boolean;
  /** Choices above the figure. */
  children?: ReactNode;
}

/** A figure with its name, drawn or as a table; every number opens what lies behind it. */
export const FigureCard = (props: Props) => {
  const { title, note, figure, head, valueText, draw, isWide = false } = props;
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const behind = useBehind();
  const onOpen: ChartProps['onOpen'] = ({ series, category }) => {
    const opening = figure.series[series]?.behind?.(category);
    if (opening !== undefined && opening !== null) behind(opening);
  };
  const table = { data: figure, caption: title, head, valueText };
  const isEmpty = isNothing(figure);
  return (
    <section className={isWide ? 'card figure-card wide' : 'card figure-card'} aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{title}</h2>
          <p className="quiet">{note}</p>
        </div>
        {draw !== null && !isEmpty && (
          <Button size="small" variant="quiet" onPress={() => setAsTable(!asTable)}>
            {asTable ? 'Show as chart' : 'Show as table'}
            <span className="for-readers">: {title}</span>
          </Button>
        )}
      </header>
      {props.children}
      {isEmpty && (
        <p className="quiet figure-nothing">{props.nothing ?? 'Nothing in this period.'}</p>
      )}
      {!isEmpty && (asTable || draw === null) && (
        <div className="figure-table">
          <ChartTable {...table} onOpen={onOpen} />
        </div>
      )}
      {!isEmpty && !asTable && draw !== null && (
        <>
          {draw({ label: title, data: figure, valueText, onOpen })}
          <div className="for-readers">
            <ChartTable {...table} />
          </div>
        </>
      )}
    </section>
  );
};

/** Draws one series as bars that lie. */
export const asBars = (props: ChartProps) => <BarChart {...props} />;
