import { useEffect, useEffectEvent, useState } from 'react';
import { tableNames } from '#shared/entities/index.ts';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { Difference, Rebuilt } from '#shared/ipc/messages.ts';
import type { Problem } from '#shared/problems/index.ts';
import { ok, type Result } from '#shared/result.ts';
import type { WorkOptions } from '../../db/desk.ts';
import { useApi, useNotices } from '../../state/desk-context.tsx';
import { runLongWork } from '../../state/long-work.ts';
import { useSession } from '../../state/session.tsx';
import { dayMoment } from '../../ui/moment-words.ts';
import { restoreSafely } from '../../state/restore-safely.ts';
import { runJob } from './use-backup-actions.ts';

/** The desk as it was at a moment, and how it differs from now. */
export interface Preview {
  /** Milliseconds since 1970. */
  at: number;
  rebuilt: Rebuilt;
  difference: Difference;
  /** The desk was changed since it was compared. */
  isStale: boolean;
}

const release = (api: DeskApi, { rebuilt: { ticket } }: Preview) =>
  void api.call('files.release', { ticket });

const make = async (api: DeskApi, at: number, options: WorkOptions): Promise<Result<Preview>> => {
  const iso = new Date(at).toISOString();
  const rebuilt = await runJob(api, options, (job) =>
    api.call('rebuild.make', { job, at: iso, withoutLocked: false }),
  );
  if (!rebuilt.ok) return rebuilt;
  const { ticket } = rebuilt.value;
  const compared = await runJob(api, options, (job) =>
    api.call('rebuild.compare', { job, ticket }),
  );
  if (compared.ok)
    return ok({ at, rebuilt: rebuilt.value, difference: compared.value, isStale: false });
  await api.call('files.release', { ticket });
  return compared;
};

/** The preview at hand; whatever takes its place, or leaving the screen, releases its file. */
const usePreview = (api: DeskApi) => {
  const [preview, setPreview] = useState<Preview | null>(null);
  const leave = useEffectEvent(() => {
    if (preview !== null) release(api, preview);
  });
  useEffect(() => () => leave(), []);
  useNotices(tableNames, () => setPreview((before) => before && { ...before, isStale: true }));
  return {
    preview,
    /** Puts another in its place; `restored` has released its file already. */
    replace: (next: Preview | null, { restored = false } = {}) => {
      if (preview !== null && !restored) release(api, preview);
      setPreview(next);
    },
  };
};

/** Going back to a moment: it is made anew beside the desk, compared, and restored when the user says so. */
export const useMoment = (onRestored: () => void) => {
  const api = useApi();
  const { work } = useSession();
  const { preview, replace } = usePreview(api);
  const [problem, setProblem] = useState<Problem | null>(null);
  const show = async (at: number) => {
    setProblem(null);
    replace(null);
    const made = await runLongWork('Looking back', (options) => make(api, at, options));
    if (made.ok) replace(made.value, { restored: true });
    else setProblem(made.problem);
  };
  const restore = async ({ at, rebuilt: file }: Preview) => {
    replace(null, { restored: true });
    const done = `The desk is as it was ${dayMoment(at, Date.now())}.`;
    if (await restoreSafely({ api, work }, { file, done })) onRestored();
  };
  return {
    preview,
    problem,
    show: (at: number) => void show(at),
    restore: (chosen: Preview) => void restore(chosen),
    drop: () => replace(null),
  };
};
