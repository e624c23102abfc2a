import { fail, ok, type Result } from '#shared/result.ts';
import { loopbackCalls } from '../db/loopback-calls.ts';
import { storeProblem } from '../db/store-problem.ts';
import { Stop, WorkerBridge, type Bridge } from './bulk-bridge.ts';
import { exportDesk } from './bulk-export.ts';
import { importDump, makeSample } from './bulk-import.ts';
import { rebuildDesk } from './bulk-rebuild.ts';
import { planDeskMerge } from './bulk-merge.ts';
import { applyDeskMerge } from './bulk-merge-apply.ts';
import type { FromWorker, Place, Task, ToWorker } from './bulk-messages.ts';
import { restoreDesk, wipeDesk } from './bulk-restore.ts';

/** Long work on the whole database, apart from the window, so that the window stays quick. */

const workOn = (bridge: Bridge, place: Place, task: Task): Promise<unknown> => {
  switch (task.kind) {
    case 'export': {
      const { suggestedName, passphrase } = task;
      return exportDesk(bridge, place, { suggestedName, passphrase });
    }
    case 'backup':
      return exportDesk(bridge, place, { reason: task.reason });
    case 'restore':
      return restoreDesk(bridge, place, task.file);
    case 'rebuild':
      return rebuildDesk(bridge, place, task);
    case 'import':
      return importDump(bridge, place, task);
    case 'mergePlan':
      return planDeskMerge(bridge, place, task);
    case 'mergeApply':
      return applyDeskMerge(bridge, place, task);
    case 'sample':
      return makeSample(bridge, place, task);
    case 'wipe':
      return wipeDesk(bridge, place);
  }
};

/** After a cancel, whatever gave way first is not the reason. */
const problemOf = (error: unknown, bridge: Bridge): Result<never> => {
  if (bridge.cancelled) return fail('file.cancelled');
  return error instanceof Stop ? error.result : storeProblem(error);
};

const run = async (bridge: Bridge, place: Place, task: Task): Promise<Result<unknown>> => {
  try {
    return ok(await workOn(bridge, place, task));
  } catch (error) {
    return problemOf(error, bridge);
  }
};

const post = (message: FromWorker, transfer: Transferable[] = []) =>
  self.postMessage(message, { transfer });

let bridge: WorkerBridge | null = null;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind !== 'start') return bridge?.hear(data);
  const { place, task, loopback } = data;
  bridge = new WorkerBridge(post, loopback === null ? null : loopbackCalls(loopback));
  void run(bridge, place, task).then((result) => post({ kind: 'done', result }));
};
