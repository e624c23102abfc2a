import { test } from 'vitest';
import { byPalette, fill, tabTo } from '../keyboard.ts';
import { chooseEntry, fromMenu, goTo, untilFree, untilTold } from '../safety-acts.ts';
import { untilStored } from '../stored-rows.ts';
import {
  chooseOption,
  chooseRadio,
  finish,
  inDialog,
  isOn,
  openRequest,
  press,
  take,
  typeOver,
} from '../work-acts.ts';
import { title, zoe, thursday, friday, monday, callSaturday, callMonday, type Day } from './day.ts';
import { dayOfMonth, shortDay, weeksBetween } from './spring.ts';

/** One call: proposed, booked, moved across the change of the clocks, held, reviewed and billed. */
export const call = (day: Day): void => {
  test('times are proposed on both clocks, around the change of America’s', async () => {
    const { shell, at, see, first, untilCandidate, untilCall } = day;
    const { page } = shell;
    await at('16:10');
    await openRequest(shell, title);
    await take(shell, /^Start delivering/);
    await see(/^delivering$/);
    await take(shell, new RegExp(`^Propose times to ${zoe}`));
    const dialog = await inDialog(shell, new RegExp(`^Propose times to ${zoe}`));
    await dialog.getByText('No background check is known.').waitFor();
    await isOn(shell, /^Time 1/);
    await page.keyboard.type(`${friday} 14:30`);
    await dialog.getByText(`${shortDay(friday)}, 14:30 Lisbon · 09:30 New York`).waitFor();
    await fill(page, /^Time 2/, `${monday} 14:30`);
    await dialog.getByText(`${shortDay(monday)}, 14:30 Lisbon · 10:30 New York`).waitFor();
    await finish(shell);
    await see('times proposed');
    await untilCall({
      proposed_times: [`${friday}T14:30:00.000000Z`, `${monday}T14:30:00.000000Z`],
      expert: first,
      requester: 45,
    });
    await untilStored(page, 'users', first, { profile_id: first, signup_type: 'expert' });
    await untilCandidate(1, { match_state: 'proposed' });
  });

  test('a call is booked in one step, on the eve of the change of Europe’s clocks', async () => {
    const { shell, at, see, first, untilCandidate, untilCall } = day;
    const { page } = shell;
    await at('16:20');
    await take(shell, /^Book…/);
    const dialog = await inDialog(shell, /^Book the call/);
    await isOn(shell, new RegExp(`^${shortDay(friday)}`));
    await press(shell, 'ArrowUp');
    await isOn(shell, /^Another time/);
    await fill(page, /^Starts/, `${callSaturday} 14:30`);
    await dialog.getByText(`${shortDay(callSaturday)}, 14:30 Lisbon · 10:30 New York`).waitFor();
    await dialog.getByText('The expert gets 312.00 an hour.').waitFor();
    await finish(shell);
    await see(`${shortDay(callSaturday)}, 14:30 Lisbon · 10:30 New York`);
    await see(/^confirmed$/);
    await untilCall({
      starts_at: `${callSaturday}T14:30:00.000000Z`,
      conference: first,
      credit_rate: '600.00',
      expert_name: zoe,
      requester_name: 'Yara Lima',
      expected_duration: 45,
    });
    await untilStored(page, 'conferences', first, {
      name: `${zoe} · ${title}`,
      state: 'created',
      starts_at: `${callSaturday}T14:30:00.000000Z`,
    });
    await untilCandidate(1, { match_state: 'scheduled', hourly_rate: '312.00' });
  });

  test('it is moved across the change: the same hour for the reader, another for the world', async () => {
    const { shell, at, see, first, untilCall } = day;
    const { page } = shell;
    await at('16:30');
    await fromMenu(shell, /^More for the call with/, 'Reschedule…');
    const dialog = await inDialog(shell, /^Reschedule the call/);
    await isOn(shell, /^Starts/);
    await chooseRadio(shell, 'Times are typed on this clock', /^The expert’s, New York/);
    await fill(page, /^Starts/, `${callMonday} 09:30`);
    await dialog.getByText(`${shortDay(callMonday)}, 14:30 Lisbon · 09:30 New York`).waitFor();
    await finish(shell);
    await untilTold(shell, `Moved to ${shortDay(callMonday)}, 14:30 Lisbon.`);
    await see(`${shortDay(callMonday)}, 14:30 Lisbon · 09:30 New York`);
    await see(/rescheduled once/);
    await untilCall({
      starts_at: `${callMonday}T13:30:00.000000Z`,
      rejected_times: [`${callSaturday}T14:30:00.000000Z`],
      reschedule_count: 1,
    });
    await untilStored(page, 'conferences', first, {
      starts_at: `${callMonday}T13:30:00.000000Z`,
    });
  });

  test('the calendar has it at its new time, on both clocks', async () => {
    const { shell, untilCall } = day;
    const { page } = shell;
    await untilFree(shell);
    await byPalette(page, 'calendar', /^Calendar/);
    for (const week of weeksBetween(thursday, callMonday)) {
      await isOn(shell, new RegExp(`^${dayOfMonth(week)} – `));
      if (week !== callMonday) await press(shell, 'PageDown');
    }
    await page.getByRole('button', { name: new RegExp(zoe) }).waitFor();
    await tabTo(page, new RegExp(zoe));
    await isOn(shell, /14:30.*Monday \d+ .*until 15:15 Lisbon, confirmed/);
    await chooseOption(shell, /^(Time zone|Lisbon)/, 'New York');
    await tabTo(page, new RegExp(zoe));
    await isOn(shell, /09:30.*until 10:15 New York, confirmed/);
    await chooseOption(shell, /^(Time zone|New York)/, 'Lisbon');
    await untilCall({ starts_at: `${callMonday}T13:30:00.000000Z` });
  });

  test('on its day the call stands on Today, is held, and comes to exact amounts', async () => {
    const { shell, at, see, first, untilCandidate, untilCall } = day;
    const { page } = shell;
    await at('12:00', callMonday);
    await goTo(shell, 'today', /^Today/);
    await see(`${shortDay(callMonday)}, 14:30 Lisbon · 09:30 New York`);
    await take(shell, new RegExp(`^${zoe}`));
    await page.getByRole('list', { name: 'State of the request' }).waitFor();
    await see('within 24 hours');
    await at('13:32', callMonday);
    await take(shell, /^Start the call/);
    await see(/^in progress$/);
    await isOn(shell, new RegExp(`^Complete: ${zoe}`));
    await untilCall({ started_at: `${callMonday}T13:32:00.000000Z` });
    await untilStored(page, 'conferences', first, { state: 'live' });

    await at('14:40', callMonday);
    await press(shell, 'Enter');
    const dialog = await inDialog(shell, /^Complete the call/);
    await isOn(shell, /^Ended/);
    await typeOver(shell, `${callMonday} 15:33`);
    await dialog.getByText('61 min: 13 × 5 min of 600.00/h = 650.00').waitFor();
    await dialog.getByText('61 min: 13 × 5 min of 312.00/h = 338.00').waitFor();
    await fill(page, /^Expert cost/, '330.5');
    await dialog.getByText('Computed: 61 min: 13 × 5 min of 312.00/h = 338.00').waitFor();
    await finish(shell);
    await see(/61 min billed · rescheduled once · credits 650.00 · expert cost 330.50/);
    await untilCall({
      ended_at: `${callMonday}T14:33:00.000000Z`,
      billing_duration: 61,
      credit_amount: '650.00',
      expert_cost: '330.50',
    });
    await untilStored(page, 'conferences', first, { state: 'finalized', duration: 61 });
    await untilCandidate(1, { match_state: 'completed' });
  });

  test('it is reviewed, its transcript ordered, the receipt sent: billed, and the request fulfilled', async () => {
    const { shell, at, see, first, untilCall } = day;
    const { page } = shell;
    await isOn(shell, new RegExp(`^Add the review: ${zoe}`));
    await press(shell, 'Enter');
    await inDialog(shell, /^Review of the call/);
    await chooseRadio(shell, 'Rating', /^4/);
    await chooseRadio(shell, 'Match for the request', /^5/);
    await fill(page, /^Feedback/, 'Clear, and to the point.');
    await take(shell, /^Keep the review/);
    await untilFree(shell);
    await see(/reviewed 4 of 5/);
    await untilStored(page, 'consultation_reviews', first, { consultation_id: first, rating: 4 });

    await isOn(shell, new RegExp(`^Send the receipt: ${zoe}`));
    await fromMenu(shell, /^More for the call with/, 'Order the transcript');
    await see(/transcript ordered/);
    await at('14:45', callMonday);
    await tabTo(page, /^Send the receipt: /, 'Shift+Tab');
    await press(shell, 'Enter');
    const dialog = await inDialog(shell, /^Receipt for the call/);
    await dialog.getByText('319.50').waitFor();
    await chooseRadio(shell, 'Transaction group', /^A new one/);
    await finish(shell);
    await see(/^billed$/);
    await isOn(shell, new RegExp(`^Transcript received: ${zoe}`));
    await untilCall({
      receipt_sent_at: `${callMonday}T14:45:00.000000Z`,
      transaction_group: first,
      transcription_order: first,
    });

    await tabTo(page, /^More for the request/);
    await chooseEntry(shell, 'Mark as fulfilled');
    await page.locator('[aria-current=step]', { hasText: 'fulfilled' }).waitFor();
    await untilStored(page, 'expert_requests', first, { state: 'fulfilled' });
  });
};
