import { useState } from 'react';
import type { EntityDefinition } from '#shared/schema/entity.ts';
import { problemText } from '#shared/problems/index.ts';
import type { Values } from '#shared/schema/row.ts';
import {
  changesOf,
  entryAt,
  isOvertaken,
  rebase,
  settle,
  startDraft,
  typeInto,
  withdraw,
  type Draft,
} from './draft.ts';
import type { Entry } from './entries.ts';

/** A form over one record: what its inputs show, and what saving them would do. */
export interface Form {
  entity: EntityDefinition;
  draft: Draft;
  /** New values of the fields that were changed. */
  changed: Values;
  /** Whether there is something to save, or something typed that cannot be saved. */
  dirty: boolean;
  /** How many fields that is. */
  unsaved: number;
  entry(field: string): Entry;
  type(field: string, entry: Entry): void;
  /** A field was left: from now on its problem is shown. */
  leave(field: string): void;
  problem(field: string): string | null;
  /** Whether the field is being typed into: too early to judge what stands there. */
  isBeingTyped(field: string): boolean;
  overtaken(field: string): boolean;
  withdraw(field: string): void;
  discard(): void;
  rebase(stored: Values): void;
  settle(saved: Draft, values: Values): void;
  /** The first field, in the form's order, that holds something that cannot be stored; all problems are shown. */
  firstProblem(): string | null;
}

/** Keeps a draft of a record whose values are `stored`; the form lives as long as its component. */
export const useForm = (entity: EntityDefinition, stored: Values): Form => {
  const [draft, setDraft] = useState<Draft>(() => startDraft(stored));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { values: changed, problems } = changesOf(entity, draft);
  const wrong = Object.keys(problems);
  const unsaved = wrong.length + Object.keys(changed).length;
  return {
    entity,
    draft,
    changed,
    dirty: unsaved > 0,
    unsaved,
    entry: (field) => entryAt(entity, draft, field),
    type: (field, entry) => setDraft((before) => typeInto(before, field, entry)),
    leave: (field) =>
      setLeft((before) => (before.has(field) ? before : new Set([...before, field]))),
    problem: (field) => {
      const problem = problems[field];
      return problem === undefined || !left.has(field) ? null : problemText(problem);
    },
    isBeingTyped: (field) => draft.typed[field] !== undefined && !left.has(field),
    overtaken: (field) => isOvertaken(entity, draft, field),
    withdraw: (field) => setDraft((before) => withdraw(before, field)),
    discard: () => {
      setDraft((before) => startDraft(before.stored));
      setLeft(new Set());
    },
    rebase: (next) => setDraft((before) => rebase(before, next)),
    settle: (saved, values) => setDraft((before) => settle(before, saved, values)),
    firstProblem: () => {
      setLeft((before) => new Set([...before, ...wrong]));
      return Object.keys(entity.fields).find((field) => wrong.includes(field)) ?? null;
    },
  };
};
