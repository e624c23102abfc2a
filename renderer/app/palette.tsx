import { Search } from 'lucide-react';
import { useState } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { useFoundRecords } from './found-records.ts';
import { commandsFor, type PaletteAct, type PaletteCommand } from './palette-commands.ts';

interface Group {
  id: string;
  commands: readonly PaletteCommand[];
}

/** Records first, since a name is what is typed most; then what there is to do. */
const groupNames = ['Records', 'Go to', 'New', 'Do'] as const;

const groupsOf = (commands: readonly PaletteCommand[]): Group[] =>
  groupNames
    .map((id) => ({ id, commands: commands.filter(({ group }) => group === id) }))
    .filter(({ commands: found }) => found.length > 0);

const Entry = ({ command }: { command: PaletteCommand }) => (
  <MenuItem id={command.id} textValue={command.label} className="palette-entry">
    <span>{command.label}</span>
    {command.hint !== undefined && <span className="quiet">{command.hint}</span>}
  </MenuItem>
);

const Nothing = ({ typed }: { typed: string }) => (
  <p className="palette-empty">Nothing begins with “{typed.trim()}”.</p>
);

const Chooser = ({ onAct }: { onAct: (act: PaletteAct) => void }) => {
  const [typed, setTyped] = useState('');
  const records = useFoundRecords(typed);
  const groups = groupsOf([...records, ...commandsFor(typed)]);
  const run = (id: unknown) => {
    const command = groups.flatMap((group) => group.commands).find((known) => known.id === id);
    if (command !== undefined) onAct(command.act);
  };
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label="Go to, do or find" autoFocus className="palette-field">
        <Search aria-hidden size={17} />
        <Input placeholder="Go to a table, find a person, do something…" />
      </SearchField>
      {/* Tab reaches it to scroll: while one types, the list itself has no focus to give. */}
      <div className="palette-scroll" role="group" aria-label="What fits" tabIndex={0}>
        <Menu
          aria-label="What fits"
          className="palette-list"
          items={groups}
          onAction={run}
          renderEmptyState={() => <Nothing typed={typed} />}
        >
          {(group) => (
            <MenuSection id={group.id}>
              <Header className="palette-group">{group.id}</Header>
              <Collection items={group.commands}>
                {(command) => <Entry command={command} />}
              </Collection>
            </MenuSection>
          )}
        </Menu>
      </div>
    </Autocomplete>
  );
};

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAct: (act: PaletteAct) => void;
}

/** One field that reaches everything: tables, new records, actions, and records by their name. */
export const Palette = ({ open, onOpenChange, onAct }: Props) => (
  <ModalOverlay isOpen={open} onOpenChange={onOpenChange} isDismissable className="palette-veil">
    <Modal className="palette">
      <Dialog aria-label="Go to anything">
        <Chooser
          onAct={(act) => {
            onOpenChange(false);
            onAct(act);
          }}
        />
      </Dialog>
    </Modal>
  </ModalOverlay>
);
