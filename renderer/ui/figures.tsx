/** One line of figures: what they are of, and a text for each column. */
export interface FigureLine {
  name: string;
  figures: readonly string[];
}

interface Props {
  caption: string;
  /** What the lines are: “Table”. */
  head: string;
  columns: readonly string[];
  lines: readonly FigureLine[];
  /** The line below, which sums them up. */
  total?: FigureLine;
}

const Line = ({ line: { name, figures } }: { line: FigureLine }) => (
  <tr>
    <th scope="row">{name}</th>
    {figures.map((figure, at) => (
      <td key={at}>{figure}</td>
    ))}
  </tr>
);

/** Figures in columns, with a caption and a line of totals. */
export const Figures = ({ caption, head, columns, lines, total }: Props) => (
  <table className="figures">
    <caption>{caption}</caption>
    <thead>
      <tr>
        {[head, ...columns].map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {lines.map((line) => (
        <Line key={line.name} line={line} />
      ))}
    </tbody>
    {total !== undefined && (
      <tfoot>
        <Line line={total} />
      </tfoot>
    )}
  </table>
);
