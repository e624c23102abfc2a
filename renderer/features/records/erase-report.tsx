import type { ReactNode } from 'react';
import { problemText, type Problem } from '#shared/problems/index.ts';
import type { Erased } from '../../state/session.tsx';
import { countOf } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import type { ErasureState } from './use-erase.ts';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const journalText = ({ entries, segments }: Erased): string =>
  entries === 0
    ? 'Held nothing of it'
    : `${countOf(entries, 'entry', 'entries')} in ${countOf(segments, 'file')}`;

/** A problem of a file, which is named unless the sentence does so itself. */
const problemAbout = (name: string, problem: Problem): string => {
  const sentence = problemText(problem);
  return sentence.includes(name) ? sentence : `“${name}”: ${sentence}`;
};

/** What is left to do, and why: it is done at the next start or erasure. */
const Left = ({ left }: Pick<Erased, 'left'>) =>
  left.length > 0 && (
    <Banner tone="warning" title="Not everywhere yet">
      <p>These still hold values. They are tried again at the next start, and at each erasure.</p>
      <ul className="erase-facts">
        {left.map(({ name, problem }) => (
          <li key={name}>{problemAbout(name, problem)}</li>
        ))}
      </ul>
    </Banner>
  );

const Report = ({ report }: { report: Erased }) => (
  <>
    <dl className="facts">
      <Fact name="From this desk">{countOf(report.records, 'record')}</Fact>
      <Fact name="From the journal">{journalText(report)}</Fact>
      <Fact name="From backups">
        {report.backups.length === 0
          ? 'None held any of it'
          : `${countOf(report.backups.length, 'backup')}, written anew without it`}
      </Fact>
    </dl>
    {report.backups.length > 0 && (
      <ul className="erase-facts quiet">
        {report.backups.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    )}
    <Left left={report.left} />
  </>
);

/** What an erasure removed, and what it could not. */
export const EraseReport = ({
  state,
  onClose,
}: {
  state: Exclude<ErasureState, { step: 'ask' }>;
  onClose: () => void;
}) => (
  <>
    {state.step === 'done' ? (
      <Report report={state.report} />
    ) : (
      <Banner tone="danger" title="Gone from this desk, but not from journal and backups">
        <p>{problemText(state.problem)}</p>
        <p>They still hold values. It is tried again at the next start, and at each erasure.</p>
      </Banner>
    )}
    <div className="dialog-actions">
      <Button variant="primary" autoFocus onPress={onClose}>
        Close
      </Button>
    </div>
  </>
);
