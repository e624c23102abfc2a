import { useState } from 'react';
import { useLocation } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { shortCode } from '../../db/short-code.ts';
import { pathTo } from '../../state/routes.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { EraseReport } from './erase-report.tsx';
import type { PersonalRecord } from './erasable.ts';
import { relationsTo } from './related.ts';
import { PointerList } from './trash-dialog.tsx';
import { useErase, usePersonalRecords } from './use-erase.ts';

/** What has to be typed before anything goes for good. */
const word = 'ERASE';

interface Place {
  table: TableName;
  id: number;
}

const keyOf = ({ table, id }: Place): string => `${table}/${id}`;

const WhatGoes = ({ table }: Pick<Place, 'table'>) => (
  <ul className="erase-facts">
    <li>
      Every value of this {entityOf(table).label.one.toLowerCase()} is removed: from this desk, from
      its journal with all history, and from every backup.
    </li>
    <li>An older snapshot that is restored or brought in later does not bring it back.</li>
    <li>Copies that were exported or handed on are out of reach: delete those yourself.</li>
    <li>It cannot be undone.</li>
  </ul>
);

interface FurtherProps {
  records: readonly PersonalRecord[] | undefined;
  chosen: (record: PersonalRecord) => boolean;
  onChoose: (record: PersonalRecord, chosen: boolean) => void;
}

/** What else is held about the person, to be erased along with the record or kept. */
const FurtherRecords = ({ records, chosen, onChoose }: FurtherProps) => {
  if (records === undefined)
    return (
      <p role="status" className="record-note">
        Looking for what else is held about this person…
      </p>
    );
  if (records.length === 0) return null;
  return (
    <fieldset className="erase-further">
      <legend>Also about this person; what is not ticked stays</legend>
      {records.map((record) => (
        <Checkbox
          key={keyOf(record)}
          isSelected={chosen(record)}
          onChange={(next) => onChoose(record, next)}
        >
          <span>
            {entityOf(record.table).label.one} “{record.title}”{' '}
            <span className="short-code">{shortCode(record.table, record.id)}</span>
          </span>
        </Checkbox>
      ))}
    </fieldset>
  );
};

/** The person’s further records, ticked at first where they are only about this person. */
const useFurther = (place: Place) => {
  const records = usePersonalRecords(place);
  const [choices, setChoices] = useState<Readonly<Record<string, boolean>>>({});
  const chosen = (record: PersonalRecord) => choices[keyOf(record)] ?? record.belongs;
  return {
    records,
    chosen,
    picked: (records ?? []).filter(chosen),
    choose: (record: PersonalRecord, next: boolean) =>
      setChoices((before) => ({ ...before, [keyOf(record)]: next })),
  };
};

interface AskProps extends Place {
  problem: Problem | null;
  onErase: (further: readonly PersonalRecord[]) => void;
  onClose: () => void;
}

const Ask = ({ table, id, problem, onErase, onClose }: AskProps) => {
  const [typed, setTyped] = useState('');
  const [relations] = useState(() => relationsTo(table));
  const { records, chosen, picked, choose } = useFurther({ table, id });
  const ready = typed.trim() === word && records !== undefined;
  return (
    <>
      <WhatGoes table={table} />
      <FurtherRecords records={records} chosen={chosen} onChoose={choose} />
      {relations.length > 0 && (
        <PointerList
          table={table}
          id={id}
          relations={relations}
          lead="These records point to it; those that stay go on doing so, and show that it was erased:"
        />
      )}
      <TextField label={`Type ${word} to go on`} value={typed} onChange={setTyped} autoFocus />
      {problem !== null && <Banner tone="danger">{problemText(problem)}</Banner>}
      <div className="dialog-actions">
        <Button onPress={onClose}>Cancel</Button>
        <Button variant="danger" isDisabled={!ready} onPress={() => onErase(picked)}>
          {picked.length === 0 ? 'Erase for good' : `Erase ${picked.length + 1} records for good`}
        </Button>
      </div>
    </>
  );
};

/** Explains what erasing means, asks for a typed word, erases, and shows what was removed. */
export const EraseDialog = ({ table, id, onClose }: Place & { onClose: () => void }) => {
  const { state, erase } = useErase({ table, id });
  const [, go] = useLocation();
  const leave = () => {
    onClose();
    if (state.step !== 'ask') go(pathTo.table(table));
  };
  const one = entityOf(table).label.one.toLowerCase();
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={state.step === 'ask' ? `Erase this ${one} for good?` : 'Erased for good'}
      onClose={leave}
    >
      {state.step === 'ask' ? (
        <Ask table={table} id={id} problem={state.problem} onErase={erase} onClose={leave} />
      ) : (
        <EraseReport state={state} onClose={leave} />
      )}
    </Dialog>
  );
};
