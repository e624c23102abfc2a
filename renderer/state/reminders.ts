import { create } from 'zustand';
import {
  defaultChoices,
  leadTimes,
  nothingTold,
  type ReminderChoices,
  type Told,
} from '#shared/work/reminders.ts';
import { onRemembered, recall, remember } from './remembered.ts';

const choicesName = 'reminders';
const toldName = 'reminded';

const objectIn = (text: string | null): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

const flag = (value: unknown, otherwise: boolean): boolean =>
  typeof value === 'boolean' ? value : otherwise;

const isHour = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 24;

const hourIn = (value: unknown): number | null =>
  value === null || isHour(value) ? value : defaultChoices.hour;

/** Choices from text of unknown origin; what is damaged falls back to what is usual, part by part. */
export const parseChoices = (text: string | null): ReminderChoices => {
  const { calls, lead, atStart, digest, hour } = objectIn(text);
  return {
    calls: flag(calls, defaultChoices.calls),
    lead: leadTimes.find((known) => known === lead) ?? defaultChoices.lead,
    atStart: flag(atStart, defaultChoices.atStart),
    digest: flag(digest, defaultChoices.digest),
    hour: hourIn(hour),
  };
};

interface Choices {
  choices: ReminderChoices;
  change: (part: Partial<ReminderChoices>) => void;
}

/** What this desk reminds of, kept for the next start. */
export const useReminderChoices = create<Choices>((set, get) => ({
  choices: parseChoices(recall(choicesName)),
  change: (part) => {
    const choices = { ...get().choices, ...part };
    remember(choicesName, JSON.stringify(choices));
    set({ choices });
  },
}));

/** Takes over what is chosen in another window of the desk; the function that it gives stops that. */
export const followChoices = (): (() => void) =>
  onRemembered(choicesName, () =>
    useReminderChoices.setState({ choices: parseChoices(recall(choicesName)) }),
  );

/** What was reminded of, and when somebody looked last (milliseconds since 1970; null for never). */
interface Reminded {
  told: Told;
  lookedAt: number | null;
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((part) => typeof part === 'string') : [];

export const parseReminded = (text: string | null): Reminded => {
  const { calls, digest, lookedAt } = objectIn(text);
  return {
    told: {
      calls: textsIn(calls),
      digest: typeof digest === 'string' ? digest : nothingTold.digest,
    },
    lookedAt: typeof lookedAt === 'number' ? lookedAt : null,
  };
};

/** What storage would not keep; it then holds for as long as the window lives. */
let unkept: Reminded | null = null;

export const recallReminded = (): Reminded => unkept ?? parseReminded(recall(toldName));

export const rememberReminded = (reminded: Reminded): void => {
  const { told, lookedAt } = reminded;
  const text = JSON.stringify({ ...told, lookedAt });
  remember(toldName, text);
  unkept = recall(toldName) === text ? null : reminded;
};
