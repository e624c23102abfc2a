import { useCallback, useEffect, useRef, useState } from 'react';
import type { ChosenFile, DeskApi } from '#shared/ipc/channels.ts';
import type { Problem } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import { useApi } from '../../state/desk-context.tsx';
import { useSession } from '../../state/session.tsx';
import type { FileKind } from './choose-file.ts';
import {
  chooseAndOpen,
  openDropped,
  releaseFile,
  useDropTarget,
  type OpenFile,
} from './take-file.ts';

/** Where a screen stands that reads a file, shows what it found, and then applies it. */
export type FileFlow<T, Done> =
  | { step: 'choose'; problem: Problem | null }
  | { step: 'review'; open: OpenFile<T> }
  | { step: 'done'; file: ChosenFile; outcome: Done };

const start = { step: 'choose', problem: null } as const;

/**
 * The states of such a screen, and the ways between them. A file that is not applied is closed when the
 * user goes back or leaves; a failure says why and changes nothing.
 */
export const useFileFlow = <T, Done>(
  kind: FileKind,
  read: (api: DeskApi, file: ChosenFile, job: string) => Promise<Result<T>>,
) => {
  const api = useApi();
  const { dialogs } = useSession().info;
  const [flow, setFlow] = useState<FileFlow<T, Done>>(start);
  const opened = useRef<OpenFile<T> | null>(null);

  const release = useCallback(() => {
    if (opened.current !== null) void releaseFile(api, opened.current);
    opened.current = null;
  }, [api]);
  useEffect(() => release, [release]);

  const settle = (result: Result<OpenFile<T>> | null) => {
    if (result === null) return;
    release();
    if (result.ok) opened.current = result.value;
    setFlow(
      result.ok
        ? { step: 'review', open: result.value }
        : { step: 'choose', problem: result.problem },
    );
  };
  const open = (file: ChosenFile, job: string) => read(api, file, job);
  useDropTarget((file) => void openDropped(api, file, open).then(settle));

  return {
    flow,
    choose: async () => settle(await chooseAndOpen(api, { kind, dialogs }, open)),
    back: () => {
      release();
      setFlow(start);
    },
    apply: async (run: (open: OpenFile<T>) => Promise<Result<Done>>) => {
      if (flow.step !== 'review') return;
      const { open } = flow;
      const result = await run(open);
      release();
      setFlow(
        result.ok
          ? { step: 'done', file: open.file, outcome: result.value }
          : { step: 'choose', problem: result.problem },
      );
    },
  };
};
