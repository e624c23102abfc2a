import { ChooseFolder } from './choose-folder.tsx';
import { FoundFolder } from './found-folder.tsx';
import { FolderPassphrase } from './folder-passphrase.tsx';
import { useJoining } from './use-joining.ts';

/** The way into a shared folder: which one, what is in it, and joining. */
export const Joining = () => {
  const joining = useJoining();
  const { step, choose, open, join, back } = joining;
  if (step.at === 'locked')
    return (
      <FolderPassphrase folder={step.folder} problem={step.problem} onOpen={open} onBack={back} />
    );
  if (step.at === 'found') return <FoundFolder found={step} onJoin={join} onBack={back} />;
  return <ChooseFolder first={step.folder} problem={step.problem} onChoose={choose} />;
};
