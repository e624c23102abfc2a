import { Trash2 } from 'lucide-react';
import { entityOf, type TableName } from '#shared/entities/index.ts';
import { Button } from '../../ui/button.tsx';

/** Says that a record is in the trash, and takes it out. */
export const TrashBanner = ({ table, onRestore }: { table: TableName; onRestore: () => void }) => (
  <div className="record-banner" role="status">
    <Trash2 aria-hidden size={18} />
    <p>
      This {entityOf(table).label.one.toLowerCase()} is in the trash. It is left out of lists and
      searches; nothing of it is lost.
    </p>
    <Button onPress={onRestore}>Restore</Button>
  </div>
);
