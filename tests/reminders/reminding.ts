import { onTestFinished } from 'vitest';
import type { Values } from '#shared/schema/row.ts';
import { instantOf } from '#shared/work/consultation-state.ts';
import { defaultChoices, nothingTold, type ReminderChoices } from '#shared/work/reminders.ts';
import type { Reminder } from '#shared/ipc/reminders.ts';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import { startReminders, type ReminderHost, type Remembered } from '#renderer/db/reminder-pump.ts';
import { must, newDesk, newRoot } from '#tests/support/bulk-desk.ts';

const minute = 60_000;
const quick = { rest: 0, gathering: 5, tick: 20 };

/** So many minutes from now, as it is stored. */
export const inMinutes = (minutes: number): string => instantOf(Date.now() + minutes * minute);

/** A window that says what it was to show, over a real desk. */
export const reminding = async ({
  root = newRoot(),
  remembered = { told: nothingTold, lookedAt: null },
  choices = {},
}: {
  root?: string;
  remembered?: Remembered;
  choices?: Partial<ReminderChoices>;
} = {}) => {
  const desk = await newDesk(root);
  const shown: Reminder[] = [];
  const listeners = new Set<() => void>();
  const open = { choices: { ...defaultChoices, digest: false, ...choices }, remembered, looks: 0 };
  const host: ReminderHost = {
    choices: () => open.choices,
    onChoices: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    recall: () => open.remembered,
    remember: (now) => {
      open.remembered = now;
      open.looks++;
    },
    show: (reminder) => void shown.push(reminder),
    zone: () => 'Europe/Lisbon',
  };
  const start = () => {
    const pump = startReminders(desk, host, quick);
    onTestFinished(() => pump.close());
    return pump;
  };
  const choose = (part: Partial<ReminderChoices>) => {
    open.choices = { ...open.choices, ...part };
    listeners.forEach((tell) => tell());
  };
  return { desk, root, shown, start, choose, open };
};

export const put = async (desk: CurrentDesk, table: 'consultations', id: number, values: Values) =>
  void must(await desk.mutate([{ op: 'create', table, id, values }], 'test'));

export const change = async (desk: CurrentDesk, id: number, values: Values) =>
  void must(await desk.mutate([{ op: 'update', table: 'consultations', id, values }], 'test'));
