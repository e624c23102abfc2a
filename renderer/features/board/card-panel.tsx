import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Row } from '#shared/schema/row.ts';
import { problemText } from '#shared/problems/index.ts';
import { shortCode } from '../../db/short-code.ts';
import { useApi, useLoaded } from '../../state/desk-context.tsx';
import { useEditing } from '../../state/edits.ts';
import { useJournal } from '../../state/journal.ts';
import { useRecordTitles } from '../../state/record-titles.ts';
import { pathTo } from '../../state/routes.ts';
import { tellSuccess } from '../../state/tell.ts';
import { momentText } from '../../state/wording.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { stateWords, stepBeside } from './board-model.ts';
import { agoText } from './candidate-card.tsx';
import { readStages, type StageSpan } from './stage-history.ts';

const table = 'expert_request_candidates' as const;

const textIn = (row: Row, field: string): string => {
  const value = row.values[field];
  return typeof value === 'string' ? value : '';
};
const idIn = (row: Row, field: string): number | null => {
  const value = row.values[field];
  return typeof value === 'number' ? value : null;
};

interface NoteProps {
  row: Row;
  field: 'match_note' | 'client_note' | 'match_experience';
  label: string;
  description?: string;
}

/** A note that is written in place: kept by Ctrl+Enter or the button, given up by Escape. */
const Note = ({ row, field, label, description }: NoteProps) => {
  const { edit } = useEditing();
  const stored = textIn(row, field);
  const [draft, setDraft] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const isChanged = draft !== null && draft !== stored;
  const settle = () => {
    // The buttons go away now.
    if (box.current?.contains(document.activeElement) === true)
      box.current.querySelector('textarea')?.focus();
    setDraft(null);
  };
  const save = async () => {
    if (!isChanged) return;
    const values = { [field]: draft.trim() === '' ? null : draft };
    const done = await edit([{ op: 'update', table, id: row.id, values }], `edit of ${label}`);
    if (!done.ok) return;
    settle();
    tellSuccess(`${label} saved.`);
  };
  return (
    <div
      ref={box}
      className="panel-note"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        else if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation();
          setDraft(null);
        }
      }}
    >
      <TextArea
        label={label}
        {...(description === undefined ? {} : { description })}
        value={draft ?? stored}
        onChange={setDraft}
        rows={4}
      />
      {isChanged && (
        <div className="actions">
          <Button size="small" variant="primary" onPress={() => void save()}>
            Save
          </Button>
          <Button size="small" variant="quiet" onPress={settle}>
            Give up
          </Button>
        </div>
      )}
    </div>
  );
};

const SpanLine = ({ span, now }: { span: StageSpan; now: number }) => (
  <li>
    <span className="stage-name">{stateWords(span.state)}</span>
    <span className="quiet">
      {span.until === null ? 'since' : 'from'} {momentText(new Date(span.from).toISOString())}
      {' · '}
      {agoText((span.until ?? now) - span.from)}
    </span>
  </li>
);

/** Which states the candidate was in, and for how long, as the journal knows it. */
const Stages = ({ id, now }: { id: number; now: number }) => {
  const api = useApi();
  const journal = useJournal(({ state }) => state);
  const stages = useLoaded(`stages ${id} ${journal}`, [table], () => readStages(api, id));
  if (stages === undefined) return null;
  return (
    <section aria-label="History of states">
      <h3>History of states</h3>
      {!stages.ok && <p className="obstacle">{problemText(stages.problem)}</p>}
      {stages.ok && stages.value.length === 0 && (
        <p className="quiet">This desk’s journal knows of no change yet.</p>
      )}
      {stages.ok && (
        <ol className="stages">
          {stages.value.map((span) => (
            <SpanLine key={span.from} span={span} now={now} />
          ))}
        </ol>
      )}
    </section>
  );
};

const Facts = ({ row }: { row: Row }) => {
  const facts = [
    ['Score', textIn(row, 'match_score')],
    ['Hourly rate', textIn(row, 'hourly_rate')],
    ['Credit rate', textIn(row, 'credit_rate')],
    ['Added through', textIn(row, 'add_method')],
    ['Reason for the exit', textIn(row, 'exit_reason')],
  ].filter(([, value]) => value !== '');
  return (
    <dl className="panel-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

interface Props {
  id: number;
  /** Whether the keyboard goes into it. */
  takesFocus: boolean;
  now: number;
  onMove: (state: string) => void;
  onMenu: () => void;
  onClose: () => void;
}

/** One candidate beside the board: notes side by side, history of states, and the next step. */
export const CardPanel = ({ id, takesFocus, now, onMove, onMenu, onClose }: Props) => {
  const row = useLoaded(`card ${id}`, [table], (desk) => desk.get(table, id));
  const titleOf = useRecordTitles();
  const heading = useRef<HTMLHeadingElement>(null);
  const isThere = row !== undefined && row !== null;
  useEffect(() => {
    if (isThere && takesFocus) heading.current?.focus();
  }, [isThere, takesFocus]);
  if (row === undefined) return <aside className="card-panel" aria-label="Candidate" />;
  if (row === null) return null;
  const [profile, request] = [idIn(row, 'profile_id'), idIn(row, 'request_id')];
  const title =
    (profile === null ? titleOf(table, id) : titleOf('profiles', profile)) ?? 'Candidate';
  const state = textIn(row, 'match_state') || 'identified';
  const next = stepBeside(state, 1);
  return (
    <aside
      className="card-panel"
      aria-label={`Candidate ${title}`}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className="panel-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton label="Close" onPress={onClose}>
          <X aria-hidden size={16} />
        </IconButton>
      </header>
      <p className="actions">
        <Badge tone="accent">{stateWords(state)}</Badge>
        {next !== null && (
          <Button size="small" variant="primary" onPress={() => onMove(next)}>
            Move to {next}
          </Button>
        )}
        <Button size="small" onPress={onMenu}>
          Move to…
        </Button>
      </p>
      <p className="panel-links">
        <Link href={pathTo.record(table, id)}>Candidate {shortCode(table, id)}</Link>
        {profile !== null && <Link href={pathTo.record('profiles', profile)}>Profile</Link>}
        {request !== null && <Link href={pathTo.request(request)}>Request</Link>}
      </p>
      <Facts row={row} />
      <div className="panel-notes">
        <Note row={row} field="match_note" label="Match note" description="For us only." />
        <Note
          row={row}
          field="client_note"
          label="Client note"
          description="The client reads it."
        />
      </div>
      <Note row={row} field="match_experience" label="Relevant experience" />
      <Stages id={id} now={now} />
    </aside>
  );
};
