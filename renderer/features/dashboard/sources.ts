import { useMemo } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import { callFields } from './figures/calls.ts';
import { candidateFields } from './figures/candidates.ts';
import { allOf, scopeConditions, type Scope, type ScopedTable } from './figures/figure.ts';
import { requestFields } from './figures/requests.ts';
import { reviewFields } from './figures/reviews.ts';
import type { Rows } from './figures/rows.ts';
import { useRows, type Source } from './use-rows.ts';

/** All columns that figures of a scope are made from. */
export interface Sources {
  candidates: Rows;
  requests: Rows;
  calls: Rows;
  /** Those that reviews may still speak of. */
  trashedCalls: Rows;
  reviews: Rows;
}

const besides: Readonly<Record<ScopedTable, readonly TableName[]>> = {
  expert_request_candidates: ['expert_requests', 'projects'],
  expert_requests: ['projects'],
  consultations: [],
  consultation_reviews: ['consultations'],
};

/** What is read of a table for a scope. */
export const sourceOf = (
  table: ScopedTable,
  scope: Scope,
  { fields, spelled = [] }: Pick<Source, 'fields' | 'spelled'>,
): Source => ({
  table,
  fields,
  spelled,
  filter: allOf(...scopeConditions(table, scope)),
  besides: besides[table],
});

export const candidateSource = (scope: Scope): Source =>
  sourceOf('expert_request_candidates', scope, {
    fields: candidateFields,
    spelled: ['add_method', 'exit_reason'],
  });

export const trashedCallSource: Source = {
  table: 'consultations',
  fields: ['starts_at', 'created_at'],
  trash: true,
};

/** Everything for the figures of a scope; undefined until all of it is read. */
export const useSources = (scope: Scope): Sources | undefined => {
  const candidates = useRows(candidateSource(scope));
  const requests = useRows(sourceOf('expert_requests', scope, { fields: requestFields }));
  const calls = useRows(sourceOf('consultations', scope, { fields: callFields }));
  const trashedCalls = useRows(trashedCallSource);
  const reviews = useRows(sourceOf('consultation_reviews', scope, { fields: reviewFields }));
  return useMemo(
    () =>
      candidates && requests && calls && trashedCalls && reviews
        ? { candidates, requests, calls, trashedCalls, reviews }
        : undefined,
    [candidates, requests, calls, trashedCalls, reviews],
  );
};
