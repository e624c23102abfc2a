import { Download } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { recall, remember } from '../../state/remembered.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { NewPassphraseFields } from '../../ui/new-passphrase-fields.tsx';
import { useNewPassphrase } from '../../ui/use-new-passphrase.ts';

const choice = 'export.protect';

/** Whether people want their exports encrypted: remembered, unlike the passphrase. */
const useProtect = () => {
  const [isOn, setOn] = useState(recall(choice) === 'yes');
  const choose = (on: boolean) => {
    setOn(on);
    remember(choice, on ? 'yes' : 'no');
  };
  return [isOn, choose] as const;
};

const NoWayRound = () => (
  <Banner tone="warning">
    Without the passphrase nobody can open the file: there is no way round it. Tell it to whoever
    gets the file, and not in the same message.
  </Banner>
);

interface Props {
  /** Gives whether a file was written; null stands for one that is not encrypted. */
  onExport: (passphrase: string | null) => Promise<boolean>;
}

/** The export’s one question, whether the file gets a passphrase, and the button that starts it. */
export const ExportForm = ({ onExport }: Props) => {
  const [isProtected, protect] = useProtect();
  const typed = useNewPassphrase();
  const isReady = !isProtected || typed.isReady;
  const start = async () => {
    const written = await onExport(isProtected ? typed.passphrase : null);
    if (written) typed.clear();
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isReady) void start();
  };
  return (
    <form className="stack" onSubmit={onSubmit}>
      <div className="card-deed">
        <div className="stack">
          <Checkbox isSelected={isProtected} onChange={protect}>
            Protect with a passphrase
          </Checkbox>
          <p className="quiet">
            {isProtected
              ? 'The file is encrypted in the standard age format: this desk opens it, and so does the “age” command.'
              : 'The file is not encrypted, and it holds codes and payout data as they are: keep it where your records may be.'}
          </p>
        </div>
        <Button type="submit" variant="primary" isDisabled={!isReady}>
          <Download aria-hidden size={16} />
          Export
        </Button>
      </div>
      {isProtected && (
        <>
          <NewPassphraseFields typed={typed} />
          <NoWayRound />
        </>
      )}
    </form>
  );
};
