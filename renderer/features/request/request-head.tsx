import { Ellipsis } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { requestExits, requestFlow } from '#shared/entities/states.ts';
import { instantOf } from '#shared/work/consultation-state.ts';
import { isAtWork } from '#shared/work/pipeline.ts';
import { shortCode } from '../../db/short-code.ts';
import { pathTo } from '../../state/routes.ts';
import { actionsOfMenu, useScreenActions, type ScreenAction } from '../../state/screen-actions.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu, type MenuAction } from '../../ui/menu.tsx';
import { planRequestState, planScopingHeld, type RequestState } from './plans/request-plan.ts';
import type { RequestFile } from './records.ts';
import { nextOfRequest, otherStates, requestState, type RequestStep } from './request-deeds.ts';
import { deedLabel } from './steps.ts';
import { useDeed } from './use-deed.ts';

const stateLabels: Readonly<Record<RequestState, string>> = {
  draft: 'Back to draft',
  open: 'Open the request',
  sourcing: 'Start sourcing',
  delivering: 'Start delivering',
  fulfilled: 'Mark as fulfilled',
  'on hold': 'Put on hold',
  closed: 'Close…',
};

const labelOf = (step: RequestStep): string => {
  switch (step.kind) {
    case 'scoping':
      return 'Scoping call held';
    case 'state':
      return stateLabels[step.to];
    case 'board':
      return 'Look for candidates';
    case 'propose':
      return `Propose times to ${step.file.name}`;
    case 'call':
      return `${deedLabel(step.deed, step.file).replace(/…$/, '')}: ${step.file.name}`;
  }
};

interface Props {
  file: RequestFile;
  now: number;
  onStep: (step: Extract<RequestStep, { kind: 'propose' | 'call' }>) => void;
  onClose: () => void;
}

/** What the request itself can be moved to, each in one edit. */
const useMoves = ({ file, onClose }: Props) => {
  const run = useDeed();
  const { request } = file;
  const moveTo = (to: RequestState) => {
    if (to === 'closed') onClose();
    else
      void run(
        planRequestState(request, to),
        `set the request to ${to}`,
        `The request is now “${to}”.`,
      );
  };
  const hold = () =>
    void run(
      planScopingHeld(request, instantOf(Date.now())),
      'note the scoping call',
      'The scoping call is noted as held now.',
    );
  return { moveTo, hold };
};

/** The way of a request, and where it stands on it. */
const Way = ({ state }: { state: string }) => {
  const isKnown = (requestFlow as readonly string[]).includes(state);
  return (
    <ol className="request-way" aria-label="State of the request">
      {requestFlow.map((step) => (
        <li key={step} {...(step === state ? { 'aria-current': 'step' as const } : {})}>
          {step}
        </li>
      ))}
      {!isKnown && (
        <li
          aria-current="step"
          data-exit={(requestExits as readonly string[]).includes(state) || undefined}
        >
          {state}
        </li>
      )}
    </ol>
  );
};

/** The one thing to do next, as the palette has it. */
const nextAction = (step: RequestStep | null, run: () => void): ScreenAction[] => [
  {
    id: 'next',
    label: step === null ? 'Next step' : `Next: ${labelOf(step)}`,
    words: 'step request',
    keys: ['Ctrl', 'Enter'],
    isAnywhere: true,
    obstacle: step === null ? 'The request has no next step.' : null,
    run,
  },
];

/** The other places of a request. */
const placeActions = (id: number, go: (path: string) => void): ScreenAction[] =>
  [
    { id: 'board', label: 'Board of the request', key: 'B', path: pathTo.board(id) },
    { id: 'shortlist', label: 'Shortlist for the client', key: 'S', path: pathTo.shortlist(id) },
    {
      id: 'record',
      label: 'Edit the brief on its record',
      key: 'E',
      path: pathTo.record('expert_requests', id),
    },
    {
      id: 'candidate',
      label: 'New candidate',
      key: 'A',
      path: pathTo.new('expert_request_candidates', { request_id: id }),
    },
  ].map(({ id: name, label, key, path }) => ({
    id: name,
    label,
    keys: [key],
    isAnywhere: true as const,
    run: () => go(path),
  }));

/** Title, state and the one thing to do next about a request (REQ3). */
export const RequestHead = (props: Props) => {
  const { file, now, onStep } = props;
  const { request, title } = file;
  const { moveTo, hold } = useMoves(props);
  const step = nextOfRequest(file, now);
  const take = (to: RequestStep) => {
    if (to.kind === 'scoping') hold();
    else if (to.kind === 'state') moveTo(to.to);
    else if (to.kind !== 'board') onStep(to);
  };
  const isScoped = (request.time_done_scoping_call ?? null) !== null;
  const actions: MenuAction[] = [
    ...(isScoped || step?.kind === 'scoping' || !isAtWork(request.state ?? null)
      ? []
      : [{ id: 'scoping', label: 'Scoping call held', run: hold }]),
    ...otherStates(file, step).map((state) => ({
      id: state,
      label: stateLabels[state],
      isDanger: state === 'closed',
      startsGroup: state === 'on hold',
      run: () => moveTo(state),
    })),
  ];
  const [, go] = useLocation();
  useScreenActions(
    'Request',
    () => [
      ...nextAction(step, () => {
        if (step?.kind === 'board') go(pathTo.board(request.id));
        else if (step !== null) take(step);
      }),
      ...actionsOfMenu(actions, '').map((action) => ({
        ...action,
        id: `state ${action.id}`,
        words: 'request state move',
      })),
      ...placeActions(request.id, go),
    ],
    { isFirst: true },
  );
  return (
    <header className="page-head request-head">
      <div>
        <h1 tabIndex={-1}>
          {title} <span className="short-code">{shortCode('expert_requests', request.id)}</span>
        </h1>
        <Way state={requestState(request.state)} />
      </div>
      <div className="actions">
        {step?.kind === 'board' && (
          <Link className="button button-primary button-medium" href={pathTo.board(request.id)}>
            {labelOf(step)}
          </Link>
        )}
        {step !== null && step.kind !== 'board' && (
          <Button variant="primary" onPress={() => take(step)}>
            {labelOf(step)}
          </Button>
        )}
        <Menu label="More for the request" actions={actions}>
          <IconButton label="More for the request">
            <Ellipsis aria-hidden size={16} />
          </IconButton>
        </Menu>
      </div>
    </header>
  );
};
