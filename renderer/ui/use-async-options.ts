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
  options: readonly AsyncOption[];
}

/** What `load` finds for `typed`; null asks nothing. Until it answers, the last answer stays. */
export const useAsyncOptions = (load: LoadOptions, typed: string | null) => {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const ask = useEffectEvent(load);
  useEffect(() => {
    if (typed === null) return;
    const controller = new AbortController();
    const keep = (options: readonly AsyncOption[]) => {
      if (!controller.signal.aborted) setAnswer({ typed, options });
    };
    const timer = setTimeout(
      () => ask(typed, controller.signal).then(keep, () => keep([])),
      typed === '' ? 0 : pause,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [typed]);
  const isLoading = typed !== null && answer?.typed !== typed;
  return { options: typed === null ? [] : (answer?.options ?? []), isLoading };
};

/** Options as the suggestion list wants them. */
export const asSuggestions = (options: readonly AsyncOption[]) =>
  options.map((option) => ({
    id: String(option.id),
    label: option.title,
    option,
    ...(option.detail === undefined ? {} : { detail: option.detail }),
  }));
