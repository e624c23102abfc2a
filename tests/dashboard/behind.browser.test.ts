import { beforeEach, describe, expect, test } from 'vitest';
import type { TableName } from '#shared/entities/index.ts';
import { valueAt } from '#shared/schema/row.ts';
import { marginOf, sumOf } from '#shared/work/billing.ts';
import { filterSchema } from '#shared/views/filter.ts';
import type { OpenDesk } from '#renderer/db/open-desk.ts';
import { filterText } from '#renderer/grid/filters/filter-words.ts';
import { moneyByMonth, payoutAges } from '#renderer/features/dashboard/figures/call-money.ts';
import {
  callFields,
  callsByWeek,
  heldIn,
  requestedAndHeld,
  rescheduledIn,
} from '#renderer/features/dashboard/figures/calls.ts';
import {
  byRecruiter,
  bySource,
  exitsOf,
  funnelOf,
  reasonsOf,
} from '#renderer/features/dashboard/figures/candidates.ts';
import { dayOf, spanOf, type Period } from '#renderer/features/dashboard/figures/days.ts';
import type { Figure, Opening, Place, Scope } from '#renderer/features/dashboard/figures/figure.ts';
import {
  waitDistribution,
  waitsOf,
} from '#renderer/features/dashboard/figures/first-candidates.ts';
import { headlinesOf } from '#renderer/features/dashboard/figures/headlines.ts';
import {
  openedOf,
  requestFields,
  standingOf,
} from '#renderer/features/dashboard/figures/requests.ts';
import {
  aspects,
  marksOf,
  reviewFields,
  reviewsIn,
} from '#renderer/features/dashboard/figures/reviews.ts';
import { workloadOf } from '#renderer/features/dashboard/figures/workload.ts';
import {
  candidateSource,
  sourceOf,
  trashedCallSource,
  type Sources,
} from '#renderer/features/dashboard/sources.ts';
import { loadRows } from '#renderer/features/dashboard/use-rows.ts';
import { readersZone } from '#renderer/ui/moments.ts';
import { openScratch } from '../db/scratch-desk.ts';
import { fillDesk } from './made-desk.ts';

const { signal } = new AbortController();

/** The numbers of the records that an opening shows. */
const shownBy = async (desk: OpenDesk, opening: Opening): Promise<number[]> => {
  if ('ids' in opening) return [...opening.ids];
  const { table, filter } = opening;
  expect(filterSchema.safeParse(filter).success).toBe(true);
  expect(filterText(table, filter)).not.toContain('no column');
  const query = { table, trash: false, sort: [], text: '', fields: [], filter };
  return [...(await desk.order(query, { signal })).ids];
};

const sourcesOf = async (desk: OpenDesk, scope: Scope): Promise<Sources> => {
  const load = (source: Parameters<typeof loadRows>[1]) => loadRows(desk, source, signal);
  return {
    candidates: await load(candidateSource(scope)),
    requests: await load(sourceOf('expert_requests', scope, { fields: requestFields })),
    calls: await load(sourceOf('consultations', scope, { fields: callFields })),
    trashedCalls: await load(trashedCallSource),
    reviews: await load(sourceOf('consultation_reviews', scope, { fields: reviewFields })),
  };
};

/** Every figure whose numbers are counts of records. */
const countsOf = (sources: Sources, place: Place): Record<string, Figure> => {
  const { candidates, requests, calls, trashedCalls, reviews } = sources;
  const nameOf = (id: number) => `User ${id}`;
  const waits = waitsOf(requests, candidates, place);
  const isIn = reviewsIn(reviews, [calls, trashedCalls], place);
  return {
    funnel: funnelOf(candidates, place),
    exits: exitsOf(candidates, place),
    reasons: reasonsOf(candidates, place, null),
    'reasons of one exit': reasonsOf(candidates, place, 'not a fit'),
    sources: bySource(candidates, place),
    recruiters: byRecruiter(candidates, place, nameOf),
    opened: openedOf(requests, place),
    standing: standingOf(requests, place),
    waits: waitDistribution(requests, waits),
    calls: callsByWeek(calls, place),
    payouts: payoutAges(calls, place),
    workload: workloadOf(sources, place, nameOf),
    ...Object.fromEntries(
      aspects.map(({ field }) => [field, marksOf(reviews, isIn, { place, field })]),
    ),
  };
};

/** Marks looked at of each series: all of few, or some from both ends. */
const some = (count: number): number[] => {
  const all = Array.from({ length: count }, (_, at) => at);
  return count <= 12 ? all : [...all.slice(0, 2), ...all.slice(-10)];
};

const everybody: Scope = { recruiter: null, team: '', client: null };
const period = (kind: Period['kind'], from = '', to = ''): Period => ({ kind, from, to });

/** Whose figures are looked at: somebody’s who has something in the desk. */
type Whose = (desk: OpenDesk) => Promise<Scope>;

const all: Whose = async () => everybody;
const ofRecruiter: Whose = async (desk) => {
  const row = await desk.get('expert_request_candidates', 1);
  return { ...everybody, recruiter: valueAt(row!, 'created_by') as number };
};
const ofClient: Whose = async (desk) => {
  const call = await desk.get('consultations', 1);
  return { ...everybody, client: valueAt(call!, 'requester') as number };
};
const ofTeam: Whose = async (desk) => {
  const projects = await desk.getMany('projects', [1, 2, 3, 4, 5]);
  const teams = projects.flatMap((row) => (row === null ? [] : [valueAt(row, 'team')]));
  return { ...everybody, team: teams.find((team) => team !== null) as string };
};

const looks: readonly [name: string, period: Period, whose: Whose][] = [
  ['all time', period('all'), all],
  ['the last 12 months', period('months12'), all],
  ['days since', period('days', '2026-01-05'), all],
  ['days until', period('days', '', '2026-03-29'), all],
  ['a recruiter', period('all'), ofRecruiter],
  ['a team', period('all'), ofTeam],
  ['a client', period('all'), ofClient],
];

describe('every number opens its records', () => {
  let desk: OpenDesk;
  beforeEach(async () => {
    desk = await openScratch();
    await fillDesk(desk, 4000);
  });

  const placeOf = (given: Period, scope: Scope): Place => {
    const zone = readersZone();
    const today = dayOf(Date.now(), zone);
    return { scope, zone, today, span: spanOf(given, today) };
  };

  test.each(looks)('FIG20: exactly as many as it says, of %s', async (_, given, whose) => {
    const scope = await whose(desk);
    const sources = await sourcesOf(desk, scope);
    const place = placeOf(given, scope);
    expect(funnelOf(sources.candidates, place).series[0]!.values[0]).toBeGreaterThan(0);
    expect(sources.calls.count).toBeGreaterThan(0);
    for (const [name, { series, categories }] of Object.entries(countsOf(sources, place)))
      for (const { name: of, values, behind } of series) {
        expect(values.length, name).toBe(categories.length);
        for (const at of some(values.length)) {
          const shown = await shownBy(desk, behind!(at)!);
          expect([name, of, categories[at], shown.length]).toEqual([
            name,
            of,
            categories[at],
            values[at],
          ]);
        }
      }
  });

  test.each(looks)(
    'FIG2, FIG13, FIG14, FIG20: the numbers in lines, of %s',
    async (_, given, whose) => {
      const scope = await whose(desk);
      const sources = await sourcesOf(desk, scope);
      const place = placeOf(given, scope);
      const { all: every, moved } = rescheduledIn(sources.calls, place);
      const { requested, held } = requestedAndHeld(sources.calls, place);
      for (const told of [every, moved, requested, held, heldIn(sources.calls, place)])
        expect((await shownBy(desk, told.behind)).length).toBe(told.value);
      for (const { name, value, behind } of headlinesOf(sources, place, null))
        if (name === 'candidates' || name === 'requests' || name === 'calls')
          expect([name, (await shownBy(desk, behind)).length]).toEqual([name, value]);
    },
  );

  test.each(looks)(
    'FIG15, FIG20: money is that of the calls behind it, of %s',
    async (_, given, whose) => {
      const scope = await whose(desk);
      const sources = await sourcesOf(desk, scope);
      const { series } = moneyByMonth(sources.calls, placeOf(given, scope));
      for (const [at, { values, behind }] of series.entries())
        for (const category of some(values.length)) {
          const opening = behind!(category)!;
          const rows = await desk.getMany('consultations', await shownBy(desk, opening));
          const amounts = rows.flatMap((row) => {
            const amount = (field: string) => valueAt(row!, field) as string | null;
            const money = {
              credit_amount: amount('credit_amount'),
              credit_penalty_amount: amount('credit_penalty_amount'),
              expert_cost: amount('expert_cost'),
            };
            const charged = [money.credit_amount, money.credit_penalty_amount];
            return [charged, [money.expert_cost], [marginOf(money)]][at]!;
          });
          expect(Number((sumOf(amounts) ?? '0.00').replace('.', ''))).toBe(values[category]);
        }
    },
  );

  test('FIG20: there is something to open in each table of the work', async () => {
    const sources = await sourcesOf(desk, everybody);
    const figures = countsOf(sources, placeOf(period('all'), everybody));
    const tables = new Set<TableName>();
    for (const { series } of Object.values(figures))
      for (const { values, behind } of series)
        values.forEach((value, at) => {
          if ((value ?? 0) > 0) tables.add(behind!(at)!.table);
        });
    expect(tables.size).toBe(4);
    expect(
      figures['workload']!.series.map(({ values }) => values.some((v) => (v ?? 0) > 0)),
    ).toEqual([true, true, true]);
  });
});
