import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { ChosenFile } from '#shared/ipc/messages.ts';
import type { Problem } from '#shared/problems/index.ts';
import type { Result } from '#shared/result.ts';
import type { WorkOptions } from '../db/desk.ts';
import { useApi } from '../state/desk-context.tsx';
import { useSession } from '../state/session.tsx';
import type { FileKind } from './choose-file.ts';
import { useStepFocus } from './step-focus.ts';
import {
  chooseAndOpen,
  openAgain,
  openHanded,
  releaseFile,
  useHandedTarget,
  type LockedFile,
  type OpenFile,
  type TakenFile,
} from './take-file.ts';

/** Where a screen stands that reads a file, shows what it found, and then applies it. */
export type FileFlow<T, Done> =
  | { step: 'choose'; problem: Problem | null }
  | { step: 'locked'; locked: LockedFile }
  | { step: 'review'; open: OpenFile<T> }
  | { step: 'done'; file: ChosenFile; outcome: Done };

const start = { step: 'choose', problem: null } as const;

/** A file about to be read. */
export interface Opening {
  api: DeskApi;
  file: ChosenFile;
  job: string;
  options: WorkOptions;
  /** Null until the user was asked for it. */
  passphrase: string | null;
}

/** Where the screen stands once a file was taken. */
const stepOf = <T>(taken: TakenFile<T>) =>
  taken.job === null
    ? ({ step: 'locked', locked: taken } as const)
    : ({ step: 'review', open: taken } as const);

/**
 * The states of such a screen, and the ways between them. A file that is not applied is closed when the
 * user goes back or leaves; a failure says why and changes nothing. `forget` lets go of what was read, too;
 * it must be the same function each time.
 */
export const useFileFlow = <T, Done>(
  kind: FileKind,
  read: (opening: Opening) => Promise<Result<T>>,
  forget?: (found: T) => void,
) => {
  const api = useApi();
  const { dialogs } = useSession().info;
  const [flow, setFlow] = useState<FileFlow<T, Done>>(start);
  useStepFocus(flow.step);
  const opened = useRef<TakenFile<T> | null>(null);
  const passphraseUsed = useRef<string | null>(null);

  const release = useCallback(() => {
    const taken = opened.current;
    opened.current = null;
    if (taken === null) return;
    void releaseFile(api, taken);
    if (taken.job !== null) forget?.(taken.found);
  }, [api, forget]);
  useEffect(() => release, [release]);

  const settle = (result: Result<TakenFile<T>> | null) => {
    if (result === null) return;
    // What was tried again with another passphrase is the same file, and goes on being held.
    if (!result.ok || result.value.file.ticket !== opened.current?.file.ticket) release();
    if (result.ok) opened.current = result.value;
    setFlow(result.ok ? stepOf(result.value) : { step: 'choose', problem: result.problem });
  };
  const openWith =
    (passphrase: string | null) => (file: ChosenFile, job: string, options: WorkOptions) =>
      read({ api, file, job, options, passphrase });
  const open = openWith(null);
  const back = () => {
    release();
    setFlow(start);
  };
  useHandedTarget((file) => {
    back();
    void openHanded(api, file, open).then(settle);
  });

  return {
    flow,
    choose: async () => {
      passphraseUsed.current = null;
      settle(await chooseAndOpen(api, { kind, dialogs }, open));
    },
    unlock: async (passphrase: string) => {
      if (flow.step !== 'locked') return;
      passphraseUsed.current = passphrase;
      settle(await openAgain(api, flow.locked.file, openWith(passphrase)));
    },
    back,
    /** Reads the file of the review anew, since what it was compared with has changed. */
    again: async () => {
      if (flow.step !== 'review') return;
      setFlow(start);
      settle(await openAgain(api, flow.open.file, openWith(passphraseUsed.current)));
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
