import { CircleCheck, RotateCcw } from 'lucide-react';
import { problemText, type Problem } from '#shared/problems/index.ts';
import { countOf } from '../../state/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Figures } from '../../ui/figures.tsx';
import { dayMoment } from '../../ui/moment-words.ts';
import { differenceColumns, differenceLines, differenceSentences } from './difference-words.ts';
import type { Preview } from './use-moment.ts';

/** A problem of a file, which is named unless the sentence does so itself. */
const problemAbout = (name: string, problem: Problem): string => {
  const sentence = problemText(problem);
  return sentence.includes(name) ? sentence : `“${name}”: ${sentence}`;
};

/** From what it was made. */
const MadeFrom = ({ rebuilt: { base, entries, skipped } }: Preview) => (
  <>
    <p className="quiet">
      Made from {base === null ? 'an empty desk' : `the backup “${base}”`} and{' '}
      {countOf(entries, 'journal entry', 'journal entries')} after it.
    </p>
    {skipped.length > 0 && (
      <ul className="quiet moment-skipped">
        {skipped.map(({ name, problem }) => (
          <li key={name}>Passed over: {problemAbout(name, problem)}</li>
        ))}
      </ul>
    )}
  </>
);

const Differences = ({ difference }: Preview) => (
  <>
    <ul className="moment-differences">
      {differenceSentences(difference).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
    <Disclosure title="All figures">
      <Figures
        caption="Records that going back would change, table by table"
        head="Table"
        columns={differenceColumns}
        lines={differenceLines(difference)}
      />
    </Disclosure>
  </>
);

interface Props {
  preview: Preview;
  now: number;
  onRestore: () => void;
  onAgain: () => void;
}

const RestoreFoot = ({ preview, onRestore, onAgain }: Props) => (
  <footer className="card-foot">
    <p className="quiet">The desk as it is now is backed up first, so that you can come back.</p>
    {preview.isStale ? (
      <Button variant="primary" onPress={onAgain}>
        Compare again
      </Button>
    ) : (
      <Button variant="danger" onPress={onRestore}>
        <RotateCcw aria-hidden size={16} />
        Restore this moment
      </Button>
    )}
  </footer>
);

/** How the desk of the chosen moment differs from the desk now. */
export const MomentPreview = (props: Props) => {
  const { preview, now } = props;
  const same = differenceSentences(preview.difference).length === 0;
  return (
    <section className="card" aria-labelledby="moment-heading">
      <h2 id="moment-heading">
        {same ? 'Nothing would differ' : `Going back to ${dayMoment(preview.at, now)}`}
      </h2>
      {same ? (
        <p className="verified">
          <CircleCheck aria-hidden size={16} /> Every record is now as it was{' '}
          {dayMoment(preview.at, now)}.
        </p>
      ) : (
        <Differences {...preview} />
      )}
      <MadeFrom {...preview} />
      {preview.isStale && (
        <Banner tone="warning">The desk was changed since this was compared with it.</Banner>
      )}
      {(!same || preview.isStale) && <RestoreFoot {...props} />}
    </section>
  );
};
