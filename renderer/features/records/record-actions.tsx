import { Ellipsis, Eraser, History, ListChecks, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { shortCode } from '../../db/short-code.ts';
import type { Form } from '../../forms/use-form.ts';
import { pathTo } from '../../state/routes.ts';
import { useScreenActions, type ScreenAction } from '../../state/screen-actions.tsx';
import { tellInfo } from '../../state/tell.ts';
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

const copyCode = async ({ table, id }: Props['place']) => {
  const code = shortCode(table, id);
  await navigator.clipboard.writeText(code).then(
    () => tellInfo(`${code} is copied.`),
    () => tellInfo('The clipboard cannot be written to.'),
  );
};

/** What is done with the record itself, for the palette. */
const recordDeeds = (
  { place, form, page, trash, onErase }: Props,
  { trash: askToTrash, go }: { trash: () => void; go: (path: string) => void },
): ScreenAction[] => {
  const unchanged = form.dirty ? null : 'Nothing was changed.';
  const one = entityOf(place.table).label.one.toLowerCase();
  return [
    {
      id: 'save',
      label: 'Save',
      keys: ['Ctrl', 'S'],
      obstacle: unchanged,
      run: () => void page.save(),
    },
    {
      id: 'discard',
      label: 'Discard what was changed…',
      obstacle: unchanged,
      run: () => page.askToDiscard(true),
    },
    trash.trashed
      ? { id: 'restore', label: `Restore the ${one}`, run: () => void trash.restore() }
      : {
          id: 'trash',
          label: `Move the ${one} to the trash…`,
          words: 'delete remove bin',
          keys: ['Alt', 'Del'],
          isAnywhere: true,
          run: askToTrash,
        },
    {
      id: 'copy',
      label: `Copy the short code ${shortCode(place.table, place.id)}`,
      words: 'number link clipboard',
      run: () => void copyCode(place),
    },
    {
      id: 'erase',
      label: 'Erase for good…',
      obstacle: isErasable(place.table, trash.trashed)
        ? null
        : 'Only people, and what is in the trash.',
      run: onErase,
    },
    ...(place.table === 'expert_requests'
      ? [
          {
            id: 'work',
            label: 'Work on this request',
            run: () => go(pathTo.request(place.id)),
          },
        ]
      : []),
  ];
};

/** Save, discard, trash or restore; and what is needed more seldom. */
export const RecordActions = (props: Props) => {
  const { place, form, page, trash, relations } = props;
  const [, go] = useLocation();
  const [asks, setAsks] = useState(false);
  const toTrash = () => {
    setAsks(false);
    void trash.trash();
  };
  useScreenActions(
    entityOf(place.table).label.one,
    () => recordDeeds(props, { trash: () => setAsks(true), go }),
    { isFirst: true },
  );
  return (
    <>
      {place.table === 'expert_requests' && (
        <Link className="button button-secondary button-medium" href={pathTo.request(place.id)}>
          <ListChecks aria-hidden size={16} /> Work on this request
        </Link>
      )}
      {!trash.trashed && (
        <Button variant="quiet" onPress={() => setAsks(true)}>
          <Trash2 aria-hidden size={16} /> Trash
        </Button>
      )}
      {form.dirty && <Button onPress={() => page.askToDiscard(true)}>Discard</Button>}
      <Button
        variant={form.dirty ? 'primary' : 'secondary'}
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
