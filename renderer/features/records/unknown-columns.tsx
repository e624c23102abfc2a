import type { Values } from '#shared/schema/row.ts';

/** Columns that this version does not know: kept as they came, shown as they read. */
export const UnknownColumns = ({ names, values }: { names: readonly string[]; values: Values }) => (
  <section className="form-section" data-section="other" aria-labelledby="section-other">
    <h2 id="section-other" tabIndex={-1} data-section-head>
      Other columns
    </h2>
    <p className="record-note">
      This version does not know these columns. They are kept and exported as they are.
    </p>
    <dl className="record-unknown">
      {names.map((name) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{textOf(values[name])}</dd>
        </div>
      ))}
    </dl>
  </section>
);

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
