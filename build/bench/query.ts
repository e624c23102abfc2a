import type { TableName } from '#shared/entities/index.ts';
import type { OrderQuery } from '#renderer/db/desk.ts';
import { openDatabase } from '#renderer/db/open-database.ts';
import { Background } from '#renderer/workers/background.ts';
import { ColumnStore } from '#renderer/workers/column-store.ts';
import { OrderQueries } from '#renderer/workers/order-queries.ts';
import { PackedColumns } from '#renderer/workers/packed-columns.ts';
import { PathReader } from '#renderer/workers/path-reader.ts';
import { questions, type Question } from './queries.ts';

/** Questions put to the columns in memory, as the order worker answers them. */

/** Numbers of an answer: ids in order, or for each group its count, sum, least and greatest. */
export type Answer = ArrayLike<number>;

let opened: { database: string; queries: OrderQueries } | null = null;

const never = new AbortController().signal;

/** A store as warm as the worker makes it by itself while nobody asks (COL8). */
const open = async (database: string): Promise<OrderQueries> => {
  if (opened?.database === database) return opened.queries;
  const result = await openDatabase(database);
  if (!result.ok) throw new Error(result.problem.code);
  const packed = new PackedColumns(result.value);
  const store = new ColumnStore(result.value, { packed });
  const paths = new PathReader(result.value);
  const rowsIn = (table: TableName) => paths.rowsIn(table);
  await new Background({ store, packed, rowsIn, isWriter: () => false }).run(never);
  opened = { database, queries: new OrderQueries(result.value, packed, store) };
  return opened.queries;
};

const ask = async (queries: OrderQueries, { query, by }: Question): Promise<Answer> => {
  const plain = { table: 'profiles', trash: false, sort: [], text: '', fields: [] } as const;
  const whole: OrderQuery = { ...plain, ...query };
  if (by === undefined) return queries.order(whole, never, () => undefined);
  const groups = await queries.summary(whole, { by, totals: ['hourly_rate'], like: null }, never);
  return groups.flatMap(({ rows, totals: [total] }) => [
    rows,
    total!.sum,
    total!.least,
    total!.greatest,
  ]);
};

/** Answers every question once; the first time the columns are read besides. */
export const askColumns = async (
  database: string,
  note: (name: string, ms: number) => void,
): Promise<Answer[]> => {
  const queries = await open(database);
  const answers: Answer[] = [];
  for (const question of questions) {
    const started = performance.now();
    answers.push(await ask(queries, question));
    note(question.name, performance.now() - started);
  }
  return answers;
};
