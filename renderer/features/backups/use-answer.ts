import { useCallback, useEffect, useState } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { Result } from '#shared/result.ts';

/**
 * What the main process answers to a question, and how to ask again; undefined until the first answer.
 * `ask` must be the same function each time.
 */
export const useAnswer = <T>(api: DeskApi, ask: (api: DeskApi) => Promise<Result<T>>) => {
  const [loaded, setLoaded] = useState<Result<T>>();
  const [version, setVersion] = useState(0);
  const reload = useCallback(() => setVersion((before) => before + 1), []);
  useEffect(() => {
    let overtaken = false;
    void ask(api).then((answer) => {
      if (!overtaken) setLoaded(answer);
    });
    return () => {
      overtaken = true;
    };
  }, [api, ask, version]);
  return { loaded, reload };
};
