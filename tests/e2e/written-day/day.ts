import type { Row } from '#shared/schema/row.ts';
import type { PageClock } from '../../support/page-clock.ts';
import type { RunningShell } from '../../support/shells.ts';
import { untilStored } from '../stored-rows.ts';
import { nextSpring } from './spring.ts';

/*
 * The clock of the page is the test’s: histories, Today, “within 24 hours” and every stored moment depend on
 * it, and must come out the same on any day. It stands still between the steps. It is ahead of the real one,
 * since no edit is dated before the import, whose worker goes by the real clock until it is told; so the days
 * are those of the next spring, and are told by how far they are from the change of the clocks.
 * The zone is set for the browser’s process: nothing in the page knows of it.
 */
const { america, europe } = nextSpring(new Date());

/** The day on which most is done, before the clocks of America change. */
export const thursday = america(-3);
/** Days on either side of that change. */
export const [friday, monday] = [america(-2), america(1)];
/** Days on either side of the change in Europe. */
export const [callSaturday, callMonday] = [europe(-1), europe(1)];

export const title = 'Cocoa fermentation in São Tomé';
export const zoe = 'Zoë Marlowe';

interface Begun {
  shell: RunningShell;
  clock: PageClock;
}

/** What the steps of one day share; it begins with its window. */
export class Day {
  /** What the dump brought in. */
  imported: Record<string, Row[]> = {};
  /** The number that the first record of the day has in each table. */
  first = 0;
  #begun: Begun | null = null;

  begin(begun: Begun): void {
    this.#begun = begun;
  }

  get shell(): RunningShell {
    return this.#now().shell;
  }

  /** Lets the clock of the page show a time in UTC. */
  readonly at = (time: string, date = thursday): Promise<void> =>
    this.#now().clock.goTo(`${date}T${time}:00Z`);

  /** Waits until the screen says something. */
  readonly see = (text: string | RegExp): Promise<void> =>
    this.shell.page.locator('main').getByText(text).first().waitFor();

  /** Waits until the database holds these values of the candidate who was added as the nth. */
  readonly untilCandidate = (n: number, values: object) =>
    untilStored(this.shell.page, 'expert_request_candidates', this.first + n - 1, values);

  /** The same of the call. */
  readonly untilCall = (values: object) =>
    untilStored(this.shell.page, 'consultations', this.first, values);

  #now(): Begun {
    if (this.#begun === null) throw new Error('The day has not begun.');
    return this.#begun;
  }
}
