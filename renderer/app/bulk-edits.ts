import { KeptValues } from '#shared/bulk/kept-values.ts';
import type { BulkOrder, Edited } from '#shared/bulk/order.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { takeBackEdit, writeEdit } from '../db/bulk-edit.ts';
import type { WorkOptions } from '../db/desk.ts';
import { runBackup } from '../db/safety.ts';
import { rememberStep, type Step } from '../state/edits.ts';
import { runLongWork } from '../state/long-work.ts';
import { tellInfo, tellProblem } from '../state/tell.ts';
import { countOf } from '../state/wording.ts';
import { stepBackTo, type Place } from './replacements.ts';

/** Edits of many records as steps: taken back by the values that they keep, or by a backup (BULK6, BULK7). */

type Named = Pick<BulkOrder, 'table' | 'action'>;

const stepOf = (place: Place, order: Named, kept: KeptValues, verb = 'Undoing'): Step => {
  // What was taken back before it failed stays here, so that the next attempt goes on from there (BULK8).
  const back = new KeptValues();
  return {
    action: order.action,
    stays: true,
    weight: kept.weight,
    takeBack: async () => {
      const taken = await runLongWork(
        `${verb}: ${order.action}`,
        (options) => takeBackEdit(place.desk, order, { kept, back }, options),
        { canBeCancelled: false },
      );
      if (!taken.ok) {
        tellProblem(taken.problem);
        return null;
      }
      const { left } = taken.value;
      if (left > 0)
        tellInfo(`${countOf(left, 'record')} stayed as they are: they were changed since.`);
      return stepOf(place, order, back, verb === 'Undoing' ? 'Redoing' : 'Undoing');
    },
  };
};

type Done = Edited & { step: Step | null };

/** Remembers the step, unless nothing was written. */
const finished = (edited: Edited, step: () => Step): Result<Done> => {
  if (edited.changed > 0) {
    const made = step();
    rememberStep(made);
    return ok({ ...edited, step: made });
  }
  const { stopped } = edited;
  return stopped === null ? ok({ ...edited, step: null }) : { ok: false, problem: stopped };
};

const editLightly = async (
  place: Place,
  order: BulkOrder,
  options: WorkOptions,
): Promise<Result<Done>> => {
  const kept = new KeptValues();
  const edited = await writeEdit(place.desk, order, kept, options);
  return finished(edited, () => stepOf(place, order, kept));
};

const editAfterBackup = async (
  place: Place,
  order: BulkOrder,
  options: WorkOptions,
): Promise<Result<Done>> => {
  const { desk, api } = place;
  const phased: WorkOptions = {
    ...options,
    onProgress: (progress) =>
      options.onProgress({ ...progress, phase: 'Backing up the records as they are' }),
  };
  const backedUp = await runBackup(desk, api, { reason: 'change' }, phased);
  if (!backedUp.ok) return backedUp;
  if (backedUp.value === null) return fail('desk.refused', { reason: 'the desk is empty' });
  const { name } = backedUp.value;
  const edited = await writeEdit(desk, order, null, options);
  return finished(edited, () => stepBackTo(place, order.action, { backup: name }));
};

/** Edits many records; afterwards one step takes all of it back. */
export const editRecords = (
  place: Place,
  { order, isHeavy }: { order: BulkOrder; isHeavy: boolean },
  options: WorkOptions,
): Promise<Result<Done>> =>
  isHeavy ? editAfterBackup(place, order, options) : editLightly(place, order, options);
