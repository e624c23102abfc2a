import { History } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import type { DeskApi } from '#shared/ipc/channels.ts';
import { problemText } from '#shared/problems/index.ts';
import { useApi } from '../../state/desk-context.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { DateTimeInput } from '../../ui/date-time-input.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { dayMoment, exactMoment } from '../../ui/moment-words.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { BackupsFrame } from './backups-frame.tsx';
import { instantOf, momentChosen, usualMoments, type MomentRange } from './moment-choice.ts';
import { MomentPreview } from './moment-preview.tsx';
import { useAnswer } from './use-answer.ts';
import { useMoment } from './use-moment.ts';

interface ChoiceProps {
  range: MomentRange;
  now: number;
  onShow: (at: number) => void;
  onChange: () => void;
}

const Usual = ({
  range,
  now,
  onPick,
}: Omit<ChoiceProps, 'onShow' | 'onChange'> & { onPick: (at: number) => void }) => (
  <div className="actions" role="group" aria-label="Moments that are often meant">
    {usualMoments(now, range).map(({ label, at }) => (
      <Button key={label} size="small" onPress={() => onPick(at)}>
        {label}
      </Button>
    ))}
  </div>
);

/** Where the moment is typed, picked from the calendar, or taken from the usual ones. */
const MomentChoice = ({ range, now, onShow, onChange }: ChoiceProps) => {
  const [value, setValue] = useState('');
  const { at, error } = momentChosen(value, range);
  const choose = (next: string) => {
    setValue(next);
    onChange();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (at !== null) onShow(at);
  };
  return (
    <section className="card" aria-label="The moment">
      <form className="moment-choice" onSubmit={submit}>
        <DateTimeInput
          label="Date and time"
          value={value}
          onChange={choose}
          error={error}
          description={
            value === '' &&
            `From ${exactMoment(range.from)} to ${dayMoment(range.to, now)}, the last change.`
          }
        />
        <Button type="submit" variant="primary" isDisabled={at === null}>
          <History aria-hidden size={16} />
          Show what would differ
        </Button>
      </form>
      <Usual range={range} now={now} onPick={(moment) => choose(instantOf(moment))} />
    </section>
  );
};

const NothingYet = () => (
  <EmptyState
    icon={<History aria-hidden size={28} strokeWidth={1.5} />}
    title="Nothing to go back to yet"
    text="From the first change on, every moment can be gone back to."
  />
);

const Choosing = ({ range, onRestored }: { range: MomentRange; onRestored: () => void }) => {
  const now = useNow();
  const { preview, problem, show, restore, drop } = useMoment(onRestored);
  return (
    <>
      <MomentChoice range={range} now={now} onShow={show} onChange={drop} />
      {problem !== null && <Banner tone="danger">{problemText(problem)}</Banner>}
      {preview !== null && (
        <MomentPreview
          preview={preview}
          now={now}
          onRestore={() => restore(preview)}
          onAgain={() => show(preview.at)}
        />
      )}
    </>
  );
};

const askRange = (api: DeskApi) => api.call('journal.range', {});

/** The desk as it was at any moment: what would differ, and the way back there. */
export const MomentScreen = () => {
  const { loaded, reload } = useAnswer(useApi(), askRange);
  const { from, to } = loaded?.ok === true ? loaded.value : { from: null, to: null };
  return (
    <BackupsFrame
      part="moment"
      lead="Choose a moment, and see what would differ from now before anything is changed: a wrong click last Tuesday, an import that should not have been."
    >
      {loaded === undefined && <Skeleton lines={4} />}
      {loaded?.ok === false && (
        <Banner tone="danger" actions={<Button onPress={reload}>Try again</Button>}>
          {problemText(loaded.problem)}
        </Banner>
      )}
      {loaded?.ok === true && (from === null || to === null) && <NothingYet />}
      {from !== null && to !== null && (
        <Choosing range={{ from: Date.parse(from), to: Date.parse(to) }} onRestored={reload} />
      )}
    </BackupsFrame>
  );
};
