import { Printer } from 'lucide-react';
import { useMemo } from 'react';
import { findOffers, chosenOffer } from '../../forms/reference-offers.ts';
import { useDesk, useLoaded } from '../../state/desk-context.tsx';
import { useScreenActions } from '../../state/screen-actions.tsx';
import { AsyncComboBox } from '../../ui/async-combo-box.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { plainScope, type Choices } from './choices.ts';
import type { Period, PeriodKind } from './figures/days.ts';
import type { Scope } from './figures/figure.ts';
import type { Rows } from './figures/rows.ts';
import { useRows } from './use-rows.ts';

const periods: readonly { value: PeriodKind; label: string }[] = [
  { value: 'days30', label: 'Last 30 days' },
  { value: 'days90', label: 'Last 90 days' },
  { value: 'months12', label: 'Last 12 months' },
  { value: 'all', label: 'All time' },
  { value: 'days', label: 'From a day to a day' },
];

interface Props extends Choices {
  change: (part: Partial<Choices>) => void;
}

const PeriodChoice = ({ period, onChange }: { period: Period; onChange: (p: Period) => void }) => {
  const isWrong = period.from !== '' && period.to !== '' && period.to < period.from;
  return (
    <>
      <Select
        label="Period"
        options={periods}
        value={period.kind}
        onChange={(kind) => onChange({ ...period, kind })}
      />
      {period.kind === 'days' && (
        <>
          <TextField
            label="From"
            type="date"
            value={period.from}
            onChange={(from) => onChange({ ...period, from })}
          />
          <TextField
            label="To"
            type="date"
            value={period.to}
            onChange={(to) => onChange({ ...period, to })}
            error={isWrong ? 'The last day is before the first.' : null}
          />
        </>
      )}
    </>
  );
};

interface UserProps {
  label: string;
  id: number | null;
  onChange: (id: number | null) => void;
}

const UserChoice = ({ label, id, onChange }: UserProps) => {
  const desk = useDesk();
  const chosen = useLoaded(`user ${id}`, ['users', 'profiles'], async (from) =>
    id === null ? null : chosenOffer(from, 'users', id),
  );
  return (
    <AsyncComboBox
      label={label}
      value={chosen ?? null}
      load={(typed) => findOffers(desk, 'users', typed, false)}
      onChange={(option) => onChange(option?.id ?? null)}
      placeholder="Anybody"
    />
  );
};

const everyTeam = 'every team';

/** The names of teams in a column, each once. */
const teamsIn = (rows: Rows | undefined): string[] =>
  rows === undefined
    ? []
    : rows.texts('team').texts.flatMap((_, code) => rows.label('team', code) ?? []);

const TeamChoice = ({ team, onChange }: { team: string; onChange: (team: string) => void }) => {
  const projects = useRows({ table: 'projects', fields: ['team'], spelled: ['team'] });
  const calls = useRows({ table: 'consultations', fields: ['team'], spelled: ['team'] });
  const teams = useMemo(() => {
    const found = new Set([...teamsIn(projects), ...teamsIn(calls)]);
    if (team !== '') found.add(team);
    return [...found].toSorted((a, b) => a.localeCompare(b, 'en'));
  }, [projects, calls, team]);
  return (
    <Select
      label="Team"
      options={[
        { value: everyTeam, label: 'Every team' },
        ...teams.map((value) => ({ value: `team ${value}`, label: value })),
      ]}
      value={team === '' ? everyTeam : `team ${team}`}
      onChange={(value) => onChange(value === everyTeam ? '' : value.slice('team '.length))}
    />
  );
};

export const isPlain = ({ recruiter, team, client }: Scope): boolean =>
  recruiter === null && team === '' && client === null;

/** What figures are shown of: a period, and whose work. */
export const ChoiceBar = ({ period, scope, change }: Props) => {
  useScreenActions('Dashboard', () => [
    ...periods.map(({ value, label }, at) => ({
      id: value,
      label: `Figures of: ${label.toLowerCase()}`,
      words: 'period',
      keys: [String(at + 1)],
      isAnywhere: true as const,
      obstacle: value === period.kind ? 'They are shown.' : null,
      run: () => change({ period: { ...period, kind: value } }),
    })),
    {
      id: 'everybody',
      label: 'Figures of everybody',
      words: 'recruiter team client',
      obstacle: isPlain(scope) ? 'They are shown.' : null,
      run: () => change({ scope: plainScope }),
    },
    {
      id: 'print',
      label: 'Print',
      words: 'paper pdf',
      keys: ['Ctrl', 'P'],
      isAnywhere: true as const,
      run: () => window.print(),
    },
  ]);
  return (
    <section className="choice-bar" aria-label="What is counted">
      <PeriodChoice period={period} onChange={(next) => change({ period: next })} />
      <UserChoice
        label="Recruiter"
        id={scope.recruiter}
        onChange={(recruiter) => change({ scope: { ...scope, recruiter } })}
      />
      <TeamChoice team={scope.team} onChange={(team) => change({ scope: { ...scope, team } })} />
      <UserChoice
        label="Client"
        id={scope.client}
        onChange={(client) => change({ scope: { ...scope, client } })}
      />
      <div className="choice-deeds">
        {!isPlain(scope) && (
          <Button variant="quiet" onPress={() => change({ scope: plainScope })}>
            Everybody’s
          </Button>
        )}
        <Button onPress={() => window.print()}>
          <Printer aria-hidden size={15} /> Print
        </Button>
      </div>
    </section>
  );
};
