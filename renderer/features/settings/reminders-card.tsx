import { Bell } from 'lucide-react';
import { useState } from 'react';
import { reminderPath, type Reminder } from '#shared/ipc/reminders.ts';
import { leadTimes, type ReminderChoices } from '#shared/work/reminders.ts';
import { useApi } from '../../state/desk-context.tsx';
import { useReminderChoices } from '../../state/reminders.ts';
import { useSession } from '../../state/session.tsx';
import {
  askBrowser,
  browserPermission,
  showReminder,
  type ShownBy,
} from '../../state/show-reminder.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import './reminders-card.css';

interface Props {
  choices: ReminderChoices;
  change: (part: Partial<ReminderChoices>) => void;
}

const leads = leadTimes.map((minutes) => ({
  value: String(minutes),
  label: minutes === 60 ? '1 hour before' : `${minutes} minutes before`,
}));

const OfCalls = ({ choices, change }: Props) => {
  const { calls, lead, atStart } = choices;
  return (
    <div role="group" aria-label="Reminders of calls" className="reminder-choice">
      <Checkbox isSelected={calls} onChange={(on) => change({ calls: on })}>
        Remind me of calls
      </Checkbox>
      <div className="reminder-details">
        <Select
          label="When"
          options={leads}
          value={String(lead)}
          onChange={(value) =>
            change({ lead: leadTimes.find((known) => String(known) === value) ?? lead })
          }
          isDisabled={!calls}
        />
        <Checkbox
          isSelected={atStart}
          onChange={(on) => change({ atStart: on })}
          isDisabled={!calls}
        >
          And when a call begins
        </Checkbox>
      </div>
    </div>
  );
};

const atFirst = 'first';
const hours = [
  { value: atFirst, label: 'When the desk is first open that day' },
  ...Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: `At ${String(hour).padStart(2, '0')}:00`,
  })),
];

const OfTheDay = ({ choices, change }: Props) => {
  const { digest, hour } = choices;
  return (
    <div role="group" aria-label="Reminder of the day" className="reminder-choice">
      <Checkbox isSelected={digest} onChange={(on) => change({ digest: on })}>
        Tell me once a day what waits
      </Checkbox>
      <div className="reminder-details">
        <Select
          label="At what time"
          description="Calls without an outcome, answers that are overdue, missing compliance, what is not reviewed or not billed."
          options={hours}
          value={hour === null ? atFirst : String(hour)}
          onChange={(value) => change({ hour: value === atFirst ? null : Number(value) })}
          isDisabled={!digest}
        />
      </div>
    </div>
  );
};

const test: Reminder = {
  id: 'test',
  title: 'Reminders work',
  body: 'This is how the desk reminds you.',
  path: reminderPath.today,
};

const shownWords: Readonly<Record<ShownBy, string>> = {
  system: 'Handed to your system. If you saw nothing, look into its settings for notifications.',
  window: 'Shown in this window, where reminders stay until you close them.',
};

/** How reminders reach people here, as far as it is known before one is shown. */
const wayOf = (shell: 'electron' | 'browser'): string => {
  if (shell === 'electron' || browserPermission() === 'granted')
    return 'Reminders are notifications of your system, and come while the desk is open.';
  return browserPermission() === 'default'
    ? 'Reminders come while the desk is open. The test asks your browser to let the desk show them as notifications.'
    : 'Your browser does not let the desk show notifications, so reminders are shown in this window while the desk is open.';
};

const useTest = (shell: 'electron' | 'browser') => {
  const api = useApi();
  const [shown, setShown] = useState<ShownBy | null>(null);
  const run = async () => {
    setShown(null);
    if (shell === 'browser') await askBrowser();
    setShown(await showReminder(api, test));
  };
  return { shown, run };
};

/** What this desk reminds of, and when. */
export const RemindersCard = () => {
  const { choices, change } = useReminderChoices();
  const { shell } = useSession().info;
  const { shown, run } = useTest(shell);
  return (
    <section className="card" aria-labelledby="reminders-heading">
      <h2 id="reminders-heading">Reminders</h2>
      <OfCalls choices={choices} change={change} />
      <OfTheDay choices={choices} change={change} />
      <p className="quiet">{wayOf(shell)}</p>
      <div className="actions">
        <Button onPress={() => void run()}>
          <Bell aria-hidden size={15} />
          Show a test reminder
        </Button>
        <span role="status" className="quiet">
          {shown === null ? '' : shownWords[shown]}
        </span>
      </div>
    </section>
  );
};
