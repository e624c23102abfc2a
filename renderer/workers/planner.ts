/**
 * How a query comes to its answer, by what it would cost. The figures are those of COLUMNS.md: milliseconds on
 * a two-core machine; only how they stand to each other counts.
 */

/** A column that a query stands on. */
export interface Needed {
  table: string;
  name: string;
  /** In memory, on the disk as packed pages, or only in the records. */
  state: 'warm' | 'packed' | 'cold';
  /** Records of its table. */
  rows: number;
}

/** An access path on which a condition of the query is answered by keys alone. */
export interface PathChoice {
  field: string;
  /** Records that the path leads to. */
  keys: number;
  /** The columns that the rest of the query stands on. */
  rest: readonly Needed[];
}

export interface Plan {
  /** `index`: in the order of an index, unread. `path`: what a path leads to. `columns`: columns of the table. */
  by: 'index' | 'path' | 'columns';
  /** The first field of the path. */
  field: string | null;
  /** Whether the records that the path leads to are read, since something else is asked of them. */
  isReading: boolean;
  /** Estimated milliseconds. */
  cost: number;
  reasons: readonly string[];
}

const costs = {
  /** A value of a column in memory is looked at. */
  warmValue: 0.00002,
  /** A value is unpacked, and a column is asked for. */
  packedValue: 0.0002,
  packedColumn: 3,
  /** A record is read in a batch of its table; each column of it then costs little. */
  record: 0.027,
  recordValue: 0.0004,
  /** A key of a path, and a record that is read by it. */
  key: 0.002,
  keyedRecord: 0.05,
};

const columnsCost = (needed: readonly Needed[]): number => {
  const tables = new Map<string, number>();
  let cost = 0;
  for (const { table, state, rows } of needed) {
    cost += rows * costs.warmValue;
    if (state === 'packed') cost += costs.packedColumn + rows * costs.packedValue;
    if (state !== 'cold') continue;
    cost += rows * costs.recordValue;
    tables.set(table, rows * costs.record);
  }
  return [...tables.values()].reduce((sum, own) => sum + own, cost);
};

const counted = (needed: readonly Needed[]): string => {
  const of = (wanted: Needed['state']) => needed.filter(({ state }) => state === wanted).length;
  return `${of('warm')} columns in memory, ${of('packed')} packed, ${of('cold')} to be read from records`;
};

const byColumns = (needed: readonly Needed[]): Plan => ({
  by: 'columns',
  field: null,
  isReading: false,
  cost: columnsCost(needed),
  reasons: [counted(needed)],
});

/** Records on a path can only stand in for columns of their own table. */
const plansOfPath = ({ field, keys, rest }: PathChoice, table: string): Plan[] => {
  const path = { by: 'path', field } as const;
  const [found, cost] = [`${field} leads to ${keys} records`, keys * costs.key];
  const over: Plan = {
    ...path,
    isReading: false,
    cost: cost + columnsCost(rest),
    reasons: [found, rest.length === 0 ? 'nothing else is asked of them' : counted(rest)],
  };
  const isAlone = rest.every((column) => column.table === table && column.name !== '(title)');
  if (rest.length === 0 || !isAlone) return [over];
  const read = {
    ...path,
    isReading: true,
    cost: cost + keys * costs.keyedRecord,
    reasons: [found, 'only these are read for the rest'],
  };
  return [over, read];
};

/** The cheapest way; of equals the one with the least to set up. */
export const planOf = ({
  table,
  needed,
  paths,
}: {
  table: string;
  needed: readonly Needed[];
  paths: readonly PathChoice[];
}): Plan => {
  if (needed.length === 0)
    return {
      by: 'index',
      field: null,
      isReading: false,
      cost: 0,
      reasons: ['an index has the order'],
    };
  const ways = [byColumns(needed), ...paths.flatMap((path) => plansOfPath(path, table))];
  return ways.reduce((best, way) => (way.cost < best.cost ? way : best));
};
