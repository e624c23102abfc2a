import { useState } from 'react';
import type { BulkEdit } from '#shared/bulk/deeds.ts';
import type { BulkOrder } from '#shared/bulk/order.ts';
import type { Survey } from '#shared/bulk/plan.ts';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { useForm } from '../../../forms/use-form.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Radio, RadioGroup } from '../../../ui/radio-group.tsx';
import { BulkReview } from './bulk-review.tsx';
import { recordsText } from './bulk-words.ts';
import { DeedEditor } from './deed-editor.tsx';
import { editableFields, editOfLines, newLine, withField, type DeedLine } from './deed-lines.ts';
import { useSurvey } from './use-survey.ts';
import './bulk.css';

/** What an edit of many records can be about. */
export interface BulkChoice {
  table: TableName;
  /** Fewer than two where none are selected but that under the cursor. */
  selected: Float64Array;
  shown: Float64Array;
  /** Whether what is shown is less than the table. */
  isNarrowed: boolean;
  /** The column that the cursor was in. */
  column: string | null;
}

interface Props {
  choice: BulkChoice;
  onEdit: (order: BulkOrder, survey: Survey) => void;
  onClose: () => void;
}

const whichWords = ({ table, selected, shown, isNarrowed }: BulkChoice) => {
  const all = shown.length === 1 ? 'The one record' : `All ${recordsText(table, shown.length)}`;
  return {
    selected: `The ${recordsText(table, selected.length)} that are selected`,
    shown: isNarrowed ? `${all} that the filter shows` : `${all} of the table`,
  };
};

type Scope = 'selected' | 'shown';
type What = 'fields' | 'trash';

const trashing: BulkEdit = { deleted: { do: 'set', value: true } };

const firstLine = (table: TableName, column: string | null): DeedLine => {
  const found = editableFields(entityOf(table)).find(([name]) => name === column);
  return found === undefined ? newLine(0) : withField(newLine(0), ...found);
};

/** What is chosen in the dialog so far. */
const useChoices = (choice: BulkChoice) => {
  const { table } = choice;
  const canSelect = choice.selected.length > 1;
  const [scope, setScope] = useState<Scope>(canSelect ? 'selected' : 'shown');
  const [what, setWhat] = useState<What>('fields');
  const [lines, setLines] = useState<readonly DeedLine[]>([firstLine(table, choice.column)]);
  const [isChecked, setChecked] = useState(false);
  const form = useForm(entityOf(table), {});
  const { edit, open } = editOfLines(lines, form.changed);
  const ids = choice[scope];
  /** The order, or null where something is missing, which is then told. */
  const order = (): BulkOrder | null => {
    const isWrong = form.firstProblem() !== null;
    setChecked(true);
    const counted = recordsText(table, ids.length);
    if (what === 'trash')
      return { table, ids, edit: trashing, action: `move of ${counted} to the trash` };
    return isWrong || open.length > 0 ? null : { table, ids, edit, action: `edit of ${counted}` };
  };
  return {
    canSelect,
    scope,
    setScope,
    what,
    setWhat,
    lines,
    setLines,
    open,
    isChecked,
    form,
    ids,
    order,
  };
};

type Choices = ReturnType<typeof useChoices>;

const Choosing = ({ choice, choices }: { choice: BulkChoice; choices: Choices }) => {
  const words = whichWords(choice);
  const { canSelect, scope, setScope, what, setWhat } = choices;
  return (
    <>
      {canSelect ? (
        <RadioGroup label="Which" value={scope} onChange={(next) => setScope(next as Scope)}>
          <Radio value="selected">{words.selected}</Radio>
          <Radio value="shown">{words.shown}</Radio>
        </RadioGroup>
      ) : (
        <p>{words.shown}.</p>
      )}
      <RadioGroup
        label="What to do"
        orientation="horizontal"
        value={what}
        onChange={(next) => setWhat(next as What)}
      >
        <Radio value="fields">Change fields</Radio>
        <Radio value="trash">Move to the trash</Radio>
      </RadioGroup>
      {what === 'fields' ? (
        <DeedEditor
          form={choices.form}
          lines={choices.lines}
          open={choices.open}
          isChecked={choices.isChecked}
          onChange={choices.setLines}
        />
      ) : (
        <p className="quiet">
          They leave lists and searches, and can be restored from the trash at any time.
        </p>
      )}
    </>
  );
};

const formId = 'bulk-edit';

/** Puts the keyboard where something is missing. */
const focusOpen = (form: HTMLFormElement) => {
  const line = form.querySelector('[data-open]');
  const input = line?.querySelector<HTMLElement>('input:not([aria-hidden] *), textarea');
  (input ?? line?.querySelector('button'))?.focus();
};

const doWords = ({ table, edit }: BulkOrder, survey: Survey | null): string => {
  const count = survey === null ? '' : ` ${recordsText(table, survey.changing)}`;
  return 'deleted' in edit ? `Move${count} to the trash` : `Change${count}`;
};

/** Edits many records: which, what, what it would come to, and then does it. */
export const BulkDialog = ({ choice, onEdit, onClose }: Props) => {
  const choices = useChoices(choice);
  const [order, setOrder] = useState<BulkOrder | null>(null);
  const surveyed = useSurvey(order);
  const { survey } = surveyed;
  return (
    <Dialog
      title={`Edit ${recordsText(choice.table, choices.ids.length)}`}
      isOpen
      onClose={onClose}
      actions={
        order === null ? (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" form={formId}>
              Review
            </Button>
          </>
        ) : (
          <>
            <Button onPress={() => setOrder(null)}>Back</Button>
            <Button
              variant={'deleted' in order.edit ? 'danger' : 'primary'}
              isDisabled={survey === null || survey.changing === 0}
              onPress={() => survey !== null && onEdit(order, survey)}
            >
              {doWords(order, survey)}
            </Button>
          </>
        )
      }
    >
      {order === null ? (
        <form
          id={formId}
          className="bulk-form"
          noValidate
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            const complete = choices.order();
            setOrder(complete);
            if (complete === null) focusOpen(event.currentTarget);
          }}
        >
          <Choosing choice={choice} choices={choices} />
        </form>
      ) : (
        <BulkReview order={order} surveyed={surveyed} />
      )}
    </Dialog>
  );
};
