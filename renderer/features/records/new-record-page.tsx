import { useState } from 'react';
import { useLocation } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import type { Values } from '#shared/schema/row.ts';
import { useForm, type Form } from '../../forms/use-form.ts';
import { useEditing } from '../../state/edits.ts';
import { pathTo } from '../../state/routes.ts';
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
  const [saving, setSaving] = useState(false);
  const name = entityOf(table).label.one;
  const create = async (): Promise<number | null> => {
    setSaving(true);
    const values = { ...form.draft.stored, ...form.changed };
    const result = await edit([{ op: 'create', table, values }], `create ${name.toLowerCase()}`);
    setSaving(false);
    const id = result.ok ? (result.value.touched[0]?.id ?? null) : null;
    if (id !== null) useToasts.getState().show({ tone: 'success', text: `${name} created.` });
    return id;
  };
  return { create, saving };
};

interface Props {
  table: TableName;
  prefill?: Values;
}

const NewRecord = ({ table, prefill, onAnother }: Required<Props> & { onAnother: () => void }) => {
  const form = useForm(entityOf(table), prefill);
  const { create, saving } = useCreate(table, form);
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
  return (
    <article className="record-page">
      <RecordHeader
        table={table}
        title={`New ${entityOf(table).label.one.toLowerCase()}`}
        unsaved={0}
        actions={
          <>
            <Button onPress={page.away}>Cancel</Button>
            <Button isDisabled={saving} onPress={() => void storeAndGoOn()}>
              Create and add another
            </Button>
            <Button variant="primary" isDisabled={saving} onPress={() => void page.save()}>
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
