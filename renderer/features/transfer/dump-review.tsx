import { Copy, FileInput } from 'lucide-react';
import { useState } from 'react';
import type { DumpReport } from '#shared/ipc/messages.ts';
import { useToasts } from '../../state/toasts.ts';
import type { OnExisting } from '../../state/session.tsx';
import { totalOf } from '../../state/row-counts.ts';
import { useDeskEmpty } from '../../state/use-row-counts.ts';
import { countOf, sizeText } from '../../state/wording.ts';
import { Button } from '../../ui/button.tsx';
import { Radio, RadioGroup } from '../../ui/radio-group.tsx';
import { missingOf, noticesOf, obstacleOf, placeOf, problemsAsText } from './dump-findings.ts';
import { RowsTable } from './rows-table.tsx';
import { ScrollingList } from './scrolling-list.tsx';
import type { OpenFile } from '../../files/take-file.ts';

const copyText = async (text: string) => {
  const copied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  useToasts
    .getState()
    .show(
      copied
        ? { tone: 'success', text: 'The problems are on the clipboard.' }
        : { tone: 'error', text: 'The clipboard is not open to this window.' },
    );
};

const Problems = ({ name, report }: { name: string; report: DumpReport }) => {
  const { problems, problemCount } = report;
  if (problemCount === 0) return null;
  const lines = problems.map((problem) => `${placeOf(problem)}: ${problem.message}`);
  const title =
    problemCount > problems.length
      ? `The first ${countOf(problems.length, 'problem')} of ${countOf(problemCount, 'problem')}`
      : countOf(problemCount, 'problem');
  return (
    <section className="findings" data-tone="danger" aria-label="Problems">
      <header>
        <h2>{title}</h2>
        <Button variant="quiet" onPress={() => void copyText(problemsAsText(name, report))}>
          <Copy aria-hidden size={15} />
          Copy as text
        </Button>
      </header>
      <ScrollingList label="Problems" lines={lines} />
    </section>
  );
};

const Findings = ({ title, help, lines }: { title: string; help?: string; lines: string[] }) =>
  lines.length === 0 ? null : (
    <section className="findings" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      {help !== undefined && <p className="quiet">{help}</p>}
      <ScrollingList label={title} lines={lines} />
    </section>
  );

const ExistingChoice = ({
  chosen,
  onChoose,
}: {
  chosen: OnExisting;
  onChoose: (choice: OnExisting) => void;
}) => (
  <RadioGroup
    label="Records that are on this desk already, with other values"
    value={chosen}
    onChange={(value) => onChoose(value as OnExisting)}
  >
    <Radio value="refuse">Stop, and bring in nothing</Radio>
    <Radio value="keep">Keep mine: the rest comes in</Radio>
    <Radio value="replace">Replace mine by the file’s</Radio>
  </RadioGroup>
);

interface Props {
  open: OpenFile<DumpReport>;
  onBack: () => void;
  onApply: (onExisting: OnExisting) => void;
}

/** What a dry run found, and the decision that is the user's. */
export const DumpReview = ({ open: { file, found: report }, onBack, onApply }: Props) => {
  const empty = useDeskEmpty();
  const [onExisting, setOnExisting] = useState<OnExisting>('refuse');
  const obstacle = obstacleOf(report);
  return (
    <section className="card" aria-label="What the dump holds">
      <p className="verified">
        <strong>{file.name}</strong> {sizeText(file.size)}, {countOf(report.lines, 'line')} read.
        Nothing was changed yet.
      </p>
      <Problems name={file.name} report={report} />
      <RowsTable caption="What would come in" columns={[{ name: 'Rows', rows: report.rows }]} />
      <Findings title="Not known to this desk" lines={noticesOf(report)} />
      <Findings
        title={countOf(report.missing.length, 'reference') + ' to records outside the dump'}
        help="They must be on this desk already, or the import stops and changes nothing."
        lines={missingOf(report)}
      />
      {empty === false && obstacle === null && (
        <ExistingChoice chosen={onExisting} onChoose={setOnExisting} />
      )}
      <footer className="card-foot">
        {obstacle !== null && (
          <p id="import-obstacle" className="obstacle">
            {obstacle}
          </p>
        )}
        <Button onPress={onBack}>Choose another file</Button>
        <Button
          variant="primary"
          isDisabled={obstacle !== null}
          onPress={() => onApply(onExisting)}
          {...(obstacle === null ? {} : { 'aria-describedby': 'import-obstacle' })}
        >
          <FileInput aria-hidden size={16} />
          Import {obstacle === null ? countOf(totalOf(report.rows), 'row') : ''}
        </Button>
      </footer>
    </section>
  );
};
