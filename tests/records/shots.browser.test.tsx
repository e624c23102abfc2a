import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { closeTestDesk, openTestDesk, put, showAt } from './test-desk.tsx';
import type { OpenDesk } from '#renderer/db/open-desk.ts';
import '#renderer/app/shell.css';

let desk: OpenDesk;
beforeEach(async () => {
  desk = await openTestDesk();
  await put(desk, 'profiles', 11, { first_name: 'Ana', last_name: 'Lima', title: 'Head of Procurement, cold-chain logistics', city: 'Porto', country: 'Portugal', country_iso2_code: 'PT', timezone: 'Europe/Lisbon', languages: ['pt', 'en', 'es'], keywords: ['cold chain', 'procurement', 'reefers', 'GDP'], tier: 1, hourly_rate: '250.00', conflicted: false, available_for_long_term: true, linkedin_url: 'https://www.linkedin.com/in/analima', summary: 'Twelve years in temperature-controlled transport; led the move of a pharmaceutical distributor to multi-modal lanes.\n\nSpeaks freely on tenders and carrier scorecards.' });
  await put(desk, 'profiles', 12, { first_name: 'Rui', last_name: 'Tavares' });
  await put(desk, 'users', 21, { profile_id: 11, expert_state: 'active', background_check: true });
  await put(desk, 'users', 22, { profile_id: 12, signup_type: 'client' });
  await put(desk, 'projects', 31, { name: 'Cold chain in Iberia', team: 'Health' });
  await put(desk, 'expert_requests', 41, { title: 'Reefer capacity and tendering in Iberia', state: 'sourcing', er_type: 'call', project: 31, person: 22, tags: ['cold chain', 'iberia'], focus_areas: ['Tender cycles', 'Spot versus contract'], description: 'The client wants to understand how distributors buy reefer capacity.' });
  await put(desk, 'conferences', 51, { name: 'Bridge 51', state: 'created' });
  await put(desk, 'consultations', 61, { request: 41, expert: 21, requester: 22, expert_name: 'Ana Lima', requester_name: 'Rui Tavares', consultation_type: 'video', engagement_type: 'single', disclosure: 'anonymous', description: 'First conversation on tendering.', team: 'Health', tracking_code: 'HC-2231', external: false, starts_at: '2026-03-31T13:30:00.000000Z', expected_duration: 60, proposed_times: ['2026-03-31T13:30:00.000000Z', '2026-04-01T09:00:00.000000Z'], credit_rate: '1.00', credit_amount: '1.25', expert_cost: '250.00', billing_duration: 62, conference: 51, expert_pin: '8812', requester_pin: '4410', recording_url: 'https://example.org/r/61', created_at: '2026-03-20T10:00:00.000000Z', creator: 22 });
  for (let i = 0; i < 4; i++) await put(desk, 'consultations', 62 + i, { request: 41, expert: 21, expert_name: 'Ana Lima', consultation_type: 'call', starts_at: `2026-04-0${i + 1}T09:00:00.000000Z` });
  for (let i = 0; i < 12; i++) await put(desk, 'expert_request_candidates', 70 + i, { request_id: 41, profile_id: i % 2 ? 11 : 12, match_state: i % 3 ? 'contacted' : 'proposed', match_score: '87.5', email: `p${i}@example.org` });
  await put(desk, 'consultation_reviews', 91, { consultation_id: 61, reviewer: 'Rui Tavares', rating: 5 });
});
afterEach(() => closeTestDesk(desk));

for (const [w, h] of [[1280, 800], [1920, 1080]] as const)
  for (const theme of ['light', 'dark'])
    test(`${w} ${theme}`, async () => {
      await page.viewport(w, h);
      document.documentElement.dataset['theme'] = theme;
      for (const [i, path] of ['/t/profiles/11', '/t/consultations/61', '/t/expert_requests/41', '/t/expert_request_candidates/new?request_id=41'].entries()) {
        const view = showAt(desk, path);
        const shell = view.container;
        shell.className = 'shell';
        if (!document.querySelector('.fake-side')) {
          const side = document.createElement('div');
          side.className = 'fake-side sidebar';
          shell.prepend(side);
        }
        await expect.element(page.getByRole('form', { name: 'Fields' })).toBeVisible();
        await new Promise((r) => setTimeout(r, 700));
        await page.screenshot({ path: `../../node_modules/.cache/shots-records/${w}-${theme}-${i}.png` });
        view.unmount();
        shell.remove();
      }
    });
