import { ArchiveX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Backup, BackupStatus } from '#shared/ipc/messages.ts';
import { problemText } from '#shared/problems/index.ts';
import { pathTo } from '../../state/routes.ts';
import { useScreenActions, type ScreenAction } from '../../state/screen-actions.tsx';
import { useApi } from '../../state/desk-context.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { BackupLine } from './backup-line.tsx';
import { BackupsFrame } from './backups-frame.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { FailingNote, Standing } from './standing.tsx';
import { useBackupActions, type BackupActions } from './use-backup-actions.ts';
import { useBackupRestore } from './use-backup-restore.ts';
import { useBackups } from './use-backups.ts';

const NoBackup = () => (
  <EmptyState
    icon={<ArchiveX aria-hidden size={28} strokeWidth={1.5} />}
    title="No backup yet"
    text="The first one is made by itself, 15 minutes after the first change. What you enter is kept in the journal from the first moment."
  />
);

const noBackup = 'There is no backup yet.';

/** What can be done about backups; the newest stands for the others, which have buttons. */
const backupActions = (
  newest: Backup | undefined,
  actions: BackupActions,
  ways: { restore: (backup: Backup) => void; moment: () => void },
): ScreenAction[] => {
  const obstacle = newest === undefined ? noBackup : null;
  const withNewest = (run: (backup: Backup) => void) => () => newest !== undefined && run(newest);
  return [
    {
      id: 'now',
      label: 'Back up now',
      keys: ['B'],
      isAnywhere: true,
      run: actions.backUp,
    },
    { id: 'moment', label: 'Go back to a moment', words: 'time rewind', run: ways.moment },
    { id: 'verify', label: 'Verify the newest backup', obstacle, run: withNewest(actions.verify) },
    { id: 'copy', label: 'Copy the newest backup', obstacle, run: withNewest(actions.copy) },
    { id: 'restore', label: 'Restore the newest backup…', obstacle, run: withNewest(ways.restore) },
    { id: 'folder', label: 'Show the folder', run: () => actions.reveal(null) },
  ];
};

interface Props {
  status: BackupStatus;
  protection: ReactNode;
  onChanged: () => void;
}

const Loaded = ({ status, protection, onChanged }: Props) => {
  const now = useNow();
  const actions = useBackupActions(onChanged);
  const { question, open, close, restore } = useBackupRestore(onChanged);
  const [, go] = useLocation();
  useScreenActions('Backups', () =>
    backupActions(status.backups[0], actions, {
      restore: (backup) => void open(backup),
      moment: () => go(pathTo.backups('moment')),
    }),
  );
  return (
    <>
      <FailingNote status={status} now={now} actions={actions} />
      <Standing status={status} now={now} actions={actions} />
      {protection}
      {status.backups.length === 0 ? (
        <NoBackup />
      ) : (
        <section className="card backup-list" aria-labelledby="backup-list-heading">
          <h2 id="backup-list-heading">Kept, newest first</h2>
          <ul>
            {status.backups.map((backup) => (
              <BackupLine
                key={backup.name}
                backup={backup}
                now={now}
                actions={actions}
                onRestore={() => void open(backup)}
              />
            ))}
          </ul>
        </section>
      )}
      <RestoreDialog
        question={question}
        now={now}
        onOpen={(backup, passphrase) => void open(backup, passphrase)}
        onRestore={(chosen) => void restore(chosen)}
        onClose={close}
      />
    </>
  );
};

/** The backups of this desk, how they stand, and what can be done with them. */
export const BackupsScreen = ({ protection }: { protection?: ReactNode }) => {
  const { loaded, reload } = useBackups(useApi());
  return (
    <BackupsFrame
      part="list"
      lead="Copies of the whole desk, made by themselves and kept apart from it: the 5 newest, and one for each of 24 hours, 31 days, 12 weeks and 24 months."
    >
      {loaded === undefined && <Skeleton lines={6} />}
      {loaded?.ok === false && (
        <Banner tone="danger" actions={<Button onPress={reload}>Try again</Button>}>
          {problemText(loaded.problem)}
        </Banner>
      )}
      {loaded?.ok === true && (
        <Loaded status={loaded.value} protection={protection} onChanged={reload} />
      )}
    </BackupsFrame>
  );
};
