import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Field } from '#shared/schema/fields.ts';
import { matching } from '../../ui/matching.ts';
import { SuggestionList } from '../../ui/suggestion-list.tsx';
import { useSuggestions } from '../../ui/use-suggestions.ts';
import { editedText, readTyped } from '../cell-reading.ts';
import { EditorBox } from './editor-box.tsx';
import { useEntering, type EditorProps } from './text-editor.tsx';

const wordsFor = (field: Field): readonly string[] => {
  if (field.kind === 'boolean') return ['Yes', 'No', 'Unknown'];
  if (field.kind === 'timeZone') return ['UTC', ...Intl.supportedValuesOf('timeZone')];
  return field.kind === 'choice' ? field.options : [];
};

/** Text with suggestions; whatever fits the field may be typed. */
export const ChoiceEditor = ({ field, value, initial, ...ending }: EditorProps) => {
  const [typed, setTyped] = useState(initial ?? editedText(field, value));
  const [narrows, setNarrows] = useState(initial !== null);
  const latest = useRef(typed);
  const byKey = useRef(false);
  const input = useEntering<HTMLInputElement>(initial !== null);
  const words = wordsFor(field).map((word) => ({ value: word }));
  const suggestions = matching(words, narrows ? typed : '', 60).map((word) => ({
    id: word.value,
    label: word.value,
  }));
  const write = (text: string) => {
    latest.current = text;
    setTyped(text);
  };
  const state = useSuggestions({
    suggestions,
    startsAtFirst: field.kind === 'boolean' && narrows,
    onChoose: ({ label }) => {
      write(label);
      if (!byKey.current) ending.finish.current?.('stay');
    },
  });
  const { open } = state;
  const hasOpened = useRef(false);
  useEffect(() => {
    if (hasOpened.current) return;
    hasOpened.current = true;
    open();
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    byKey.current = true;
    const wasForList = state.handleKey(event);
    byKey.current = false;
    if (wasForList && event.key === 'Enter') ending.finish.current?.('down');
  };
  return (
    <EditorBox {...ending} read={() => readTyped(field, latest.current, value)}>
      <input
        ref={input}
        className="grid-input"
        aria-label={field.label}
        autoComplete="off"
        value={typed}
        {...state.inputProps}
        onChange={(event) => {
          setNarrows(true);
          state.typed();
          write(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <SuggestionList label={field.label} suggestions={suggestions} state={state} anchor={input} />
    </EditorBox>
  );
};
