import { FolderPlus, FolderSync, FolderX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { problemText } from '#shared/problems/index.ts';
import { pathTo } from '../../state/routes.ts';
import { useDeskEmpty } from '../../state/use-row-counts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { dayMoment } from '../../ui/moment-words.ts';
import { useNow } from '../../ui/use-now.ts';
import { NewFolderForm } from './new-folder-form.tsx';
import type { Found } from './use-joining.ts';

interface Props {
  found: Found;
  onJoin: (passphrase: string | null) => Promise<void>;
  onBack: () => void;
}

const Place = ({ found: { looked } }: Pick<Props, 'found'>) => (
  <p>
    <code className="exchange-place">{looked.place}</code>
  </p>
);

const DesksThere = ({ found: { looked } }: Pick<Props, 'found'>) => {
  const now = useNow();
  return (
    <ul className="record-lines" aria-label="Desks that work there">
      {looked.desks.map(({ name, writtenAt }) => (
        <li key={`${name} ${writtenAt}`}>
          <strong>{name}</strong>
          <span className="quiet">wrote {dayMoment(Date.parse(writtenAt), now)}</span>
        </li>
      ))}
    </ul>
  );
};

/** Joining is for desks of one workspace, and for those that have none of their own yet. */
const OtherRecords = ({ onBack }: Pick<Props, 'onBack'>) => (
  <>
    <Banner tone="warning" title="This desk and the folder have different records">
      <p>{problemText({ code: 'exchange.notEmpty', data: {} })}</p>
      <ol className="exchange-steps">
        <li>
          <Link href={pathTo.transfer('export')}>Export a snapshot</Link>, to keep what this desk
          has.
        </li>
        <li>
          <Link href={pathTo.settings}>Start over</Link> under Settings.
        </li>
        <li>Come back here: the empty desk then takes over the records of the folder.</li>
      </ol>
    </Banner>
    <div className="actions">
      <Button onPress={onBack}>Choose another folder</Button>
    </div>
  </>
);

interface JoinProps extends Props {
  children: ReactNode;
}

const JoinButtons = ({ found, onJoin, onBack, children }: JoinProps) => {
  const [isJoining, setJoining] = useState(false);
  const join = () => {
    setJoining(true);
    void onJoin(found.passphrase).finally(() => setJoining(false));
  };
  return (
    <>
      <p>{children}</p>
      {found.problem !== null && <Banner tone="danger">{problemText(found.problem)}</Banner>}
      <div className="actions">
        <Button isDisabled={isJoining} onPress={onBack}>
          Choose another folder
        </Button>
        <Button variant="primary" isDisabled={isJoining} onPress={join}>
          {isJoining ? 'Joining…' : 'Join'}
        </Button>
      </div>
    </>
  );
};

const JoinOrNot = (props: Props) => {
  const { looked, problem } = props.found;
  const isEmpty = useDeskEmpty();
  if (isEmpty === undefined) return null;
  if (problem?.code === 'exchange.notEmpty' || (!looked.isSame && !isEmpty))
    return <OtherRecords onBack={props.onBack} />;
  return (
    <JoinButtons {...props}>
      {looked.isSame
        ? 'It has the records that this desk has. What each of them knows is brought together.'
        : 'This desk is empty: it takes over the records of the folder.'}
    </JoinButtons>
  );
};

const Working = (props: Props) => (
  <section className="card" aria-labelledby="exchange-found-heading">
    <h2 id="exchange-found-heading" className="exchange-title">
      <FolderSync aria-hidden size={16} /> Desks work together here
    </h2>
    <Place found={props.found} />
    <DesksThere found={props.found} />
    <JoinOrNot {...props} />
  </section>
);

const New = (props: Props) => (
  <section className="card" aria-labelledby="exchange-found-heading">
    <h2 id="exchange-found-heading" className="exchange-title">
      <FolderPlus aria-hidden size={16} /> The folder is empty
    </h2>
    <Place found={props.found} />
    <p>This desk makes it a shared folder; then the others choose it on their computers.</p>
    <NewFolderForm {...props} />
  </section>
);

const Unusable = ({ found, onBack }: Props) => (
  <section className="card" aria-labelledby="exchange-found-heading">
    <h2 id="exchange-found-heading" className="exchange-title">
      <FolderX aria-hidden size={16} /> The folder has other files
    </h2>
    <Place found={found} />
    <p>
      It is neither empty nor a shared folder, so nothing is put into it. Make a new folder within
      it and choose that one.
    </p>
    <div className="actions">
      <Button onPress={onBack}>Choose another folder</Button>
    </div>
  </section>
);

const views = { new: New, workspace: Working, other: Unusable } as const;

/** What is in the folder that was chosen, and joining it where that can be done. */
export const FoundFolder = (props: Props) => {
  const View = views[props.found.looked.kind];
  return <View {...props} />;
};
