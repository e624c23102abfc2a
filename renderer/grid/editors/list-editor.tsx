import { useEffect, useRef, useState } from 'react';
import { ok } from '#shared/result.ts';
import { TagInput } from '../../ui/tag-input.tsx';
import { added, cut } from '../../ui/tags.ts';
import { sameValue } from '#shared/schema/same-value.ts';
import { readItems } from '../cell-reading.ts';
import { EditorBox } from './editor-box.tsx';
import type { EditorProps } from './text-editor.tsx';

/** A list of words as chips; Enter adds what is typed, and with nothing typed ends the edit. */
export const ListEditor = ({ field, value, initial, ...ending }: EditorProps) => {
  const stored = Array.isArray(value) ? (value as readonly string[]) : [];
  const [items, setItems] = useState<readonly string[]>(stored);
  const latest = useRef(items);
  const leftover = useRef(initial ?? '');
  const separator = field.kind === 'textList' ? field.separator : 'line';
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('input')?.focus(), []);
  const change = (next: readonly string[]) => {
    latest.current = next;
    setItems(next);
  };
  /** What still stands in the input counts as well. */
  const read = () => {
    const all = added(latest.current, cut(leftover.current, separator));
    return sameValue(all, stored) ? ok(value) : readItems(field, all);
  };
  return (
    <EditorBox {...ending} size="wide" read={read} hint="Enter adds; Enter again when done.">
      <div ref={box} tabIndex={-1} className="grid-input-chips">
        <TagInput
          label={field.label}
          isLabelHidden
          separator={separator}
          value={items}
          onChange={change}
          initialText={initial ?? ''}
          onText={(text) => {
            leftover.current = text;
          }}
        />
      </div>
    </EditorBox>
  );
};
