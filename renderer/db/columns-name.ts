const ending = ' columns';

/** The database of the packed columns of a data database. */
export const columnsName = (database: string): string => `${database}${ending}`;

/** The data database that a database belongs to: itself, or that whose columns it holds. */
export const dataNameOf = (name: string): string =>
  name.endsWith(ending) ? name.slice(0, -ending.length) : name;
