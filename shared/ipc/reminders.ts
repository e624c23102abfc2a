import { z } from 'zod';

/** What the window and the main process say to each other about reminders (shared/work/REMINDERS.md). */

/** Where reminders lead, and nowhere else. */
export const reminderPath = {
  today: '/today',
  call: (id: number) => `/t/consultations/${id}`,
} as const;

const pathSchema = z.string().regex(/^\/(?:today|t\/consultations\/[1-9]\d{0,15})$/);

export const reminderSchema = z.strictObject({
  /** A later reminder of the same id takes the place of an earlier one. */
  id: z.string().regex(/^[\w-]{1,60}$/),
  title: z.string().min(1).max(200),
  body: z.string().max(600),
  path: pathSchema,
});
export type Reminder = z.infer<typeof reminderSchema>;

/**
 * Who shows it: the operating system by the main process, the window by its browser, or nobody but the
 * window itself.
 */
export const remindedSchema = z.strictObject({ by: z.enum(['system', 'browser', 'nobody']) });

/** A notification was clicked: the window goes where it leads. */
export const reminderOpened = z.strictObject({
  kind: z.literal('reminderOpened'),
  path: pathSchema,
});
/** The system took a notification and could not show it after all. */
export const reminderFailed = z.strictObject({
  kind: z.literal('reminderFailed'),
  reminder: reminderSchema,
});
