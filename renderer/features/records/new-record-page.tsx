import { useState } from 'react';
import { useLocation } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Values } from '#shared/schema/row.ts';
import { useForm, type Form } from '../../forms/use-form.ts';
import { useEditing } from '../../state/edits.ts';
import { useOneAtATime } from '../../state/one-at-a-time.ts';
import { pathTo } from '../../state/routes.ts';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { useToasts } from '../../state/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { focusFirstField } from './page-focus.ts';
import { RecordBody } from './record-body.tsx';
import { RecordHeader } from './record-header.tsx';
import { UnsavedDialogs } from './unsaved-dialogs.tsx';
import { useRecordPage } from './use-record-page.ts';
import './records.css';

/** Creates the record; its number, or null when it could not be stored. */
const useCreate = (table: TableName, form: Form) => {
  const { edit } = useEditing();
  const oneAtATime = useOneAtATime();
  const name = entityOf(table).label.one;
  const create = async (): Promise<number | null> => {
    const values = { ...form.draft.stored, ...form.changed };
    const result = await edit([{ op: 'create', table, values }], `create ${name.toLowerCase()}`);
    const id = result.ok ? (result.value.touched[0]?.id ?? null) : null;
    if (id !== null) useToasts.getState().show({ tone: 'success', text: `${name} created.` });
    return id;
  };
  return () => oneAtATime(create, null);
};

interface Props {
  table: TableName;
  prefill?: Values;
}

const NewRecord = ({ table, prefill, onAnother }: Required<Props> & { onAnother: () => void }) => {
  const form = useForm(entityOf(table), prefill);
  const create = useCreate(table, form);
  const [, navigate] = useLocation();
  const store = async (): Promise<boolean> => {
    const id = await create();
    if (id === null) return false;
    page.guard.release();
    navigate(pathTo.record(table, id), { replace: true });
    return true;
  };
  const page = useRecordPage({ table, form, further: [], store });
  const storeAndGoOn = async () => {
    if (page.showProblems() || (await create()) === null) return;
    onAnother();
    focusFirstField();
  };
  useScreenActions(
    entityOf(table).label.one,
    () => [
      { id: 'save', label: 'Create', keys: ['Ctrl', 'S'], run: () => void page.save() },
      { id: 'another', label: 'Create and add another', run: () => void storeAndGoOn() },
      { id: 'cancel', label: 'Cancel', run: page.away },
    ],
    { isFirst: true },
  );
  return (
    <article className="record-page">
      <RecordHeader
        table={table}
        title={`New ${entityOf(table).label.one.toLowerCase()}`}
        unsaved={0}
        actions={
          <>
            <Button onPress={page.away}>Cancel</Button>
            <Button onPress={() => void storeAndGoOn()}>Create and add another</Button>
            <Button variant="primary" onPress={() => void page.save()}>
              Create
            </Button>
          </>
        }
      />
      <RecordBody form={form} page={page} further={[]} foldEmpty={false} />
      <UnsavedDialogs form={form} page={page} />
    </article>
  );
};

/** An empty form for one more record; references that the address brought are filled in. */
export const NewRecordPage = ({ table, prefill = {} }: Props) => {
  const [count, setCount] = useState(0);
  const from = JSON.stringify(prefill);
  return (
    <NewRecord
      key={`${table} ${from} ${count}`}
      table={table}
      prefill={prefill}
      onAnother={() => setCount((before) => before + 1)}
    />
  );
};
