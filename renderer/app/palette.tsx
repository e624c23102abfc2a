import { Search } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
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
import { useViewCommands } from './view-commands.ts';
import { useScreenParts, type ScreenPart } from '../state/screen-actions.tsx';
import { Kbd } from '../ui/kbd.tsx';
import {
  commandsFor,
  hereCommands,
  searchPath,
  type PaletteAct,
  type PaletteCommand,
} from './palette-commands.ts';

interface Group {
  id: string;
  commands: readonly PaletteCommand[];
}

/** What the screen offers stands first, then records, since a name is what is typed most. */
const groupNames = ['Records', 'Views', 'Go to', 'New', 'Do'] as const;

const partOf = ({ act }: PaletteCommand): string | null => (act.do === 'here' ? act.part : null);

const groupsOf = (commands: readonly PaletteCommand[], parts: readonly ScreenPart[]): Group[] =>
  [
    ...parts.map(({ title }) => ({
      id: `Here: ${title}`,
      commands: commands.filter((command) => partOf(command) === title),
    })),
    ...groupNames.map((id) => ({ id, commands: commands.filter(({ group }) => group === id) })),
  ].filter(({ commands: found }) => found.length > 0);

const Entry = ({
  command: { id, label, hint, obstacle = null, keys },
}: {
  command: PaletteCommand;
}) => (
  <MenuItem id={id} textValue={label} isDisabled={obstacle !== null} className="palette-entry">
    <span>{label}</span>
    {(obstacle ?? hint) !== undefined && <span className="quiet">{obstacle ?? hint}</span>}
    {keys !== undefined && <Kbd keys={keys} />}
  </MenuItem>
);

const nothingTexts = {
  looking: (typed: string) => `Looking for “${typed}”…`,
  found: (typed: string) => `Nothing begins with “${typed}”.`,
  failed: () => 'The search failed. Type on to try again.',
};

const Nothing = ({ typed, state }: { typed: string; state: keyof typeof nothingTexts }) => (
  <p className="palette-empty">{nothingTexts[state](typed.trim())}</p>
);

interface ChooserProps {
  onAct: (act: PaletteAct) => void;
  onGone: () => void;
}

const Chooser = ({ onAct, onGone }: ChooserProps) => {
  const parts = useScreenParts();
  const gone = useEffectEvent(onGone);
  useEffect(() => () => gone(), []);
  const [typed, setTyped] = useState('');
  const { records, state } = useFoundRecords(typed);
  const views = useViewCommands();
  const commands = commandsFor(typed, [...hereCommands(parts), ...views]);
  const groups = groupsOf([...records, ...commands], parts);
  const everything = searchPath(typed);
  const searchAll = () => {
    if (everything !== null) onAct({ do: 'go', path: everything });
  };
  const run = (id: unknown) => {
    const command = groups.flatMap((group) => group.commands).find((known) => known.id === id);
    if (command !== undefined) onAct(command.act);
  };
  return (
    <div
      role="presentation"
      className="palette-chooser"
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        searchAll();
      }}
    >
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
            renderEmptyState={() => <Nothing typed={typed} state={state} />}
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
      {everything !== null && (
        <button type="button" className="palette-search" onClick={searchAll}>
          <Search aria-hidden size={14} />
          <span className="palette-search-words">Search everything for “{typed.trim()}”</span>
          <Kbd keys={['Ctrl', 'Enter']} />
        </button>
      )}
    </div>
  );
};

interface Props extends ChooserProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** One field that reaches everything: what the screen offers, tables, new records, and records by their name. */
export const Palette = ({ open, onOpenChange, onAct, ...chooser }: Props) => (
  <ModalOverlay isOpen={open} onOpenChange={onOpenChange} isDismissable className="palette-veil">
    <Modal className="palette">
      <Dialog aria-label="Go to anything">
        <Chooser
          {...chooser}
          onAct={(act) => {
            onOpenChange(false);
            onAct(act);
          }}
        />
      </Dialog>
    </Modal>
  </ModalOverlay>
);
