import { CircleCheck, GitMerge } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { tableNames } from '#shared/entities/index.ts';
import type { LeftOut, MergePreview } from '../../db/merging.ts';
import type { OpenFile } from '../../files/take-file.ts';
import { useNotices } from '../../state/desk-context.tsx';
import { totalOf } from '../../state/row-counts.ts';
import { countOf, momentText, sizeText } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { MergeRecords } from './merge-records.tsx';
import { MergeTables } from './merge-tables.tsx';
import { touchedTables } from './merge-words.ts';
import { useLeftOut } from './use-left-out.ts';

interface Props {
  open: OpenFile<MergePreview>;
  onMerge: (leftOut: LeftOut) => void;
  onAgain: () => void;
  onBack: () => void;
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Facts = ({ open: { file, found } }: Pick<Props, 'open'>) => {
  const { deskName, createdAt, rows } = found.summary;
  return (
    <dl className="facts">
      <Fact name="From the desk">{deskName}</Fact>
      <Fact name="As it was">{momentText(createdAt)}</Fact>
      <Fact name="File">
        {file.name}{' '}
        <span className="quiet">
          {sizeText(file.size)}, {countOf(totalOf(rows), 'record')}
        </span>
      </Fact>
    </dl>
  );
};

/** A file that cannot be merged, or needs not: why, and the way to another. */
const Ending = ({
  open,
  onBack,
  children,
}: Omit<Props, 'onMerge' | 'onAgain'> & { children: ReactNode }) => (
  <section className="card" aria-label="What the file holds">
    <Facts open={open} />
    {children}
    <footer className="card-foot">
      <Button variant="primary" onPress={onBack}>
        Choose another file
      </Button>
    </footer>
  </section>
);

const Unrelated = (props: Omit<Props, 'onMerge' | 'onAgain'>) => (
  <Ending {...props}>
    <Banner tone="warning" title="This file is of another workspace">
      It did not begin as a copy of this desk, nor this desk as a copy of it. The numbers of its
      records mean other records here: its profile 12 is somebody else than yours. Merging would mix
      them up, so nothing was changed.
    </Banner>
  </Ending>
);

const NothingNew = (props: Omit<Props, 'onMerge' | 'onAgain'>) => (
  <Ending {...props}>
    <p className="verified">
      <CircleCheck aria-hidden size={16} /> Nothing to merge: this desk has everything that is in
      the file.
    </p>
  </Ending>
);

/** Whether the desk was changed since the file was compared with it. */
const useStale = (): boolean => {
  const [stale, setStale] = useState(false);
  useNotices(tableNames, () => setStale(true));
  return stale;
};

interface BarProps {
  count: number;
  stale: boolean;
  onMerge: () => void;
  onAgain: () => void;
  onBack: () => void;
}

/** What can be done now; it stays in sight while the records are looked through. */
const MergeBar = ({ count, stale, onMerge, onAgain, onBack }: BarProps) => (
  <footer className="merge-bar">
    <p className="quiet" role="status">
      {stale
        ? 'The desk was changed since the file was compared with it.'
        : count === 0
          ? 'Everything is left out.'
          : 'The desk as it is now is backed up first, so that you can come back.'}
    </p>
    <Button onPress={onBack}>Choose another file</Button>
    {stale ? (
      <Button variant="primary" onPress={onAgain}>
        Compare again
      </Button>
    ) : (
      <Button variant="primary" isDisabled={count === 0} onPress={onMerge}>
        <GitMerge aria-hidden size={16} />
        Merge {countOf(count, 'record')}
      </Button>
    )}
  </footer>
);

const Choosing = ({ open, onMerge, onAgain, onBack }: Props) => {
  const preview = open.found;
  const leaving = useLeftOut(preview);
  const stale = useStale();
  return (
    <>
      <section className="card" aria-label="What the file holds">
        <p className="verified">
          <CircleCheck aria-hidden size={16} /> Read in full, verified and compared. Nothing was
          changed yet.
        </p>
        <Facts open={open} />
        <MergeTables preview={preview} leaving={leaving} />
      </section>
      <MergeRecords preview={preview} leaving={leaving} />
      <MergeBar
        count={leaving.count}
        stale={stale}
        onMerge={() => onMerge(leaving.leftOut)}
        onAgain={onAgain}
        onBack={onBack}
      />
    </>
  );
};

/** What merging a file would do, and the decision that is the user's. */
export const MergeReview = (props: Props) => {
  const preview = props.open.found;
  if (preview.relation === 'unrelated') return <Unrelated {...props} />;
  if (touchedTables(preview).length === 0) return <NothingNew {...props} />;
  return <Choosing {...props} />;
};
