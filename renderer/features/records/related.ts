import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import type { Field } from '#shared/schema/fields.ts';

/** One way in which records of another table point to a record. */
export interface Relation {
  table: TableName;
  field: string;
  /** The records that point: "Consultations". */
  label: string;
  /** As what they point, where the label alone leaves a question: "Expert". */
  role: string | null;
  /** Found through an index; otherwise the whole table has to be read. */
  indexed: boolean;
  /** Up to three fields that tell such records apart. */
  columns: readonly string[];
}

/** Whether a field points to records of a table, as a reference or by habit. */
const pointsTo = (field: Field, table: TableName): boolean =>
  field.kind === 'reference'
    ? field.target === table
    : field.kind === 'integer' && field.loosely === table;

const isIndexed = (table: TableName, field: string): boolean =>
  entityOf(table).paths.some((path) => path.fields[0] === field);

const tellsLittle = new Set<Field['kind']>([
  'longText',
  'secret',
  'url',
  'textList',
  'instantList',
]);

/** The kinds that tell most, one of each first: who, how far, when. */
const tellsMost = ['reference', 'choice', 'instant'] as const;

/** The fields that the title of a record reads from first: its own, or what it points to. */
const titleFields = (table: TableName): readonly string[] => {
  const { fields, via = [], viaFirst } = entityOf(table).title;
  return viaFirst === true || fields.length === 0 ? via : [...fields, ...via];
};

/** Three listed fields that neither the section nor the title says already. */
const columnsOf = (table: TableName, pointing: string): string[] => {
  const { fields } = entityOf(table);
  const said = [pointing, ...titleFields(table)];
  const open = Object.keys(fields).filter((name) => {
    const field = fields[name];
    return field?.listed === true && !tellsLittle.has(field.kind) && !said.includes(name);
  });
  const best = tellsMost.flatMap((kind) => open.find((name) => fields[name]?.kind === kind) ?? []);
  const chosen = [...new Set([...best, ...open])].slice(0, 3);
  return open.filter((name) => chosen.includes(name));
};

const roleOf = (table: TableName, field: string, target: TableName): string | null => {
  const { fields } = entityOf(table);
  const label = fields[field]?.label ?? field;
  const only = Object.values(fields).filter((other) => pointsTo(other, target)).length === 1;
  return only && label === entityOf(target).label.one ? null : label;
};

/** Every relation that leads to a table, quick ones first, then in the order of the registry. */
export const relationsTo = (target: TableName): Relation[] => {
  const found = tableNames.flatMap((table) =>
    Object.entries(entityOf(table).fields)
      .filter(([, field]) => pointsTo(field, target))
      .map(([field]) => ({
        table,
        field,
        label: entityOf(table).label.many,
        role: roleOf(table, field, target),
        indexed: isIndexed(table, field),
        columns: columnsOf(table, field),
      })),
  );
  return [...found.filter(({ indexed }) => indexed), ...found.filter(({ indexed }) => !indexed)];
};

/** A relation in one line: "Consultations · Expert", "Candidates of this request". */
export const relationName = ({ label, role }: Relation, target: TableName): string =>
  role === null
    ? `${label} of this ${entityOf(target).label.one.toLowerCase()}`
    : `${label} · ${role}`;
