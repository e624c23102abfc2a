import { useDeferredValue, useState } from 'react';
import { effective, type Group } from '#shared/views/filter.ts';
import type { ColumnValues, Columns, Desk, OrderQuery } from '../../db/desk.ts';
import { useLoaded } from '../../state/desk-context.tsx';
import { lanesOf, type CardFacts, type CardOrder, type Lane } from './board-model.ts';

const table = 'expert_request_candidates' as const;

/** Columns that the board’s filter looks into. */
const searched = ['profile_id', 'request_id', 'email', 'match_note', 'client_note'];

/** Candidates of one request that are read at most; further ones are on the board of all requests. */
const mostOfOne = 5000;

export interface BoardQuestion {
  /** A request; null for all. */
  request: number | null;
  text: string;
  filter: Group;
  order: CardOrder;
}

const { signal } = new AbortController();

const queryOf = ({ text, filter }: BoardQuestion): OrderQuery => ({
  table,
  trash: false,
  sort: [],
  text,
  fields: searched,
  filter,
});

const numbersIn = (column: ColumnValues | undefined, at: number): number =>
  column?.holds === 'numbers' ? column.numbers[at]! : NaN;
const textsIn = (column: ColumnValues | undefined, at: number): string =>
  column?.holds === 'texts' ? column.texts[column.codes[at]!]! : '';

const cardsIn = ({ ids, columns }: Columns): CardFacts[] => {
  const [state, score, created] = columns;
  return Array.from(ids, (id, at) => ({
    id,
    state: textsIn(state, at) || null,
    score: numbersIn(score, at),
    created: textsIn(created, at),
  }));
};

/** Columns know a state of the workspace’s own as it sorts; a record says how it is written. */
const withWrittenStates = async (desk: Desk, lanes: readonly Lane[]): Promise<Lane[]> => {
  const own = lanes.filter(({ kind }) => kind === 'other');
  const rows = await desk.getMany(
    table,
    own.map(({ ids }) => ids[0]!),
  );
  const written = new Map(
    own.map(({ key }, i) => [key, String(rows[i]?.values['match_state'] ?? key).trim()]),
  );
  return lanes.map((lane) => ({ ...lane, state: written.get(lane.key) ?? lane.state }));
};

const readAll = async (desk: Desk, question: BoardQuestion): Promise<Lane[]> => {
  const fields = ['match_state', 'match_score', 'created_at'];
  const found = await desk.columns(queryOf(question), { fields, signal });
  return withWrittenStates(desk, lanesOf(cardsIn(found), question.order));
};

const scoreOf = (value: unknown): number =>
  typeof value === 'string' ? Number(value.replace('.', '')) : NaN;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The candidates of one request are on an index: no column need be read for them. */
const readOne = async (desk: Desk, question: BoardQuestion, request: number): Promise<Lane[]> => {
  const { rows } = await desk.related(table, 'request_id', request, mostOfOne);
  const isNarrowed = question.text !== '' || effective(question.filter) !== null;
  const allowed = isNarrowed
    ? new Set((await desk.order(queryOf(question), { signal })).ids)
    : null;
  const cards = rows
    .filter(({ id }) => allowed === null || allowed.has(id))
    .map(({ id, values }) => ({
      id,
      state: textOf(values['match_state']) || null,
      score: scoreOf(values['match_score']),
      created: textOf(values['created_at']),
    }));
  return lanesOf(cards, question.order);
};

/** The lanes of a board as they are now; undefined until they were read once. */
export const useBoard = (question: BoardQuestion): readonly Lane[] | undefined => {
  const { request, text, filter, order } = question;
  const key = useDeferredValue(JSON.stringify(['board', request, text, filter, order]));
  const loaded = useLoaded(key, [table, 'profiles', 'expert_requests'], (desk) =>
    request === null ? readAll(desk, question) : readOne(desk, question, request),
  );
  // What was shown stays until the next answer is there.
  const [last, setLast] = useState(loaded);
  if (loaded !== undefined && loaded !== last) setLast(loaded);
  return loaded ?? last;
};
