import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { Pasted } from './pasting.ts';

/** Problems that are told one by one. */
const shown = 8;

interface Props {
  pasted: Pasted;
  onPaste: () => void;
  onClose: () => void;
}

/** Some of what was pasted cannot be taken: nothing is written until it is said what becomes of the rest. */
export const PasteQuestion = ({ pasted: { problems, cells }, onPaste, onClose }: Props) => {
  const rest = problems.length - shown;
  const title =
    problems.length === 1
      ? 'One cell cannot be pasted'
      : `${problems.length.toLocaleString('en')} cells cannot be pasted`;
  const paste = () => {
    onPaste();
    onClose();
  };
  return (
    <Dialog
      title={title}
      isOpen
      isLong
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          {cells > 0 && (
            <Button variant="primary" onPress={paste}>
              Paste the other {cells.toLocaleString('en')}
            </Button>
          )}
        </>
      }
    >
      <p>Nothing has been changed yet.</p>
      <ul className="paste-problems">
        {problems.slice(0, shown).map(({ row, label, sentence }) => (
          <li key={`${row} ${label}`}>
            <span className="paste-row">Row {row + 1}</span> {sentence}
          </li>
        ))}
      </ul>
      {rest > 0 && <p>… and {rest.toLocaleString('en')} more.</p>}
    </Dialog>
  );
};
