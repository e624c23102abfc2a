import type { TableName } from '#shared/entities/index.ts';
import type { Condition, Group, Operator } from '#shared/views/filter.ts';
import { shortCode } from '../../../db/short-code.ts';
import type { Clock, Span } from './days.ts';

/** What lies behind a number: the records of a filter or, where no filter says it, the records themselves. */
export type Opening = { table: TableName; title: string } & (
  { filter: Group } | { ids: readonly number[] }
);

export interface FigureSeries {
  name: string;
  /** By category; null where there is nothing to say. */
  values: readonly (number | null)[];
  behind?: (category: number) => Opening | null;
}

/** Numbers by category, and what lies behind each. */
export interface Figure {
  categories: readonly string[];
  /** Shorter names, for axes. */
  short?: readonly string[];
  series: readonly FigureSeries[];
}

/** Whose work is looked at: everything that is chosen must hold. */
export interface Scope {
  recruiter: number | null;
  team: string;
  client: number | null;
}

/** What a figure is computed for. */
export interface Place extends Clock {
  scope: Scope;
  span: Span;
}

type Part = Condition | Group;

export const asked = (
  field: string,
  operator: Operator,
  ...values: readonly string[]
): Condition => ({ field, operator, values });

export const allOf = (...conditions: readonly Part[]): Group => ({ match: 'all', conditions });
export const anyOf = (...conditions: readonly Part[]): Group => ({ match: 'any', conditions });

/** The tables whose records belong to somebody, and the fields that say to whom (FIG5). */
const belongsBy = {
  expert_request_candidates: {
    recruiter: 'created_by',
    team: 'request_id.project.team',
    client: 'request_id.person',
  },
  expert_requests: { recruiter: null, team: 'project.team', client: 'person' },
  consultations: { recruiter: 'creator', team: 'team', client: 'requester' },
  consultation_reviews: {
    recruiter: 'consultation_id.creator',
    team: 'consultation_id.team',
    client: 'consultation_id.requester',
  },
} as const;
export type ScopedTable = keyof typeof belongsBy;

/** The conditions of a scope on a table. */
export const scopeConditions = (table: ScopedTable, scope: Scope): Condition[] => {
  const fields = belongsBy[table];
  const user = (field: string | null, id: number | null) =>
    field === null || id === null ? [] : [asked(field, 'is', shortCode('users', id))];
  return [
    ...user(fields.recruiter, scope.recruiter),
    ...user(fields.client, scope.client),
    ...(scope.team.trim() === '' ? [] : [asked(fields.team, 'is', scope.team)]),
  ];
};

const betweenDays = (field: string, { from, to }: Span): Condition =>
  asked(field, 'between', from?.toString() ?? '', to?.toString() ?? '');

/** Holds for what has a day of a span in a field; for everything where the span has no ends. */
export const dayConditions = (field: string, span: Span): Condition[] =>
  span.from === null && span.to === null ? [] : [betweenDays(field, span)];

/** Holds for calls of a span: by their start or, where none is agreed, by their creation (FIG4). */
export const callDayConditions = (span: Span, before = ''): Group[] =>
  span.from === null && span.to === null
    ? []
    : [
        anyOf(
          betweenDays(`${before}starts_at`, span),
          allOf(asked(`${before}starts_at`, 'empty'), betweenDays(`${before}created_at`, span)),
        ),
      ];

/** A condition that holds for exactly one text of a column; null where the columns tell texts apart otherwise. */
export const textCondition = (
  field: string,
  operator: 'is' | 'anyOf',
  label: string | undefined,
): Condition | null =>
  label === undefined || label.length > 150 || /\d/.test(label)
    ? null
    : asked(field, operator, label);

/** Only the rows that are wanted. */
export const idsWhere = (ids: Float64Array, isWanted: (row: number) => boolean): number[] => {
  const found: number[] = [];
  for (let row = 0; row < ids.length; row += 1) if (isWanted(row)) found.push(ids[row]!);
  return found;
};

/** “proposed” as a heading. */
export const asHeading = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
