import { useEffect, useRef, useState } from 'react';
import type { Field, Value } from '#shared/schema/fields.ts';
import { momentFromText, momentInWords } from '../../ui/moments.ts';
import { editedText, readTyped } from '../cell-reading.ts';
import { EditorBox, type Ending } from './editor-box.tsx';

export interface EditorProps extends Ending {
  field: Field;
  value: Value;
  /** The character that began the edit, in place of what stood there; null to go on with that. */
  initial: string | null;
}

/** Puts the cursor in: behind a first character, or around all that stands there. */
export const useEntering = <E extends HTMLInputElement | HTMLTextAreaElement>(
  replaces: boolean,
) => {
  const input = useRef<E>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    if (replaces) input.current?.setSelectionRange(1, 1);
    else input.current?.select();
  }, [replaces]);
  return input;
};

const understood = (field: Field, typed: string): string => {
  if (field.kind !== 'instant' || typed.trim() === '') return '';
  const instant = momentFromText(typed);
  return instant === null ? 'Date and time, such as 2026-03-31 14:30' : momentInWords(instant);
};

/** One line: text, numbers, a date and time, a secret while it is changed. */
export const TextEditor = ({ field, value, initial, ...ending }: EditorProps) => {
  const [typed, setTyped] = useState(initial ?? editedText(field, value));
  const input = useEntering<HTMLInputElement>(initial !== null);
  const isNumber = field.kind === 'integer' || field.kind === 'decimal';
  return (
    <EditorBox
      {...ending}
      read={() => readTyped(field, typed, value)}
      hint={understood(field, typed)}
    >
      <input
        ref={input}
        className={isNumber ? 'grid-input grid-input-number' : 'grid-input'}
        aria-label={field.label}
        autoComplete="off"
        spellCheck={field.kind === 'text'}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </EditorBox>
  );
};

/** Many lines, in a box larger than the cell; Shift+Enter makes a new line. */
export const LinesEditor = ({ field, value, initial, ...ending }: EditorProps) => {
  const [typed, setTyped] = useState(initial ?? editedText(field, value));
  const input = useEntering<HTMLTextAreaElement>(initial !== null);
  const isList = field.kind === 'instantList';
  return (
    <EditorBox
      {...ending}
      size="wide"
      read={() => readTyped(field, typed, value)}
      hint={`${isList ? 'One date and time a line. ' : ''}Shift+Enter for a new line, Enter when done.`}
    >
      <textarea
        ref={input}
        className="grid-input grid-input-lines"
        aria-label={field.label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </EditorBox>
  );
};
