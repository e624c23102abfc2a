import { useState, type ReactNode } from 'react';
import type { BulkOrder, Edited } from '#shared/bulk/order.ts';
import type { Survey } from '#shared/bulk/plan.ts';
import type { TableName } from '#shared/entities/index.ts';
import { ok } from '#shared/result.ts';
import { surveyEdit } from '../../../db/bulk-edit.ts';
import type { BulkAsked } from '../../../grid/table-grid.tsx';
import { useDesk } from '../../../state/desk-context.tsx';
import { isNewestStep, undoStep, type Step } from '../../../state/edits.ts';
import { runLongWork } from '../../../state/long-work.ts';
import { useSession } from '../../../state/session.tsx';
import { tellInfo, tellProblem } from '../../../state/tell.ts';
import { useToasts } from '../../../state/toasts.ts';
import { BulkDialog, type BulkChoice } from './bulk-dialog.tsx';
import { editedText, recordsText } from './bulk-words.ts';

const undo = (step: Step) => ({
  label: 'Undo',
  run: () => {
    if (isNewestStep(step)) void undoStep();
    else tellInfo('Something else was done since. Undo takes back the newest first.');
  },
});

/** Says what came of an edit, with the way back. */
const tellEdited = ({ table, ids }: BulkOrder, edited: Edited & { step: Step | null }): void => {
  const text = editedText(table, ids.length, edited);
  const { stopped, step } = edited;
  if (step === null) return tellInfo(text);
  const tone = stopped === null ? 'success' : stopped.code === 'file.cancelled' ? 'info' : 'error';
  useToasts.getState().show({ tone, text, action: undo(step) });
};

/** Edits of many records: by the dialog, and what is too much for one edit of the grid. */
export const useBulkEdit = (table: TableName) => {
  const desk = useDesk();
  const { work } = useSession();
  const [choice, setChoice] = useState<BulkChoice | null>(null);
  const titleOf = ({ ids }: BulkOrder) => `Changing ${recordsText(table, ids.length)}`;
  const write = async (order: BulkOrder, survey: Survey) => {
    const done = await runLongWork(titleOf(order), (options) =>
      work.editRecords({ order, isHeavy: survey.isHeavy }, options),
    );
    if (done.ok) tellEdited(order, done.value);
    else tellProblem(done.problem);
  };
  /** Looks through the records, then edits them, without a question: as the grid does with fewer. */
  const fill = async (order: BulkOrder) => {
    const done = await runLongWork(titleOf(order), async (options) => {
      const survey = await surveyEdit(desk, order, options);
      if (!survey.ok) return survey;
      const { changing, refused, isHeavy } = survey.value;
      return changing > 0
        ? work.editRecords({ order, isHeavy }, options)
        : ok({ changed: 0, refused, missed: 0, stopped: null, step: null });
    });
    if (done.ok) tellEdited(order, done.value);
    else tellProblem(done.problem);
  };
  const ask = async ({ query, selected, isNarrowed, column }: BulkAsked) => {
    const { signal } = new AbortController();
    const { ids: shown } = await desk.order(query, { signal });
    if (shown.length > 0)
      setChoice({ table, selected: Float64Array.from(selected), shown, isNarrowed, column });
  };
  const close = () => setChoice(null);
  const dialog: ReactNode = choice !== null && (
    <BulkDialog
      choice={choice}
      onClose={close}
      onEdit={(order, survey) => {
        close();
        void write(order, survey);
      }}
    />
  );
  return {
    ask: (asked: BulkAsked) => void ask(asked),
    fill: (order: BulkOrder) => void fill(order),
    dialog,
  };
};
