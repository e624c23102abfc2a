import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { shortcuts } from './shortcuts.ts';

interface Keys {
  label: string;
  keys: readonly string[];
}

const inGrid: readonly Keys[] = [
  { label: 'Move between cells', keys: ['←', '↑', '↓', '→'] },
  { label: 'Edit the cell', keys: ['F2'] },
  { label: 'Open the record', keys: ['Ctrl', 'Enter'] },
  { label: 'New record from any cell', keys: ['Alt', 'N'] },
  { label: 'Go to Home from any cell, Alt held', keys: ['Alt', 'G', 'H'] },
  { label: 'First and last row', keys: ['Ctrl', 'Home'] },
];

const inRecord: readonly Keys[] = [
  { label: 'Save', keys: ['Ctrl', 'S'] },
  { label: 'To a section of the form', keys: ['Alt', '1'] },
  { label: 'Next part of the page', keys: ['F6'] },
  { label: 'Back', keys: ['Escape'] },
];

const KeyList = ({ title, entries }: { title: string; entries: readonly Keys[] }) => (
  <section className="key-list" aria-label={title}>
    <h3>{title}</h3>
    <dl>
      {entries.map(({ label, keys }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Kbd keys={keys} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
);

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every key that the desk listens to. */
export const ShortcutsDialog = ({ open, onOpenChange }: Props) => (
  <Dialog title="Keyboard shortcuts" isLong isOpen={open} onOpenChange={onOpenChange}>
    <KeyList title="Everywhere" entries={Object.values(shortcuts)} />
    <KeyList title="In a table" entries={inGrid} />
    <KeyList title="On a record" entries={inRecord} />
  </Dialog>
);
