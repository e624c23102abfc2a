import { TagInput } from '../../ui/tag-input.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { fitsLines, itemsOf, textOf } from '../entries.ts';
import type { InputProps } from './input-props.ts';

/** One item a line. Blank lines while typing are no items. */
const LinesList = ({ frame, entry, onEntry }: InputProps) => (
  <TextArea
    {...frame}
    value={textOf(entry)}
    onChange={(text) => onEntry(text === '' ? [] : text.split('\n'))}

    rows={3}
  />
);

/**
 * A list of texts: as lines where its field says so and every stored item fits on one, otherwise as tags,
 * which keep items with line ends as they are.
 */
export const TextListInput = (props: InputProps) => {
  const { field, frame, entry, stored, onEntry } = props;
  const kept: readonly string[] = Array.isArray(stored) ? (stored as string[]) : [];
  const separator = field.kind === 'textList' ? field.separator : 'line';
  if (separator === 'line' && fitsLines(kept)) return <LinesList {...props} />;
  return <TagInput {...frame} value={itemsOf(entry)} onChange={onEntry} separator={separator} />;
};
