import { entityOf, type TableName } from '#shared/entities/index.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

/** Says that a record is in the trash, and takes it out. */
export const TrashBanner = ({ table, onRestore }: { table: TableName; onRestore: () => void }) => (
  <div className="record-banner">
    <Banner tone="warning" actions={<Button onPress={onRestore}>Restore</Button>}>
      This {entityOf(table).label.one.toLowerCase()} is in the trash: left out of lists and
      searches, and nothing of it is lost.
    </Banner>
  </div>
);
