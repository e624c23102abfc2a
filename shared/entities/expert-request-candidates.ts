import { boolean, choice, decimal, email, instant, longText, reference } from '../schema/fields.ts';
import { defineEntity } from '../schema/entity.ts';
import { candidateExits, candidateFlow } from './states.ts';

export const expertRequestCandidates = defineEntity({
  name: 'expert_request_candidates',
  label: { one: 'Candidate', many: 'Candidates' },
  description: 'One profile considered for one request: the recruiting pipeline.',
  section: 'Work',
  letter: 'C',
  title: { fields: ['email'], via: ['profile_id'], viaFirst: true },
  fields: {
    profile_id: reference('profiles', 'Profile', 'Match', { listed: true, width: 200 }),
    request_id: reference('expert_requests', 'Request', 'Match', { listed: true, width: 240 }),
    match_state: choice('State', 'Match', {
      listed: true,
      options: [...candidateFlow, ...candidateExits],
    }),
    exit_reason: longText('Reason for the exit', 'Match', {
      help: 'Why the candidate’s way ended early.',
    }),
    match_score: decimal('Score', 'Match', {
      precision: 3,
      scale: 1,
      listed: true,
      width: 90,
      help: '0.0 to 99.9.',
    }),
    match_note: longText('Match note', 'Match', { help: 'For us; the client never sees it.' }),
    client_note: longText('Client note', 'Match', { help: 'What the client reads.' }),
    match_experience: longText('Relevant experience', 'Match'),
    email: email('E-mail', 'Contact', { listed: true }),
    invitation_email_sent_at: instant('Invitation sent', 'Contact', { listed: true }),
    add_method: choice('Added through', 'Contact', {
      listed: true,
      options: ['search', 'referral', 'outreach', 'import', 'application'],
    }),
    hourly_rate: decimal('Hourly rate', 'Terms', { listed: true }),
    credit_rate: decimal('Credit rate', 'Terms', { listed: true }),
    show_engagement_agreement: boolean('Show the engagement agreement', 'Terms', { width: 150 }),
    created_at: instant('Created', 'Record', { listed: true }),
    created_by: reference('users', 'Created by', 'Record', { onDelete: 'setNull' }),
    updated_by: reference('users', 'Updated by', 'Record', { onDelete: 'setNull' }),
    deleted: boolean('In the trash', 'Record'),
  },
  ownTrash: true,
  paths: [
    { name: 'candidates by creation, trash apart', fields: ['deleted', 'created_at'] },
    { name: 'candidates of a request by state', fields: ['request_id', 'match_state'] },
    { name: 'candidacies of a profile', fields: ['profile_id'] },
  ],
});
