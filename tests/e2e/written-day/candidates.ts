import { expect, test } from 'vitest';
import { fill, onScreen, tabTo } from '../keyboard.ts';
import { goTo, untilTold } from '../safety-acts.ts';
import { untilStored } from '../stored-rows.ts';
import {
  addCandidate,
  cardUnderCursor,
  enterCandidate,
  finish,
  inDialog,
  isOn,
  moveTo,
  openRequest,
  press,
  take,
  toLanes,
  typeRecord,
  untilInLane,
  untilSaid,
  walkTo,
} from '../work-acts.ts';
import { title, zoe, thursday, type Day } from './day.ts';
import { longDay, shortDay } from './spring.ts';

/** A request and its candidates: from the brief to who is declined, by form and by board. */
export const candidates = (day: Day): void => {
  test('an expert is entered, whose zone is found by the name of the place', async () => {
    const { shell, at } = day;
    const { page } = shell;
    await at('09:05');
    await goTo(shell, 'new profile', /^New profile/);
    await fill(page, /^First name/, 'Zoë');
    await fill(page, /^Last name/, 'Marlowe');
    await fill(page, /^Title/, 'Head of Cocoa Buying');
    await fill(page, /^City/, 'New York');
    await fill(page, /^Time zone/, 'new york');
    await page.getByRole('option', { name: 'America/New_York' }).waitFor();
    await press(shell, 'ArrowDown', 'Enter');
    await fill(page, /^Hourly rate/, '312');
    await press(shell, 'Control+s');
    await onScreen(page, new RegExp(zoe));
    await isOn(shell, new RegExp(zoe));
    day.first = Number(page.url().split('/').at(-1));
    await untilStored(page, 'profiles', day.first, {
      timezone: 'America/New_York',
      hourly_rate: '312.00',
    });
  });

  test('a request is entered, opened after the scoping call, and sourcing begins', async () => {
    const { shell, at, see, first } = day;
    const { page } = shell;
    await at('09:10');
    await goTo(shell, 'new request', /^New request/);
    await fill(page, /^Title/, title);
    await tabTo(page, /^Requested by/);
    await typeRecord(shell, 'Yara Lima');
    await fill(page, /^Billing account/, 'LIMA-7');
    await fill(page, /^Description/, 'How small farms ferment their beans.');
    await fill(page, /^Focus areas/, 'Fermentation');
    await press(shell, 'Enter');
    await page.keyboard.type('Drying');
    await fill(page, /^Expected duration/, '45');
    await press(shell, 'Control+s');
    await take(shell, /Work on this request/);
    await see('How small farms ferment their beans.');

    await at('09:20');
    await take(shell, /^Scoping call held/);
    await see(`${shortDay(thursday)}, 09:20 Lisbon`);
    await isOn(shell, /^Open the request/);
    await press(shell, 'Enter');
    await isOn(shell, /^Start sourcing/);
    await press(shell, 'Enter');
    await isOn(shell, /^Look for candidates/);
    await page.locator('[aria-current=step]', { hasText: 'sourcing' }).waitFor();
    await untilStored(page, 'expert_requests', first, {
      state: 'sourcing',
      time_done_scoping_call: `${thursday}T09:20:00.000000Z`,
      focus_areas: ['Fermentation', 'Drying'],
    });
  });

  test('five candidates are found by their names, three of them on the board', async () => {
    const { shell, at, see, first, untilCandidate } = day;
    const { page } = shell;
    await at('09:30');
    await enterCandidate(shell, zoe, { score: '92.5', rate: '600' });
    await openRequest(shell, title);
    await at('09:31');
    await enterCandidate(shell, 'Mateus Haddad', { score: '71', rate: '480' });
    await openRequest(shell, title);
    await see('2 identified');
    await take(shell, /^Look for candidates/);
    await onScreen(page, new RegExp(title));
    await at('09:40');
    await addCandidate(shell, 'Elif Rossi');
    await at('09:41');
    await addCandidate(shell, 'Sofia Okafor');
    await at('09:42');
    await addCandidate(shell, 'Bruno Mensah');
    await page.getByRole('complementary', { name: 'Candidate Bruno Mensah' }).waitFor();
    await untilInLane(shell, 'Bruno Mensah', 'Identified');
    await untilCandidate(1, { profile_id: first, match_score: '92.5', credit_rate: '600.00' });
    await untilCandidate(5, { hourly_rate: '343.89', match_state: 'identified' });
  });

  test('they are moved along, all at once, one by one, and two by two', async () => {
    const { shell, at, untilCandidate } = day;
    await at('10:00');
    await toLanes(shell);
    await press(shell, 'Control+a');
    await untilSaid(shell, '5 candidates selected');
    await moveTo(shell, 'Contacted');
    await untilSaid(shell, '5 candidates moved to contacted.');
    await isOn(shell, /^Contacted, 5 candidates/);

    await walkTo(shell, zoe);
    for (const [time, lane] of [
      ['12:30', 'Responded'],
      ['14:00', 'Screening'],
      ['15:30', 'Cleared'],
    ] as const) {
      await at(time);
      await press(shell, 'Shift+ArrowRight');
      await isOn(shell, new RegExp(`^${lane}, 1 candidate`));
      await expect.poll(() => cardUnderCursor(shell)).toBe(zoe);
    }
    await untilCandidate(1, { match_state: 'cleared' });

    await at('15:50');
    await walkTo(shell, 'Sofia Okafor');
    await press(shell, 'Space');
    await walkTo(shell, 'Bruno Mensah');
    await press(shell, 'Space');
    await untilSaid(shell, '2 candidates selected');
    await moveTo(shell, 'Proposed');
    await untilInLane(shell, 'Sofia Okafor', 'Proposed');
    await untilInLane(shell, 'Bruno Mensah', 'Proposed');
    await untilCandidate(4, { match_state: 'proposed' });
    await untilCandidate(5, { match_state: 'proposed' });
  });

  test('two are declined, each with a reason', async () => {
    const { shell, at, untilCandidate } = day;
    await at('15:52');
    await walkTo(shell, 'Elif Rossi');
    await moveTo(shell, 'Declined by expert');
    await inDialog(shell, /^Move 1 candidate to “declined by expert”/);
    await isOn(shell, /^Reason/);
    await shell.page.keyboard.type('Away until June');
    await finish(shell);
    await untilSaid(shell, '1 candidate moved to declined by expert.');
    await isOn(shell, /^Contacted, 1 candidate/);

    await at('15:55');
    await walkTo(shell, 'Sofia Okafor');
    await moveTo(shell, 'Declined by client');
    await inDialog(shell, /^Move 1 candidate to “declined by client”/);
    await press(shell, 'ArrowDown', 'ArrowDown', 'Enter');
    await finish(shell);
    await isOn(shell, /^Proposed, 1 candidate/);

    await take(shell, /^Show exits \(2\)/);
    await untilInLane(shell, 'Elif Rossi', 'Declined by expert');
    await untilInLane(shell, 'Sofia Okafor', 'Declined by client');
    await untilCandidate(3, { match_state: 'declined by expert', exit_reason: 'Away until June' });
    await untilCandidate(4, {
      match_state: 'declined by client',
      exit_reason: 'Prefers another profile',
    });
  });

  test('notes are written side by side, and the history of states has its times', async () => {
    const { shell, at, untilCandidate } = day;
    const { page } = shell;
    await at('16:00');
    await toLanes(shell);
    await walkTo(shell, zoe);
    await press(shell, 'Enter');
    await isOn(shell, new RegExp(`^${zoe}`));
    await tabTo(page, /^Match note/);
    await page.keyboard.type('Sharp; asks for 300 at least.');
    await press(shell, 'Control+Enter');
    await untilTold(shell, 'Match note saved.');
    await press(shell, 'Tab');
    await isOn(shell, /^Client note/);
    await page.keyboard.type('Bought from 200 farms for ten years.');
    await press(shell, 'Tab');
    await isOn(shell, /^Save/);
    await press(shell, 'Enter');
    await isOn(shell, /^Client note/);
    await untilCandidate(1, {
      match_note: 'Sharp; asks for 300 at least.',
      client_note: 'Bought from 200 farms for ten years.',
    });
    const stages = page.getByRole('region', { name: 'History of states' }).getByRole('listitem');
    const date = longDay(thursday);
    await expect
      .poll(() => stages.allInnerTexts())
      .toEqual([
        expect.stringMatching(`Cleared\\s+since ${date} at 15:30 · 0 h`),
        expect.stringMatching(`Screening\\s+from ${date} at 14:00 · 1 h`),
        expect.stringMatching(`Responded\\s+from ${date} at 12:30 · 1 h`),
        expect.stringMatching(`Contacted\\s+from ${date} at 10:00 · 2 h`),
        expect.stringMatching(`Identified\\s+from ${date} at 09:30 · 0 h`),
      ]);
    await press(shell, 'Escape');
    await isOn(shell, /^Cleared, 1 candidate/);
  });
};
