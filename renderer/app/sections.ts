import { entityOf, workTables, type TableName } from '#shared/entities/index.ts';

export interface Section {
  name: string;
  tables: readonly TableName[];
}

const names = [...new Set(workTables.map((table) => entityOf(table).section))];

/** The tables under their headings; headings and tables stand in the registry's order, a recruiter's. */
export const sections: readonly Section[] = names.map((name) => ({
  name,
  tables: workTables.filter((table) => entityOf(table).section === name),
}));
