import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useScreenParts, type ScreenPart } from '../state/screen-actions.tsx';
import { shortcuts } from './shortcuts.ts';

interface Keys {
  label: string;
  keys: readonly string[];
}

/** The keys of a part of the screen, each with what it does. */
const keysOf = ({ actions }: ScreenPart): readonly Keys[] =>
  actions.flatMap(({ label, keys }) => (keys === undefined ? [] : [{ label, keys }]));

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

const KeysHere = () =>
  useScreenParts()
    .map((part) => ({ title: `Here: ${part.title}`, entries: keysOf(part) }))
    .filter(({ entries }) => entries.length > 0)
    .map((part) => <KeyList key={part.title} {...part} />);

/** The window’s own keys, and those of the screen that is shown (KEY5). */
export const ShortcutsDialog = ({ open, onOpenChange }: Props) => (
  <Dialog title="Keyboard shortcuts" isLong isOpen={open} onOpenChange={onOpenChange}>
    <KeyList title="Everywhere" entries={Object.values(shortcuts)} />
    <KeysHere />
  </Dialog>
);
