import type { EntityDefinition } from '#shared/schema/entity.ts';
import type { Field, FieldKind } from '#shared/schema/fields.ts';

/** A column of a grid, made from a field of whatever entity. */
export interface GridColumn {
  name: string;
  field: Field;
  label: string;
  /** CSS pixels. */
  width: number;
  align: 'start' | 'end';
  /** The heading under which the column chooser lists it. */
  group: string;
}

const narrowest = 60;
const widest = 900;

const numeric = new Set<FieldKind>(['integer', 'decimal']);

const columnOf = (name: string, field: Field): GridColumn => ({
  name,
  field,
  label: field.label,
  width: field.width,
  align: numeric.has(field.kind) ? 'end' : 'start',
  group: field.group,
});

/** Every column that an entity has, in its own order. */
export const columnsOf = (entity: EntityDefinition): GridColumn[] =>
  Object.entries(entity.fields).map(([name, field]) => columnOf(name, field));

/** The columns that are shown before anybody chose. */
export const listedColumns = (entity: EntityDefinition): string[] =>
  Object.entries(entity.fields)
    .filter(([, field]) => field.listed)
    .map(([name]) => name);

export const fittingWidth = (width: number): number =>
  Math.round(Math.min(widest, Math.max(narrowest, width)));

/** The columns to show, in the order and widths that were chosen; names that are no column are left out. */
export const shownColumns = (
  all: readonly GridColumn[],
  names: readonly string[],
  widths: Readonly<Record<string, number>>,
): GridColumn[] =>
  names.flatMap((name) => {
    const column = all.find((known) => known.name === name);
    return column === undefined
      ? []
      : [{ ...column, width: fittingWidth(widths[name] ?? column.width) }];
  });
