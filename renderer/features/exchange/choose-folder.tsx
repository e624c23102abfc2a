import { FolderOpen } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { useApi } from '../../state/desk-context.tsx';
import { useSession } from '../../state/session.tsx';
import { useToasts } from '../../state/toasts.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

const kinds = [
  ['A network drive', 'that all of you can open: changes arrive within seconds.'],
  ['Dropbox, OneDrive, Syncthing', 'or the like: changes arrive when the program has copied them.'],
  ['A USB stick', 'that goes from desk to desk: changes arrive when it is plugged in.'],
] as const;

const Explanation = () => (
  <section className="card" aria-labelledby="exchange-how-heading">
    <h2 id="exchange-how-heading">How it works</h2>
    <ul className="exchange-kinds">
      {kinds.map(([name, text]) => (
        <li key={name}>
          <strong>{name}</strong> {text}
        </li>
      ))}
    </ul>
    <p className="quiet">
      Your records stay on this computer, and you go on working while the folder is away. Two people
      may change the same record: different fields are combined, and where the same field was
      changed twice, both values are kept until somebody decides. A file that is missing from the
      folder never deletes a record.
    </p>
  </section>
);

interface Props {
  /** What stands in the box at first. */
  first: string;
  problem: Problem | null;
  onChoose: (folder: string) => Promise<void>;
}

/** Opens the system's dialog; null where the user cancelled, or it could not open. */
const usePick = () => {
  const api = useApi();
  return async (): Promise<string | null> => {
    const picked = await api.call('exchange.pickFolder', {});
    if (picked.ok) return picked.value?.folder ?? null;
    useToasts.getState().show({ tone: 'error', text: problemText(picked.problem) });
    return null;
  };
};

/** Says what a shared folder does, and asks for one: by the system's dialog where there is one, or by its path. */
export const ChooseFolder = ({ first, problem, onChoose }: Props) => {
  const { dialogs } = useSession().info;
  const [folder, setFolder] = useState(first);
  const [isLooking, setLooking] = useState(false);
  const pick = usePick();
  const look = async (chosen: string) => {
    setLooking(true);
    await onChoose(chosen).finally(() => setLooking(false));
  };
  const pickAndLook = async () => {
    const picked = await pick();
    if (picked === null) return;
    setFolder(picked);
    await look(picked);
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (folder.trim() !== '' && !isLooking) void look(folder.trim());
  };
  return (
    <>
      <Explanation />
      <section className="card" aria-labelledby="exchange-choose-heading">
        <h2 id="exchange-choose-heading">Choose the folder</h2>
        <form className="exchange-path" onSubmit={onSubmit}>
          <TextField
            label="Folder"
            value={folder}
            onChange={setFolder}
            maxLength={4000}
            placeholder="/home/ana/Dropbox/Our desk"
            description="Its whole path on this computer. All desks choose the same folder; the first one chooses an empty one."
            isDisabled={isLooking}
          />
          <div className="actions">
            {dialogs && (
              <Button isDisabled={isLooking} onPress={() => void pickAndLook()}>
                <FolderOpen aria-hidden size={16} />
                Choose…
              </Button>
            )}
            <Button type="submit" variant="primary" isDisabled={folder.trim() === '' || isLooking}>
              {isLooking ? 'Looking…' : 'Look into it'}
            </Button>
          </div>
        </form>
        {problem !== null && <Banner tone="danger">{problemText(problem)}</Banner>}
        <p className="quiet">Nothing is written before you join.</p>
      </section>
    </>
  );
};
