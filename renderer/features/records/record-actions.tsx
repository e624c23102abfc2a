import { Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { Form } from '../../forms/use-form.ts';
import { Button } from '../../ui/button.tsx';
import type { Relation } from './related.ts';
import { TrashDialog } from './trash-dialog.tsx';
import type { useTrash } from './use-record.ts';
import type { RecordPageState } from './use-record-page.ts';

interface Props {
  place: { table: TableName; id: number };
  form: Form;
  page: RecordPageState;
  saving: boolean;
  trash: ReturnType<typeof useTrash>;
  relations: readonly Relation[];
}

/** Save, discard, trash or restore. */
export const RecordActions = ({ place, form, page, saving, trash, relations }: Props) => {
  const [asks, setAsks] = useState(false);
  const toTrash = () => {
    setAsks(false);
    void trash.trash();
  };
  return (
    <>
      {!trash.trashed && (
        <Button variant="quiet" onPress={() => setAsks(true)}>
          <Trash2 aria-hidden size={16} /> Trash
        </Button>
      )}
      {form.dirty && <Button onPress={() => page.askToDiscard(true)}>Discard</Button>}
      <Button
        variant={form.dirty ? 'primary' : 'secondary'}
        isDisabled={saving}
        aria-keyshortcuts="Control+S"
        onPress={() => void page.save()}
      >
        <Save aria-hidden size={16} /> Save
      </Button>
      {asks && (
        <TrashDialog
          {...place}
          relations={relations}
          onTrash={toTrash}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  );
};
