import { problemText } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { Value } from '#shared/schema/fields.ts';
import type { Row } from '#shared/schema/row.ts';
import { useState } from 'react';

/** What a cell shows of an edit that is not in its row yet. */
export interface EditMark {
  state: 'pending' | 'failed' | 'stored';
  value: Value;
  /** Why it failed; '' otherwise. */
  sentence: string;
  /** The row as it was when the edit began: once another stands there, a stored edit is in it. */
  row: Row | undefined;
}

export type EditMarks = ReadonlyMap<number, ReadonlyMap<string, EditMark>>;

export type OnEdit = (id: number, field: string, value: Value) => Promise<Result<unknown>>;

const withMark = (
  marks: EditMarks,
  id: number,
  field: string,
  mark: EditMark | null,
): EditMarks => {
  const own = new Map(marks.get(id));
  if (mark === null) own.delete(field);
  else own.set(field, mark);
  const all = new Map(marks);
  if (own.size === 0) all.delete(id);
  else all.set(id, own);
  return all;
};

/** The mark that counts: one that the row has caught up with does not. */
export const liveMark = (mark: EditMark | undefined, row: Row | undefined) =>
  mark?.state === 'stored' && mark.row !== row ? undefined : mark;

/** Edits under way, failed, or stored but not yet read back. */
export const useEditMarks = (onEdit: OnEdit, say: (sentence: string) => void) => {
  const [marks, setMarks] = useState<EditMarks>(new Map());
  const set = (id: number, field: string, mark: EditMark | null) =>
    setMarks((before) => withMark(before, id, field, mark));
  const edit = async (row: Row, field: string, value: Value) => {
    const mark = { value, row, sentence: '' };
    set(row.id, field, { ...mark, state: 'pending' });
    const result = await onEdit(row.id, field, value);
    if (result.ok) return set(row.id, field, { ...mark, state: 'stored' });
    const sentence = problemText(result.problem);
    set(row.id, field, { ...mark, state: 'failed', sentence });
    say(sentence);
  };
  const discard = (id: number, field: string) => set(id, field, null);
  return { marks, edit, discard };
};
