import { CircleCheck, FolderOpen } from 'lucide-react';
import { Link } from 'wouter';
import type { DumpReport } from '#shared/ipc/messages.ts';
import { runLongWork } from '../../state/long-work.ts';
import { pathTo } from '../../state/routes.ts';
import { useSession, type Imported, type OnExisting } from '../../state/session.tsx';
import { countOf } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { DumpReview } from './dump-review.tsx';
import { FileChoice } from '../../files/file-choice.tsx';
import { TransferFrame } from '../../files/transfer-frame.tsx';
import { useFileFlow } from '../../files/use-file-flow.ts';

const figuresOf = ({ added, same, kept, replaced, erased }: Imported): string =>
  [
    `${countOf(added, 'record')} came in`,
    ...(same > 0 ? [`${countOf(same, 'record')} were here already, the same`] : []),
    ...(kept > 0 ? [`${countOf(kept, 'record')} kept this desk’s values`] : []),
    ...(replaced > 0 ? [`${countOf(replaced, 'record')} took the file’s values`] : []),
    ...(erased > 0
      ? [`${countOf(erased, 'record')} had been erased here for good and stayed out`]
      : []),
  ].join('; ');

const ImportDone = ({
  name,
  done,
  onAgain,
}: {
  name: string;
  done: Imported;
  onAgain: () => void;
}) => (
  <section className="card outcome" aria-label="Imported">
    <CircleCheck aria-hidden size={32} strokeWidth={1.5} />
    <h2>The dump is in</h2>
    <p>
      From {name}: {figuresOf(done)}.
    </p>
    <div className="actions">
      <Link className="button button-secondary button-medium" href={pathTo.start}>
        Go to the desk
      </Link>
      <Button onPress={onAgain}>Import another file</Button>
    </div>
  </section>
);

const useDumpImport = () => {
  const { work } = useSession();
  const { flow, choose, back, apply } = useFileFlow<DumpReport, Imported>(
    'dump',
    ({ api, file: { ticket }, job }) => api.call('dump.open', { job, ticket }),
  );
  const bringIn = (onExisting: OnExisting) =>
    apply(({ file: { name }, job, found: report }) =>
      runLongWork('Importing', (options) =>
        work.importDump({ job, name, report, onExisting }, options),
      ),
    );
  return { flow, choose, back, bringIn };
};

/** Brings in the dump of the old system: a dry run first, then all of it or nothing. */
export const ImportScreen = () => {
  const { flow, choose, back, bringIn } = useDumpImport();
  return (
    <TransferFrame
      part="import"
      title="Import a dump"
      lead="The old system’s PostgreSQL dump (pg_dump, plain format). Its rows are added to what is here, with their numbers; all of them come in, or none."
    >
      {flow.step === 'choose' && (
        <FileChoice kind="dump" problem={flow.problem} onChoose={() => void choose()}>
          <FolderOpen aria-hidden size={16} />
          Choose a dump…
        </FileChoice>
      )}
      {flow.step === 'review' && (
        <DumpReview
          open={flow.open}
          onBack={back}
          onApply={(onExisting) => void bringIn(onExisting)}
        />
      )}
      {flow.step === 'done' && (
        <ImportDone name={flow.file.name} done={flow.outcome} onAgain={back} />
      )}
    </TransferFrame>
  );
};
