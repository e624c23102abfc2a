import type { TableName } from '#shared/entities/index.ts';
import type { OrderQuery } from '#renderer/db/desk.ts';
import { openDatabase, type DeskDatabase } from '#renderer/db/open-database.ts';
import { Background } from '#renderer/workers/background.ts';
import { ColumnStore } from '#renderer/workers/column-store.ts';
import { OrderQueries } from '#renderer/workers/order-queries.ts';
import { PackedColumns } from '#renderer/workers/packed-columns.ts';
import { PathReader } from '#renderer/workers/path-reader.ts';
import { questions, type Question } from './queries.ts';

/** Questions put to the columns in memory, as the order worker answers them. */

/** Numbers of an answer: ids in order, or for each group its count, sum, least and greatest. */
export type Answer = ArrayLike<number>;

interface Warm {
  desk: DeskDatabase;
  queries: OrderQueries;
}

const opened = new Map<string, Warm>();

const never = new AbortController().signal;

/** A store as warm as the worker makes it by itself while nobody asks (COL8). */
export const openWarm = async (database: string): Promise<Warm> => {
  const known = opened.get(database);
  if (known !== undefined) return known;
  const result = await openDatabase(database);
  if (!result.ok) throw new Error(result.problem.code);
  const desk = result.value;
  const packed = new PackedColumns(desk);
  const store = new ColumnStore(desk, { packed });
  const paths = new PathReader(desk);
  const rowsIn = (table: TableName) => paths.rowsIn(table);
  await new Background({ store, packed, rowsIn, isWriter: () => false }).run(never);
  const warm = { desk, queries: new OrderQueries(desk, packed, store, paths) };
  opened.set(database, warm);
  return warm;
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
  const { queries } = await openWarm(database);
  const answers: Answer[] = [];
  for (const question of questions) {
    const started = performance.now();
    answers.push(await ask(queries, question));
    note(question.name, performance.now() - started);
  }
  return answers;
};
