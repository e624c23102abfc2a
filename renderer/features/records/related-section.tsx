import { ChevronRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { pathTo } from '../../state/routes.ts';
import { Button } from '../../ui/button.tsx';
import { relationName, type Relation } from './related.ts';
import type { RelatedRow } from './related-rows.ts';
import { shortCode } from '../../db/short-code.ts';
import { useRelated, type Related } from './use-related.ts';
import type { Sections } from './use-sections.ts';

const steps = [10, 50, 250, 1000];

const relationKey = ({ table, field }: Relation): string => `related.${table}.${field}`;

const HeadRow = ({ relation: { table, columns } }: { relation: Relation }) => {
  const { fields, label } = entityOf(table);
  return (
    <thead>
      <tr>
        <th scope="col">{label.one}</th>
        {columns.map((name) => (
          <th key={name} scope="col">
            {fields[name]?.label}
          </th>
        ))}
      </tr>
    </thead>
  );
};

const RowOf = ({ table, row }: { table: TableName; row: RelatedRow }) => (
  <tr>
    <th scope="row">
      <Link href={pathTo.record(table, row.id)}>
        <span className="related-title">{row.title}</span>
        <span className="short-code">{shortCode(table, row.id)}</span>
      </Link>
    </th>
    {row.cells.map((cell, i) => (
      <td key={i} title={cell}>
        {cell}
      </td>
    ))}
  </tr>
);

const Rows = ({
  relation,
  related,
  name,
}: {
  relation: Relation;
  related: Related;
  name: string;
}) =>
  related.rows.length === 0 ? (
    <p className="record-note">None yet.</p>
  ) : (
    <div className="related-scroll">
      <table className="related-table" aria-label={name}>
        <HeadRow relation={relation} />
        <tbody>
          {related.rows.map((row) => (
            <RowOf key={row.id} table={relation.table} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );

const Waiting = ({ relation }: { relation: Relation }) => (
  <p className="record-note" role="status">
    {relation.indexed
      ? 'Loading…'
      : `Looking through all ${entityOf(relation.table).label.many.toLowerCase()}…`}
  </p>
);

const headCount = (related: Related | undefined): string =>
  related === undefined ? '' : `${related.rows.length}${related.more ? '+' : ''}`;

interface SectionProps {
  relation: Relation;
  target: TableName;
  id: number;
  sections: Sections;
}

/**
 * The records that point here through one field. What an index finds is loaded at once; what needs a
 * search through the table only when the section is opened.
 */
export const RelatedSection = ({ relation, target, id, sections }: SectionProps) => {
  const [step, setStep] = useState(0);
  const key = relationKey(relation);
  const asked = relation.indexed || sections.isOpen(key, false);
  const related = useRelated(relation, id, steps[step] ?? 10, asked);
  const open = sections.isOpen(key, relation.indexed && (related?.rows.length ?? 0) > 0);
  const name = relationName(relation, target);
  const { one } = entityOf(relation.table).label;
  return (
    <section className="related-section" data-section={key} aria-labelledby={key}>
      <div className="related-head">
        <h3 id={key}>
          <button
            type="button"
            className="form-section-head"
            data-section-head
            aria-expanded={open}
            onClick={() => sections.toggle(key, !open)}
          >
            <ChevronRight aria-hidden size={16} className="form-section-arrow" />
            <span>
              {relation.label}
              {relation.role !== null && <span className="related-role"> · {relation.role}</span>}
            </span>
            <span className="form-section-count">{headCount(related)}</span>
          </button>
        </h3>
        <Link
          className="related-add"
          href={pathTo.new(relation.table, { [relation.field]: id })}
          aria-label={`Add ${one.toLowerCase()}: ${name}`}
        >
          <Plus aria-hidden size={14} /> Add
        </Link>
      </div>
      {open &&
        (related === undefined ? (
          <Waiting relation={relation} />
        ) : (
          <Rows relation={relation} related={related} name={name} />
        ))}
      {open && related?.more === true && step < steps.length - 1 && (
        <Button variant="quiet" onPress={() => setStep(step + 1)}>
          Show more
        </Button>
      )}
    </section>
  );
};
