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
  { label: 'Select more cells', keys: ['Shift', '↓'] },
  { label: 'Select rows, columns, everything', keys: ['Shift', 'Space'] },
  { label: 'Copy and paste cells', keys: ['Ctrl', 'C'] },
  { label: 'Fill down', keys: ['Ctrl', 'D'] },
  { label: 'What was typed into all that is selected', keys: ['Ctrl', 'Enter'] },
  { label: 'On a head: sort by it, or by it as well', keys: ['Shift', 'Enter'] },
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
