import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Value } from '#shared/schema/fields.ts';
import { SuggestionList } from '../../ui/suggestion-list.tsx';
import {
  asSuggestions,
  emptyTextOf,
  useAsyncOptions,
  type LoadOptions,
} from '../../ui/use-async-options.ts';
import { useSuggestions } from '../../ui/use-suggestions.ts';
import type { Step } from '../grid-keys.ts';
import { EditorBox } from './editor-box.tsx';
import { useEntering, type EditorProps } from './text-editor.tsx';

interface Props extends EditorProps {
  /** What the record that the field points to is called; undefined while that is not known. */
  title: string | undefined;
  load: LoadOptions;
}

/** What was typed and what was chosen of it. */
interface Choice {
  typed: string | null;
  id: number | null;
}

const readChoice = ({ typed, id }: Choice, stored: Value): Result<Value> => {
  if (id !== null) return ok(id);
  if (typed === null) return ok(stored);
  if (typed.trim() === '') return ok(null);
  return fail('value.looksWrong', {
    value: typed,
    what: 'a record that is there; choose one from the list',
  });
};

/** A record of another table: its name is typed, itself chosen from what is found. */
export const ReferenceEditor = ({ field, value, initial, title, load, ...ending }: Props) => {
  const [typed, setTyped] = useState<string | null>(initial);
  const choice = useRef<Choice>({ typed: initial, id: null });
  const wanted = useRef<Step | null>(null);
  const byKey = useRef(false);
  const input = useEntering<HTMLInputElement>(initial !== null);
  const { options, isLoading, retry } = useAsyncOptions(load, typed ?? '');
  const suggestions = isLoading && typed !== null ? [] : asSuggestions(options);
  const state = useSuggestions({
    suggestions,
    startsAtFirst: typed !== null && typed !== '',
    onChoose: ({ option }) => {
      choice.current = { typed: option.title, id: option.id };
      setTyped(option.title);
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
  /** Enter before the answer has come: it is taken up when it does. */
  const takeUp = useEffectEvent(() => {
    const step = wanted.current;
    wanted.current = null;
    const [first] = suggestions;
    if (step === null || retry !== null) return;
    if (first !== undefined) choice.current = { typed: first.label, id: first.option.id };
    ending.finish.current?.(step);
  });
  useEffect(() => {
    if (!isLoading) takeUp();
  }, [isLoading]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && retry !== null && choice.current.id === null && typed !== null) {
      wanted.current = 'down';
      event.preventDefault();
      return retry();
    }
    if (event.key === 'Enter' && isLoading && typed !== null && typed !== '') {
      wanted.current = 'down';
      return event.preventDefault();
    }
    byKey.current = true;
    const wasForList = state.handleKey(event);
    byKey.current = false;
    if (wasForList && event.key === 'Enter') ending.finish.current?.('down');
  };
  return (
    <EditorBox {...ending} read={() => readChoice(choice.current, value)}>
      <input
        ref={input}
        className="grid-input"
        aria-label={field.label}
        autoComplete="off"
        value={typed ?? title ?? ''}
        {...state.inputProps}
        onChange={(event) => {
          choice.current = { typed: event.target.value, id: null };
          setTyped(event.target.value);
          wanted.current = null;
          state.typed();
        }}
        onKeyDown={onKeyDown}
      />
      <SuggestionList
        label={field.label}
        suggestions={suggestions}
        state={state}
        anchor={input}
        emptyText={emptyTextOf(isLoading)}
        onRetry={retry}
      />
    </EditorBox>
  );
};
