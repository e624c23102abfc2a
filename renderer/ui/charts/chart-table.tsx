import { Button } from 'react-aria-components';
import { markText, valueAt, type ChartProps } from './chart-data.ts';
import './charts.css';

interface Props extends Omit<ChartProps, 'onOpen' | 'label'> {
  caption: string;
  /** What the lines are: “Month”. */
  head: string;
  /** Absent where nobody can press: for ears only. */
  onOpen?: ChartProps['onOpen'];
}

const Cell = ({
  data,
  valueText,
  onOpen,
  series,
  category,
}: Props & Record<'series' | 'category', number>) => {
  const value = valueAt(data, { series, category });
  if (value === null) return <td>–</td>;
  if (onOpen === undefined) return <td>{valueText(value)}</td>;
  return (
    <td>
      <Button
        className="chart-cell"
        aria-label={markText(data, { series, category }, valueText)}
        onPress={() => onOpen({ series, category })}
      >
        {valueText(value)}
      </Button>
    </td>
  );
};

/** The numbers of a chart as a table. */
export const ChartTable = (props: Props) => {
  const { data, caption, head } = props;
  return (
    <table className="chart-table">
      <caption className="for-readers">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {data.series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.categories.map((name, category) => (
          <tr key={category}>
            <th scope="row">{name}</th>
            {data.series.map((_, series) => (
              <Cell key={series} {...props} series={series} category={category} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
