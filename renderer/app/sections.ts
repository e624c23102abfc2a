import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';

export interface Section {
  name: string;
  tables: readonly TableName[];
}

/** The tables under their headings; headings and tables stand in the registry's order, a recruiter's. */
export const sections: readonly Section[] = [
  ...Map.groupBy(tableNames, (table) => entityOf(table).section),
].map(([name, tables]) => ({ name, tables }));
