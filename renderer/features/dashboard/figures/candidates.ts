import { candidateExits, candidateFlow } from '#shared/entities/states.ts';
import type { Condition, Group } from '#shared/views/filter.ts';
import { candidateStage } from '#shared/work/pipeline.ts';
import { shortCode } from '../../../db/short-code.ts';
import { withinSpan } from './days.ts';
import {
  allOf,
  anyOf,
  asHeading,
  asked,
  dayConditions,
  scopeConditions,
  textCondition,
  type Figure,
  type FigureSeries,
  type Opening,
  type Place,
} from './figure.ts';
import type { Rows } from './rows.ts';

export const candidateFields = [
  'match_state',
  'exit_reason',
  'add_method',
  'created_at',
  'created_by',
  'request_id',
] as const;

const table = 'expert_request_candidates';
const [steps, exits] = [candidateFlow.length, candidateExits.length];
/** Places of stages: the steps of the flow, then the exits, then all other states. */
const others = steps + exits;

/** The place of each candidate’s state among the stages. */
export const stagesOf = (rows: Rows): Uint8Array => {
  const { codes, texts } = rows.texts('match_state');
  const byCode = Uint8Array.from(texts, (text) => {
    const stage = candidateStage(text);
    if (stage.kind === 'step') return stage.at;
    const exit = (candidateExits as readonly string[]).indexOf(stage.state);
    return stage.kind === 'exit' ? steps + exit : others;
  });
  return Uint8Array.from(codes, (code) => byCode[code]!);
};

const isExitPlace = (stage: number): boolean => stage >= steps && stage < others;

/** Whether somebody still works on a candidate of a stage (FIG18). */
export const isInWork = (stage: number): boolean => stage < steps - 1;

const opening = (
  { scope, span }: Place,
  title: string,
  ...conditions: readonly (Condition | Group)[]
): Opening => ({
  table,
  title: `Candidates: ${title}`,
  filter: allOf(
    ...scopeConditions(table, scope),
    ...dayConditions('created_at', span),
    ...conditions,
  ),
});

/** A step of the flow, or any after it. A candidate without a state stands at the first. */
const reached = (step: number): Condition | Group => {
  const condition = asked('match_state', 'anyOf', ...candidateFlow.slice(step));
  return step === 0 ? anyOf(condition, asked('match_state', 'empty')) : condition;
};

/** Which candidates were added in the span. */
export const addedIn = (rows: Rows, { span, zone }: Place): ((row: number) => boolean) => {
  const [created, isWithin] = [rows.moments('created_at'), withinSpan(span, zone)];
  return (row) => isWithin(created[row]!);
};

const countByStage = (rows: Rows, place: Place): number[] => {
  const [stages, isAdded] = [stagesOf(rows), addedIn(rows, place)];
  const counts = Array<number>(others + 1).fill(0);
  for (let row = 0; row < rows.count; row += 1) if (isAdded(row)) counts[stages[row]!]! += 1;
  return counts;
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** How many candidates were added, and how many stand at each step of the flow or beyond (FIG6). */
export const funnelOf = (rows: Rows, place: Place): Figure => {
  const counts = countByStage(rows, place);
  const beyond = candidateFlow.map((_, step) => sum(counts.slice(step, steps)));
  const behind = (at: number) =>
    at === 0
      ? opening(place, 'added')
      : opening(place, `${candidateFlow[at - 1]!} or beyond`, reached(at - 1));
  return {
    categories: ['Added', ...candidateFlow.map(asHeading)],
    series: [{ name: 'Candidates', values: [sum(counts), ...beyond], behind }],
  };
};

/** How many left the flow, by state (FIG7). */
export const exitsOf = (rows: Rows, place: Place): Figure => {
  const counts = countByStage(rows, place);
  const known = [...candidateFlow, ...candidateExits];
  const behind = (at: number) =>
    at < exits
      ? opening(place, candidateExits[at]!, asked('match_state', 'anyOf', candidateExits[at]!))
      : opening(
          place,
          'other states',
          asked('match_state', 'noneOf', ...known),
          asked('match_state', 'filled'),
        );
  const other = counts[others]!;
  return {
    categories: [...candidateExits.map(asHeading), ...(other > 0 ? ['Other states'] : [])],
    series: [
      {
        name: 'Candidates',
        values: [...counts.slice(steps, others), ...(other > 0 ? [other] : [])],
        behind,
      },
    ],
  };
};

/** Rows of one value of a column. */
interface Part {
  label: string;
  condition: Condition | null;
  rows: number[];
  /** Whether nothing stands in the column. */
  isBlank?: boolean;
}

const byCount = (a: Part, b: Part) => b.rows.length - a.rows.length;

/** The wanted rows by what stands in a column; NaN is one value. */
const rowsBy = (
  values: Float64Array | Uint32Array,
  isWanted: (row: number) => boolean,
): Map<number, number[]> => {
  const found = new Map<number, number[]>();
  for (let row = 0; row < values.length; row += 1) {
    if (!isWanted(row)) continue;
    const known = found.get(values[row]!);
    if (known === undefined) found.set(values[row]!, [row]);
    else known.push(row);
  }
  return found;
};

/** Rows by the text of a column. */
const partsByText = (
  rows: Rows,
  field: string,
  { operator, none }: { operator: 'is' | 'anyOf'; none: string },
  isWanted: (row: number) => boolean,
): Part[] => {
  const { codes } = rows.texts(field);
  const byCode = rowsBy(codes, isWanted);
  return [...byCode].map(([code, found]): Part => {
    const label = rows.label(field, code);
    if (code === 0)
      return { label: none, condition: asked(field, 'empty'), rows: found, isBlank: true };
    return { label: label ?? '', condition: textCondition(field, operator, label), rows: found };
  });
};

/** Parts that stand on their own; the rest comes together. */
const mostParts = 8;

/** The greatest parts, then the others together, then what has nothing in the column. */
const withRest = (parts: readonly Part[], rest: string): Part[] => {
  const blank = parts.filter(({ isBlank }) => isBlank === true);
  const filled = parts.filter(({ isBlank }) => isBlank !== true).toSorted(byCount);
  const own = filled.filter(({ label }) => label !== '').slice(0, mostParts);
  const left = filled.filter((part) => !own.includes(part)).flatMap(({ rows }) => rows);
  const others = left.length === 0 ? [] : [{ label: rest, condition: null, rows: left }];
  return [...own, ...others, ...blank];
};

/** Why candidates left the flow: from one exit, or from all of them (FIG7). */
export const reasonsOf = (rows: Rows, place: Place, exit: string | null): Figure => {
  const [stages, isAdded] = [stagesOf(rows), addedIn(rows, place)];
  const wanted = candidateExits.findIndex((state) => state === exit) + steps;
  const isWanted = (row: number) =>
    isAdded(row) && (exit === null ? isExitPlace(stages[row]!) : stages[row] === wanted);
  const options = { operator: 'is', none: 'No reason given' } as const;
  const parts = withRest(partsByText(rows, 'exit_reason', options, isWanted), 'Other reasons');
  const states = asked('match_state', 'anyOf', ...(exit === null ? candidateExits : [exit]));
  const behind = (at: number): Opening => {
    const { label, condition, rows: found } = parts[at]!;
    if (condition !== null) return opening(place, label, states, condition);
    return { table, title: `Candidates: ${label}`, ids: found.map((row) => rows.ids[row]!) };
  };
  return {
    categories: parts.map(({ label }) => label),
    series: [{ name: 'Candidates', values: parts.map((part) => part.rows.length), behind }],
  };
};

/** What of the flow is told apart where candidates are split (FIG8). */
const milestones = ['contacted', 'proposed', 'selected', 'completed'] as const;

const splitSeries = (rows: Rows, place: Place, parts: readonly Part[]): FigureSeries[] => {
  const stages = stagesOf(rows);
  const series = (
    name: string,
    isWanted: (stage: number) => boolean,
    conditions: readonly (Condition | Group)[],
  ): FigureSeries => {
    const among = (part: Part) => part.rows.filter((row) => isWanted(stages[row]!));
    return {
      name,
      values: parts.map((part) => among(part).length),
      behind: (at) => {
        const part = parts[at]!;
        const title = `${part.label}, ${name.toLowerCase()}`;
        if (part.condition !== null) return opening(place, title, part.condition, ...conditions);
        return {
          table,
          title: `Candidates: ${title}`,
          ids: among(part).map((row) => rows.ids[row]!),
        };
      },
    };
  };
  return [
    series('Added', () => true, []),
    ...milestones.map((state) => {
      const step = candidateFlow.indexOf(state);
      return series(asHeading(state), (stage) => stage >= step && stage < steps, [reached(step)]);
    }),
    series('Exits', isExitPlace, [asked('match_state', 'anyOf', ...candidateExits)]),
  ];
};

/** The funnel by where candidates come from (FIG8). */
export const bySource = (rows: Rows, place: Place): Figure => {
  const options = { operator: 'anyOf', none: 'Not told' } as const;
  const found = partsByText(rows, 'add_method', options, addedIn(rows, place));
  const parts = withRest(found, 'Others');
  return { categories: parts.map(({ label }) => label), series: splitSeries(rows, place, parts) };
};

/** Rows by the person in a column, the most first. */
const partsByPerson = (
  rows: Rows,
  field: string,
  nameOf: (id: number) => string,
  isWanted: (row: number) => boolean,
): Part[] => {
  const found = [...rowsBy(rows.numbers(field), isWanted)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return found.map(([id, own], at): Part => {
    const isNobody = Number.isNaN(id);
    // Only those that stand on their own are named: a name is asked of the desk.
    const name = at <= mostParts && !isNobody ? nameOf(id) : '';
    return {
      label: isNobody ? 'Nobody' : name,
      condition: isNobody ? asked(field, 'empty') : asked(field, 'is', shortCode('users', id)),
      rows: own,
      isBlank: isNobody,
    };
  });
};

/** The funnel by who added candidates (FIG8). */
export const byRecruiter = (rows: Rows, place: Place, nameOf: (id: number) => string): Figure => {
  const found = partsByPerson(rows, 'created_by', nameOf, addedIn(rows, place));
  const parts = withRest(found, 'Others');
  return { categories: parts.map(({ label }) => label), series: splitSeries(rows, place, parts) };
};
