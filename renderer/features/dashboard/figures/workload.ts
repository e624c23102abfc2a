import { aheadOpening, callsAhead } from './calls.ts';
import { isInWork, stagesOf } from './candidates.ts';
import {
  allOf,
  anyOf,
  asked,
  scopeConditions,
  type Figure,
  type Opening,
  type Place,
} from './figure.ts';
import { requestsAtWork } from './requests.ts';
import type { Rows } from './rows.ts';
import { candidateFlow } from '#shared/entities/states.ts';
import { shortCode } from '../../../db/short-code.ts';

/** What one person has on the desk now. */
interface Load {
  person: number;
  requests: Set<number>;
  calls: number;
  candidates: number;
}

/** People shown; those with the most to do come first. */
const mostPeople = 12;

const nobody = 0;

const loadsOf = (
  { candidates, requests, calls }: Record<'candidates' | 'requests' | 'calls', Rows>,
  place: Place,
): Load[] => {
  const loads = new Map<number, Load>();
  const loadOf = (given: number): Load => {
    const person = Number.isNaN(given) ? nobody : given;
    const load = loads.get(person) ?? { person, requests: new Set(), calls: 0, candidates: 0 };
    loads.set(person, load);
    return load;
  };
  const atWork = requestsAtWork(requests);
  const open = new Set(requests.ids.filter((_, row) => atWork[row] === 1));
  const [stages, adders] = [stagesOf(candidates), candidates.numbers('created_by')];
  const requestOf = candidates.numbers('request_id');
  for (let row = 0; row < candidates.count; row += 1) {
    if (!isInWork(stages[row]!)) continue;
    const load = loadOf(adders[row]!);
    load.candidates += 1;
    if (open.has(requestOf[row]!)) load.requests.add(requestOf[row]!);
  }
  const [ahead, creators] = [callsAhead(calls, place), calls.numbers('creator')];
  for (let row = 0; row < calls.count; row += 1)
    if (ahead[row] === 1) loadOf(creators[row]!).calls += 1;
  return [...loads.values()];
};

const weight = ({ requests, calls, candidates }: Load) => requests.size + calls + candidates;

const inWorkOpening = ({ scope }: Place, person: ReturnType<typeof personIs>, name: string) => ({
  table: 'expert_request_candidates' as const,
  title: `Candidates: in work, ${name}`,
  filter: allOf(
    ...scopeConditions('expert_request_candidates', scope),
    person,
    anyOf(
      asked('match_state', 'anyOf', ...candidateFlow.slice(0, -1)),
      asked('match_state', 'empty'),
    ),
  ),
});

const personIs = (field: string, person: number) =>
  person === nobody ? asked(field, 'empty') : asked(field, 'is', shortCode('users', person));

/** Open requests, calls ahead and candidates in work by person (FIG18). */
export const workloadOf = (
  rows: Record<'candidates' | 'requests' | 'calls', Rows>,
  place: Place,
  nameOf: (id: number) => string,
): Figure => {
  const loads = loadsOf(rows, place)
    .toSorted((a, b) => weight(b) - weight(a) || a.person - b.person)
    .slice(0, mostPeople);
  const names = loads.map(({ person }) => (person === nobody ? 'Nobody' : nameOf(person)));
  const requests = (at: number): Opening => ({
    table: 'expert_requests',
    title: `Requests: with candidates in work of ${names[at]!}`,
    ids: [...loads[at]!.requests].toSorted((a, b) => a - b),
  });
  return {
    categories: names,
    series: [
      { name: 'Open requests', values: loads.map((load) => load.requests.size), behind: requests },
      {
        name: 'Calls ahead',
        values: loads.map(({ calls }) => calls),
        behind: (at) => aheadOpening(place, personIs('creator', loads[at]!.person), names[at]!),
      },
      {
        name: 'Candidates in work',
        values: loads.map(({ candidates }) => candidates),
        behind: (at) => inWorkOpening(place, personIs('created_by', loads[at]!.person), names[at]!),
      },
    ],
  };
};
