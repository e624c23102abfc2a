import { entityOf, type TableName } from '#shared/entities/index.ts';
import { RelatedSection } from './related-section.tsx';
import type { Relation } from './related.ts';
import type { Sections } from './use-sections.ts';

interface Props {
  relations: readonly Relation[];
  table: TableName;
  id: number;
  sections: Sections;
}

/** Everything that points to a record, one section a relation. */
export const RelatedRecords = ({ relations, table, id, sections }: Props) => (
  <section className="related-records" data-section="related" aria-labelledby="related-heading">
    <h2 id="related-heading" tabIndex={-1} data-section-head>
      Related records
    </h2>
    <p className="for-readers">
      Records of other tables that point to this {entityOf(table).label.one.toLowerCase()}.
    </p>
    {relations.map((relation) => (
      <RelatedSection
        key={`${relation.table}.${relation.field}`}
        relation={relation}
        target={table}
        id={id}
        sections={sections}
      />
    ))}
  </section>
);
