import type { Field, Value } from '#shared/schema/fields.ts';
import type { LoadOptions } from '../../ui/use-async-options.ts';
import type { TitleOf } from '../../state/record-titles.ts';
import { ChoiceEditor } from './choice-editor.tsx';
import { ListEditor } from './list-editor.tsx';
import { ReferenceEditor } from './reference-editor.tsx';
import { LinesEditor, TextEditor, type EditorProps } from './text-editor.tsx';

/** Finds records of a table by what was typed. */
export type FindRecords = (
  table: string,
  ...asked: Parameters<LoadOptions>
) => ReturnType<LoadOptions>;

interface Props extends EditorProps {
  titleOf: TitleOf;
  find: FindRecords;
}

const needsLines = (field: Field, value: Value): boolean =>
  field.kind === 'longText' ||
  field.kind === 'instantList' ||
  (typeof value === 'string' && /[\r\n]/.test(value));

/** The editor of a cell, by the kind of its field. */
export const CellEditor = ({ titleOf, find, ...props }: Props) => {
  const { field, value } = props;
  if (field.kind === 'reference') {
    const { target } = field;
    const title = typeof value === 'number' ? titleOf(target, value) : '';
    const load: LoadOptions = (typed, signal) => find(target, typed, signal);
    return <ReferenceEditor {...props} title={title} load={load} />;
  }
  if (field.kind === 'textList') return <ListEditor {...props} />;
  if (needsLines(field, value)) return <LinesEditor {...props} />;
  if (field.kind === 'boolean' || field.kind === 'choice' || field.kind === 'timeZone')
    return <ChoiceEditor {...props} />;
  return <TextEditor {...props} />;
};
