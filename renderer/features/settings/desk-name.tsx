import { useState, type SyntheticEvent } from 'react';
import { problemText } from '#shared/problems/index.ts';
import { useSession } from '../../state/session.tsx';
import { useToasts } from '../../state/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

const useRenaming = () => {
  const { info, rename } = useSession();
  const [name, setName] = useState(info.identity.name);
  const trimmed = name.trim();
  const submit = async () => {
    const renamed = await rename(trimmed);
    useToasts
      .getState()
      .show(
        renamed.ok
          ? { tone: 'success', text: `This desk is now called “${renamed.value.name}”.` }
          : { tone: 'error', text: problemText(renamed.problem) },
      );
  };
  return { name, setName, submit, ready: trimmed !== '' && trimmed !== info.identity.name };
};

/** The desk's name: others see it in snapshots. */
export const DeskNameCard = () => {
  const { name, setName, submit, ready } = useRenaming();
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (ready) void submit();
  };
  return (
    <section className="card" aria-labelledby="desk-name-heading">
      <h2 id="desk-name-heading">This desk</h2>
      <form className="field-row" onSubmit={onSubmit}>
        <TextField label="Name of this desk" value={name} onChange={setName} maxLength={100} />
        <Button type="submit" isDisabled={!ready}>
          Rename
        </Button>
      </form>
      <p className="quiet">Snapshots carry it, so that colleagues see whose they are.</p>
    </section>
  );
};
