import {
  Bookmark,
  ChevronDown,
  Eye,
  ListFilter,
  Pencil,
  Save,
  Settings2,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { pathTo } from '../../state/routes.ts';
import { actionsOfMenu, useScreenActions } from '../../state/screen-actions.tsx';
import { useCurrentView, type SavedView } from '../../state/views.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuAction } from '../../ui/menu.tsx';
import { RenameViewDialog, SaveViewDialog } from './view-dialogs.tsx';
import './views.css';

const size = 14;

type Asked = 'save' | 'rename' | null;
type View = ReturnType<typeof useCurrentView>;

/** What can be done with the view that is open. */
const deedsWith = (
  { current, isChanged, save, remove, open }: View,
  ask: (asked: Asked) => void,
): MenuAction[] => {
  if (current === null) return [];
  return [
    {
      id: 'save',
      label: `Save changes to “${current.name}”`,
      icon: <Save size={size} />,
      isDisabled: !isChanged,
      run: () => void save(current),
    },
    {
      id: 'discard',
      label: 'Back to the view as it was saved',
      icon: <Eye size={size} />,
      isDisabled: !isChanged,
      run: () => void open(current),
    },
    {
      id: 'rename',
      label: 'Rename…',
      icon: <Pencil size={size} />,
      run: () => ask('rename'),
    },
    {
      id: 'remove',
      label: `Move “${current.name}” to the trash`,
      icon: <Trash2 size={size} />,
      isDanger: true,
      run: () => {
        void remove(current);
        open(null);
      },
    },
  ];
};

/** The views of a table: opens one, keeps the present one, changes and removes them. */
export const ViewMenu = ({ table }: { table: TableName }) => {
  const [, go] = useLocation();
  const view = useCurrentView(table);
  const [asked, ask] = useState<Asked>(null);
  const { current, isChanged, views, open } = view;
  const show = (chosen: SavedView | null) => {
    const path = open(chosen);
    if (path !== pathTo.table(table)) go(path);
  };
  const many = entityOf(table).label.many.toLowerCase();
  const whole = `All ${many}`;
  const name = current?.name ?? (isChanged ? 'View' : whole);
  const actions: MenuAction[] = [
    { id: 'all', label: whole, icon: <ListFilter size={size} />, run: () => show(null) },
    ...views.map((known) => ({
      id: `view ${known.id}`,
      label: known.name,
      icon: <Bookmark size={size} />,
      run: () => show(known),
    })),
    {
      id: 'new',
      label: 'Save as a new view…',
      icon: <Save size={size} />,
      startsGroup: true,
      run: () => ask('save'),
    },
    ...deedsWith(view, ask),
    {
      id: 'manage',
      label: 'All saved views',
      icon: <Settings2 size={size} />,
      startsGroup: true,
      run: () => go(pathTo.table('saved_views')),
    },
  ];
  useScreenActions(entityOf(table).label.many, () =>
    actionsOfMenu(
      // Views themselves are in the palette wherever one is.
      actions.filter(({ id }) => id !== 'manage' && !id.startsWith('view ')),
      'The view is as it was saved.',
    ).map((action) => ({ ...action, id: `view-${action.id}`, words: 'view' })),
  );
  return (
    <>
      <Menu label="Views" actions={actions}>
        <Button variant="quiet" {...{ 'data-view-button': '' }}>
          <Bookmark aria-hidden size={15} />
          <span className="for-readers">View: </span>
          <span className="view-name">{name}</span>
          {isChanged && (
            <span className="view-changed" title="Changed since it was saved">
              <span className="for-readers">, changed</span>
            </span>
          )}
          <ChevronDown aria-hidden size={13} />
        </Button>
      </Menu>
      {asked === 'save' && (
        <SaveViewDialog table={table} onSave={view.saveAs} onClose={() => ask(null)} />
      )}
      {asked === 'rename' && current !== null && (
        <RenameViewDialog
          name={current.name}
          onRename={(next) => view.rename(current, next)}
          onClose={() => ask(null)}
        />
      )}
    </>
  );
};
