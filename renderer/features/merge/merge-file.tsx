import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { MergePreview } from '../../db/merging.ts';
import type { OpenFile } from '../../files/take-file.ts';
import { pathTo } from '../../state/routes.ts';
import { totalOf } from '../../state/row-counts.ts';
import { countOf, momentText, sizeText } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

interface Props {
  open: OpenFile<MergePreview>;
  onBack: () => void;
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** Whose file it is, and of when. */
export const FileFacts = ({ open: { file, found } }: Pick<Props, 'open'>) => {
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

interface EndingProps extends Props {
  children: ReactNode;
  /** What can be done with the file all the same. */
  deed?: ReactNode;
}

/** A file that cannot be merged, or needs not: why, and the way to another. */
const Ending = ({ open, onBack, children, deed }: EndingProps) => (
  <section className="card" aria-label="What the file holds">
    <FileFacts open={open} />
    {children}
    <footer className="card-foot">
      {deed}
      <Button variant="primary" onPress={onBack}>
        Choose another file
      </Button>
    </footer>
  </section>
);

/** A file whose numbers mean other records: what that is, and what can be done. */
export const Unrelated = ({ onRenumber, ...props }: Props & { onRenumber: () => void }) => (
  <Ending {...props} deed={<Button onPress={onRenumber}>Bring in as new records…</Button>}>
    <Banner tone="warning" title="This file is of another workspace">
      It did not begin as a copy of this desk, nor this desk as a copy of it. The numbers of its
      records mean other records here: its profile 12 is somebody else than yours. Nothing was
      changed.
    </Banner>
    <div className="merge-ways">
      <h2>What you can do</h2>
      <ul>
        <li>
          To have its records here once, bring them in as new ones: each gets a number of this desk,
          and what belongs together stays together. You see all of it before anything is changed.
        </li>
        <li>
          To work on the same records from now on, one of you{' '}
          <Link href={pathTo.transfer('export')}>exports a snapshot</Link> and the other one{' '}
          <Link href={pathTo.transfer('restore')}>restores it</Link>. A restore replaces what is on
          that desk, which is backed up first. After that, your files can be merged.
        </li>
        <li>
          If you came to the wrong file: ask your colleague for a snapshot of the desk that began as
          a copy of yours.
        </li>
      </ul>
    </div>
  </Ending>
);

/** What re-numbering means for the user, before they agree. */
export const Renumbered = () => (
  <Banner tone="warning" title="All of its records are new here">
    The file is of another workspace, so each of its records gets a number of this desk. Whom you
    both know will be here twice, and so will everything if you bring in this file again.
  </Banner>
);

/** A file of which everything is here already. */
export const NothingNew = (props: Props) => (
  <Ending {...props}>
    <p className="verified">
      <CircleCheck aria-hidden size={16} /> Nothing to merge: this desk has everything that is in
      the file.
    </p>
  </Ending>
);
