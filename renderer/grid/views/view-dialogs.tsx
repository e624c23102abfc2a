import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { viewLayouts, type ViewLayout } from '../../state/views.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Radio, RadioGroup } from '../../ui/radio-group.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Characters that a name can have, as the table holds it. */
const longest = 255;

interface NamingProps {
  title: string;
  confirm: string;
  given?: string;
  onConfirm: (name: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks for the name of a view. */
const NamingDialog = ({ title, confirm, given = '', ...props }: NamingProps) => {
  const [name, setName] = useState(given);
  const [isTried, setTried] = useState(false);
  const isEmpty = name.trim() === '';
  const take = () => {
    setTried(true);
    if (isEmpty) return;
    props.onConfirm(name);
    props.onClose();
  };
  return (
    <Dialog
      title={title}
      isOpen
      size="small"
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>Cancel</Button>
          <Button variant="primary" onPress={take}>
            {confirm}
          </Button>
        </>
      }
    >
      <Form
        className="view-form"
        onSubmit={(event) => {
          event.preventDefault();
          take();
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          autoFocus
          maxLength={longest}
          error={isTried && isEmpty ? 'A view needs a name.' : null}
        />
        {props.children}
      </Form>
    </Dialog>
  );
};

const layoutWords: Readonly<Record<ViewLayout, string>> = {
  grid: 'Grid',
  board: 'Board, by state',
  calendar: 'Calendar',
};

/** As what the records of a table can be shown. */
const layoutsOf = (table: TableName): readonly ViewLayout[] =>
  viewLayouts.filter(
    (layout) =>
      layout === 'grid' ||
      (layout === 'board' && table === 'expert_request_candidates') ||
      (layout === 'calendar' && table === 'consultations'),
  );

interface SaveProps {
  table: TableName;
  onSave: (name: string, layout: ViewLayout) => unknown;
  onClose: () => void;
}

/** Keeps what a table shows under a name. */
export const SaveViewDialog = ({ table, onSave, onClose }: SaveProps) => {
  const [layout, setLayout] = useState<ViewLayout>('grid');
  const layouts = layoutsOf(table);
  return (
    <NamingDialog
      title="Save as a new view"
      confirm="Save view"
      onConfirm={(name) => void onSave(name, layout)}
      onClose={onClose}
    >
      {layouts.length > 1 && (
        <RadioGroup
          label="Shown as"
          value={layout}
          onChange={(chosen) => setLayout(layouts.find((known) => known === chosen) ?? 'grid')}
        >
          {layouts.map((known) => (
            <Radio key={known} value={known}>
              {layoutWords[known]}
            </Radio>
          ))}
        </RadioGroup>
      )}
      <p className="quiet">
        Filter, order, groups, totals and columns of {entityOf(table).label.many.toLowerCase()} are
        kept. Snapshots hold the view, and desks that share a folder get it too.
      </p>
    </NamingDialog>
  );
};

/** Gives a view another name. */
export const RenameViewDialog = ({
  name,
  onRename,
  onClose,
}: {
  name: string;
  onRename: (name: string) => unknown;
  onClose: () => void;
}) => (
  <NamingDialog
    title="Rename view"
    confirm="Rename"
    given={name}
    onConfirm={(next) => void onRename(next)}
    onClose={onClose}
  />
);
