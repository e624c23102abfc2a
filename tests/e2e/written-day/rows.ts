import type { TableName } from '#shared/entities/index.ts';
import type { Values } from '#shared/schema/row.ts';
import { callMonday, callSaturday, friday, monday, thursday } from './day.ts';

interface Made {
  id: number;
  values: Values;
}

/** People of the imported desk. */
const [yara, mateus, elif, sofia, bruno] = [45, 45, 38, 80, 46] as const;

/** Every record that the written day leaves behind, value for value, written by hand; numbers begin with `first`. */
export const rowsOfTheDay = (first: number): Partial<Record<TableName, Made[]>> => {
  const at = (date: string, time: string) => `${date}T${time}:00.000000Z`;
  const made = (...rows: Values[]): Made[] => rows.map((values, i) => ({ id: first + i, values }));
  const onBoard = { request_id: first, add_method: 'search' };
  return {
    profiles: made({
      first_name: 'Zoë',
      last_name: 'Marlowe',
      title: 'Head of Cocoa Buying',
      city: 'New York',
      timezone: 'America/New_York',
      hourly_rate: '312.00',
      created_at: at(thursday, '09:05'),
    }),
    users: made({
      profile_id: first,
      signup_type: 'expert',
      created_at: at(thursday, '16:10'),
    }),
    expert_requests: made({
      title: 'Cocoa fermentation in São Tomé',
      person: yara,
      billing_account: 'LIMA-7',
      description: 'How small farms ferment their beans.',
      focus_areas: ['Fermentation', 'Drying'],
      expected_duration: 45,
      time_done_scoping_call: at(thursday, '09:20'),
      state: 'fulfilled',
      created_at: at(thursday, '09:10'),
    }),
    expert_request_candidates: made(
      {
        profile_id: first,
        request_id: first,
        match_state: 'completed',
        match_score: '92.5',
        match_note: 'Sharp; asks for 300 at least.',
        client_note: 'Bought from 200 farms for ten years.',
        hourly_rate: '312.00',
        credit_rate: '600.00',
        created_at: at(thursday, '09:30'),
      },
      {
        profile_id: mateus,
        request_id: first,
        match_state: 'contacted',
        match_score: '71.0',
        credit_rate: '480.00',
        created_at: at(thursday, '09:31'),
      },
      {
        ...onBoard,
        profile_id: elif,
        match_state: 'declined by expert',
        exit_reason: 'Away until June',
        hourly_rate: '353.60',
        created_at: at(thursday, '09:40'),
      },
      {
        ...onBoard,
        profile_id: sofia,
        match_state: 'declined by client',
        exit_reason: 'Prefers another profile',
        hourly_rate: '447.92',
        created_at: at(thursday, '09:41'),
      },
      {
        ...onBoard,
        profile_id: bruno,
        match_state: 'proposed',
        hourly_rate: '343.89',
        created_at: at(thursday, '09:42'),
      },
    ),
    consultations: made({
      request: first,
      expert: first,
      expert_name: 'Zoë Marlowe',
      requester: yara,
      requester_name: 'Yara Lima',
      billing_account: 'LIMA-7',
      proposed_times: [at(friday, '14:30'), at(monday, '14:30')],
      // 14:30 in Lisbon on either day: the same hour on the wall, another in the world.
      rejected_times: [at(callSaturday, '14:30')],
      starts_at: at(callMonday, '13:30'),
      reschedule_count: 1,
      expected_duration: 45,
      initial_expected_duration: 45,
      conference: first,
      started_at: at(callMonday, '13:32'),
      ended_at: at(callMonday, '14:33'),
      billing_duration: 61,
      credit_rate: '600.00',
      // 61 minutes are 13 begun five minutes: 13/12 of 600.00; the expert’s 338.00 were overridden.
      credit_amount: '650.00',
      expert_cost: '330.50',
      transcription_order: first,
      transaction_group: first,
      receipt_sent_at: at(callMonday, '14:45'),
      created_at: at(thursday, '16:10'),
    }),
    conferences: made({
      name: 'Zoë Marlowe · Cocoa fermentation in São Tomé',
      state: 'finalized',
      starts_at: at(callMonday, '13:30'),
      expected_duration: 45,
      finalized_at: at(callMonday, '14:33'),
      duration: 61,
      created_at: at(thursday, '16:20'),
    }),
    consultation_reviews: made({
      consultation_id: first,
      reviewer: 'Yara Lima',
      rating: 4,
      match_for_request: 5,
      feedback: 'Clear, and to the point.',
    }),
    transcription_orders: made({
      client_ref: 'Call with Zoë Marlowe',
      state: 'ordered',
      requester: yara,
      created_at: at(callMonday, '14:40'),
    }),
    transaction_groups: made({ created_at: at(callMonday, '14:45') }),
    saved_views: made({
      name: 'Clients said no',
      table_name: 'expert_request_candidates',
      layout: 'grid',
      definition: JSON.stringify({
        columns: null,
        widths: {},
        sort: [],
        filter: {
          match: 'all',
          conditions: [{ field: 'match_state', operator: 'anyOf', values: ['declined by client'] }],
        },
        totals: {},
        groupBy: null,
        pinned: [],
      }),
      created_at: at(callMonday, '14:45'),
    }),
  };
};
