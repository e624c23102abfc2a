import { Ellipsis, Eraser, History, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TableName } from '#shared/entities/index.ts';
import type { Form } from '../../forms/use-form.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu, type MenuAction } from '../../ui/menu.tsx';
import { isErasable } from './erasable.ts';
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
  onErase: () => void;
}

const furtherActions = ({ place, page, trash, onErase }: Props): MenuAction[] => [
  {
    id: 'history',
    label: 'History',
    icon: <History aria-hidden size={15} />,
    run: () => page.jump('history'),
  },
  ...(isErasable(place.table, trash.trashed)
    ? [
        {
          id: 'erase',
          label: 'Erase for good…',
          icon: <Eraser aria-hidden size={15} />,
          isDanger: true,
          startsGroup: true,
          run: onErase,
        },
      ]
    : []),
];

/** Save, discard, trash or restore; and what is needed more seldom. */
export const RecordActions = (props: Props) => {
  const { place, form, page, saving, trash, relations } = props;
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
      <Menu label="More actions" actions={furtherActions(props)}>
        <IconButton label="More actions">
          <Ellipsis aria-hidden size={16} />
        </IconButton>
      </Menu>
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
