import { Ellipsis, Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { candidateFlow } from '#shared/entities/states.ts';
import { candidateStage } from '#shared/work/pipeline.ts';
import { pathTo } from '../../state/routes.ts';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { nextStep, planNextStep } from './plans/candidate-plan.ts';
import type { CandidateFile, RequestFile } from './records.ts';
import { furthest } from './request-deeds.ts';
import { useDeed } from './use-deed.ts';

export type CandidateDeed = 'propose' | 'book';

interface Props {
  file: RequestFile;
  onDeed: (deed: CandidateDeed, of: CandidateFile) => void;
}

/** Candidates drawn at first; the board shows all. */
const shown = 6;

/** How many candidates stand where: steps in order, then exits and other states. */
const countsByState = (candidates: readonly CandidateFile[]): [string, number][] => {
  const counts = new Map<string, number>(candidateFlow.map((state) => [state, 0]));
  for (const { candidate } of candidates) {
    const { state } = candidateStage(candidate.match_state ?? null);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 0);
};

/** From here on a candidate’s next step is a time for a call. */
const isProposable = ({ candidate }: CandidateFile): boolean => {
  const stage = candidateStage(candidate.match_state ?? null);
  return stage.kind === 'step' && stage.at >= candidateFlow.indexOf('cleared');
};

interface LineProps {
  of: CandidateFile;
  onDeed: Props['onDeed'];
}

/** One step on, told and undone like all else. */
const useStepOn = ({ candidate, name }: CandidateFile) => {
  const run = useDeed();
  const next = nextStep(candidate);
  const moveOn = () =>
    void run(planNextStep(candidate), `move ${name} to ${next}`, `${name} is now “${next}”.`);
  return { next, moveOn };
};

/** The next step of a candidate: times for a call, or one state on; none where their way is done. */
const NextStep = ({ of, onDeed }: LineProps) => {
  const { next, moveOn } = useStepOn(of);
  if (next === null) return <span />;
  return isProposable(of) ? (
    <Button
      size="small"
      aria-label={`Propose times to ${of.name}`}
      onPress={() => onDeed('propose', of)}
    >
      Propose times…
    </Button>
  ) : (
    <Button size="small" aria-label={`Move ${of.name} to “${next}”`} onPress={moveOn}>
      To “{next}”
    </Button>
  );
};

const Line = ({ of, onDeed }: LineProps) => {
  const { next, moveOn } = useStepOn(of);
  const { candidate, name } = of;
  const isReady = isProposable(of);
  const actions = [
    ...(isReady && next !== null
      ? []
      : [{ id: 'propose', label: 'Propose times…', run: () => onDeed('propose', of) }]),
    { id: 'book', label: 'Book a call…', run: () => onDeed('book', of) },
    ...(isReady && (next === 'proposed' || next === 'selected')
      ? [{ id: 'next', label: `Move to “${next}”`, run: moveOn }]
      : []),
  ];
  const deed = (id: string, label: string, run: () => void) =>
    ({ id: `candidate ${candidate.id} ${id}`, label, words: 'candidate', run }) as const;
  useScreenActions('Request', () => [
    deed('propose', `Propose times to ${name}…`, () => onDeed('propose', of)),
    deed('book', `Book a call with ${name}…`, () => onDeed('book', of)),
    ...(next === null ? [] : [deed('next', `Move ${name} to “${next}”`, moveOn)]),
  ]);
  return (
    <li>
      <Link href={pathTo.record('expert_request_candidates', candidate.id)}>{name}</Link>
      <Badge>{candidateStage(candidate.match_state ?? null).state}</Badge>
      <NextStep of={of} onDeed={onDeed} />
      <Menu label={`More for ${name}`} actions={actions}>
        <IconButton label={`More for ${name}`} size="small">
          <Ellipsis aria-hidden size={15} />
        </IconButton>
      </Menu>
    </li>
  );
};

/** Where the candidates stand, and the furthest along with their next step (REQ5). */
export const CandidatesCard = ({ file, onDeed }: Props) => {
  const [all, setAll] = useState(false);
  const ahead = furthest(file.candidates);
  const drawn = all ? ahead : ahead.slice(0, shown);
  const { id } = file.request;
  return (
    <section className="card" aria-labelledby="request-candidates">
      <header className="request-card-head">
        <h2 id="request-candidates">Candidates</h2>
        <Link className="quiet-link" href={pathTo.board(id)}>
          Board
        </Link>
        <Link className="quiet-link" href={pathTo.shortlist(id)}>
          Shortlist
        </Link>
      </header>
      {file.candidates.length === 0 ? (
        <p className="quiet">No candidate yet. Add people whom this request could need.</p>
      ) : (
        <ul className="request-counts" aria-label="Candidates by state">
          {countsByState(file.candidates).map(([state, count]) => (
            <li key={state}>
              <strong>{count}</strong> {state}
            </li>
          ))}
        </ul>
      )}
      {drawn.length > 0 && (
        <ul className="record-lines candidate-lines">
          {drawn.map((of) => (
            <Line key={of.candidate.id} of={of} onDeed={onDeed} />
          ))}
        </ul>
      )}
      <div className="actions">
        <Link
          className="button button-secondary button-small"
          href={pathTo.new('expert_request_candidates', { request_id: id })}
        >
          <Plus aria-hidden size={14} /> New candidate
        </Link>
        {ahead.length > drawn.length && (
          <Button size="small" onPress={() => setAll(true)}>
            Show all {ahead.length}
          </Button>
        )}
      </div>
    </section>
  );
};
