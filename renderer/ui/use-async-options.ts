import { useEffect, useEffectEvent, useState } from 'react';

/** One of many records, as a list offers it. */
export interface AsyncOption {
  id: number;
  title: string;
  detail?: string;
}

export type LoadOptions = (typed: string, signal: AbortSignal) => Promise<readonly AsyncOption[]>;

/** Milliseconds without a key before the question is asked. */
const pause = 90;

interface Answer {
  typed: string;
  /** Null where the search has failed. */
  options: readonly AsyncOption[] | null;
}

/**
 * What `load` finds for `typed`; null asks nothing. Until it answers, the last answer stays. `retry` is
 * there only after a search that failed: it asks the same again.
 */
export const useAsyncOptions = (load: LoadOptions, typed: string | null) => {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);
  const ask = useEffectEvent(load);
  useEffect(() => {
    if (typed === null) return;
    const controller = new AbortController();
    const keep = (options: Answer['options']) => {
      if (!controller.signal.aborted) setAnswer({ typed, options });
    };
    const timer = setTimeout(
      () => void ask(typed, controller.signal).then(keep, () => keep(null)),
      typed === '' ? 0 : pause,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [typed, attempt]);
  const isLoading = typed !== null && answer?.typed !== typed;
  const hasFailed = typed !== null && !isLoading && answer?.options === null;
  const again = () => {
    setAnswer(null);
    setAttempt((before) => before + 1);
  };
  return {
    options: typed === null ? [] : (answer?.options ?? []),
    isLoading,
    retry: hasFailed ? again : null,
  };
};

/** What stands in place of an empty list. */
export const emptyTextOf = (isLoading: boolean): string =>
  isLoading ? 'Searching…' : 'Nothing found';

/** Options as the suggestion list wants them. */
export const asSuggestions = (options: readonly AsyncOption[]) =>
  options.map((option) => ({
    id: String(option.id),
    label: option.title,
    option,
    ...(option.detail === undefined ? {} : { detail: option.detail }),
  }));
