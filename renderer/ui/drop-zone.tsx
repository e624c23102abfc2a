import { Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { DropZone as Zone, Text, isFileDropItem, type DropItem } from 'react-aria-components';
import { Button } from './button.tsx';
import './drop-zone.css';

interface Props {
  /** What may be dropped here, as a sentence. */
  label: string;
  /** Words of the button that opens the file dialog; it is the shell’s, since paths are its matter. */
  chooseLabel?: string;
  onChoose: () => void;
  /** The files that were dropped, never folders. */
  onDrop: (files: File[]) => void;
  children?: ReactNode;
}

const filesIn = (items: readonly DropItem[]): Promise<File[]> =>
  Promise.all(items.filter(isFileDropItem).map((item) => item.getFile()));

/** A place to drop a file on, with a button for those who would rather choose it. */
export const DropZone = ({
  label,
  chooseLabel = 'Choose a file',
  onChoose,
  onDrop,
  children,
}: Props) => (
  <Zone
    className="drop-zone"
    getDropOperation={() => 'copy'}
    onDrop={({ items }) => void filesIn(items).then((files) => files.length > 0 && onDrop(files))}
  >
    <Upload aria-hidden size={24} strokeWidth={1.6} className="drop-zone-icon" />
    <Text slot="label" className="drop-zone-label">
      {label}
    </Text>
    <Button variant="primary" onPress={onChoose}>
      {chooseLabel}
    </Button>
    {children}
  </Zone>
);
