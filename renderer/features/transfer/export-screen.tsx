import { useState } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { useApi } from '../../state/desk-context.tsx';
import { runLongWork } from '../../state/long-work.ts';
import { totalOf } from '../../state/row-counts.ts';
import { useSession, type ExportedFile } from '../../state/session.tsx';
import { useToasts } from '../../state/toasts.ts';
import { useRowCounts } from '../../state/use-row-counts.ts';
import { countOf, sizeText } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ExportForm } from './export-form.tsx';
import { ProblemNote } from '../../files/problem-note.tsx';
import { RowsTable } from './rows-table.tsx';
import { snapshotName } from './snapshot-name.ts';
import { TransferFrame } from '../../files/transfer-frame.tsx';

const reveal = async (api: DeskApi, name: string) => {
  const shown = await api.call('files.reveal', { name });
  if (!shown.ok) useToasts.getState().show({ tone: 'error', text: problemText(shown.problem) });
};

const tellDone = (api: DeskApi, { name, size, rows }: ExportedFile) =>
  useToasts.getState().show({
    tone: 'success',
    text: `Exported ${countOf(totalOf(rows), 'row')}, ${sizeText(size)}.`,
    action: { label: 'Show in folder', run: () => void reveal(api, name) },
  });

const useExport = () => {
  const api = useApi();
  const { info, work } = useSession();
  const [done, setDone] = useState<ExportedFile | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const start = async (passphrase: string | null): Promise<boolean> => {
    setProblem(null);
    setDone(null);
    const file = { name: snapshotName(info.identity.name, new Date()), passphrase };
    const result = await runLongWork('Exporting', (options) => work.exportSnapshot(file, options));
    if (!result.ok) setProblem(result.problem);
    if (!result.ok || result.value === null) return false;
    setDone(result.value);
    tellDone(api, result.value);
    return true;
  };
  return { done, problem, start, reveal: (name: string) => void reveal(api, name) };
};

const DoneNote = ({ file, onReveal }: { file: ExportedFile; onReveal: () => void }) => {
  const { dialogs, exportsFolder } = useSession().info;
  return (
    <Banner
      tone="success"
      actions={
        <Button size="small" onPress={onReveal}>
          Show in folder
        </Button>
      }
    >
      <strong>{file.name}</strong> is written and was read back in full:{' '}
      {countOf(totalOf(file.rows), 'row')}, {sizeText(file.size)}.
      {!dialogs && <p className="quiet">In the folder {exportsFolder}</p>}
    </Banner>
  );
};

/** Writes the whole desk into one file. */
export const ExportScreen = () => {
  const { done, problem, start, reveal: show } = useExport();
  const counts = useRowCounts();
  return (
    <TransferFrame
      part="export"
      title="Export a snapshot"
      lead="One file with every record of this desk, the trash included: a backup, or a copy for a colleague. It is read back and verified before it gets its name."
    >
      <ProblemNote problem={problem} />
      {done !== null && <DoneNote file={done} onReveal={() => show(done.name)} />}
      <section className="card" aria-label="What the file will hold">
        <ExportForm onExport={start} />
        <RowsTable caption="What the file will hold" columns={[{ name: 'Rows', rows: counts }]} />
      </section>
    </TransferFrame>
  );
};
