import { useState } from 'react';
import type { Looked } from '#shared/ipc/exchange-channels.ts';
import type { Problem } from '#shared/problems/index.ts';
import { useApi, useDesk } from '../../state/desk-context.tsx';
import { readExchange } from '../../state/exchange.ts';

/** A folder that was looked at. */
export interface Found {
  at: 'found';
  folder: string;
  looked: Looked;
  /** What opens it; null where it is not encrypted. */
  passphrase: string | null;
  /** Why joining did not work. */
  problem: Problem | null;
}

/** `choosing` a folder, telling the passphrase of a `locked` one, deciding about one that was `found`. */
type Step =
  | { at: 'choosing'; folder: string; problem: Problem | null }
  | { at: 'locked'; folder: string; problem: Problem | null }
  | Found;

const isAboutPassphrase = ({ code }: Problem): boolean =>
  code === 'exchange.passphraseNeeded' || code === 'exchange.wrongPassphrase';

const afterProblem = (folder: string, problem: Problem): Step => {
  if (!isAboutPassphrase(problem)) return { at: 'choosing', folder, problem };
  return {
    at: 'locked',
    folder,
    problem: problem.code === 'exchange.wrongPassphrase' ? problem : null,
  };
};

/** From a folder's path to taking part in it. Nothing is changed before `join`. */
export const useJoining = () => {
  const api = useApi();
  const { workspace } = useDesk();
  const [step, setStep] = useState<Step>({ at: 'choosing', folder: '', problem: null });
  const look = async (folder: string, passphrase: string | null) => {
    const looked = await api.call('exchange.look', { folder, workspace, passphrase });
    if (!looked.ok) return setStep(afterProblem(folder, looked.problem));
    const { encrypted } = looked.value;
    if (encrypted && passphrase === null) return setStep({ at: 'locked', folder, problem: null });
    setStep({ at: 'found', folder, looked: looked.value, passphrase, problem: null });
  };
  const join = async (passphrase: string | null) => {
    if (step.at !== 'found') return;
    const { folder } = step;
    const joined = await api.call('exchange.join', { folder, workspace, passphrase });
    if (joined.ok) return readExchange(api);
    setStep({ ...step, problem: joined.problem });
  };
  return {
    step,
    choose: (folder: string) => look(folder, null),
    open: (passphrase: string) => look(step.folder, passphrase),
    join,
    back: () => setStep({ at: 'choosing', folder: step.folder, problem: null }),
  };
};
