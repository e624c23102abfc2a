import {
  boolean,
  choice,
  instant,
  integer,
  longText,
  phone,
  reference,
  text,
  textList,
} from '../schema/fields.ts';
import { defineEntity } from '../schema/entity.ts';
import { requestExits, requestFlow } from './states.ts';

export const expertRequests = defineEntity({
  name: 'expert_requests',
  label: { one: 'Request', many: 'Requests' },
  description: 'A client asks for experts on a topic.',
  section: 'Work',
  letter: 'R',
  title: { fields: ['title'] },
  fields: {
    title: text('Title', 'Brief', { listed: true, width: 280 }),
    state: choice('State', 'Brief', {
      listed: true,
      width: 120,
      options: [...requestFlow, ...requestExits],
    }),
    er_type: choice('Type', 'Brief', {
      listed: true,
      width: 120,
      options: ['call', 'survey', 'project'],
    }),
    project: reference('projects', 'Project', 'Brief', { listed: true, width: 200 }),
    person: reference('users', 'Requested by', 'Brief', { listed: true }),
    billing_account: text('Billing account', 'Brief', { listed: true }),
    description: longText('Description', 'Brief'),
    focus_areas: textList('Focus areas', 'Scope', { separator: 'line' }),
    pursue_these: longText('Pursue these', 'Scope', {
      help: 'Companies and people the client wants.',
    }),
    avoid_these: longText('Avoid these', 'Scope', {
      help: 'Companies and people who must not be contacted.',
    }),
    disclosure: choice('Disclosure', 'Scope', {
      listed: true,
      options: ['named', 'anonymous'],
      help: 'Whether experts may learn who the client is.',
    }),
    time_done_scoping_call: instant('Scoping call held', 'Scope', { listed: true }),
    instructions_research: longText('Instructions for research', 'Scope'),
    team_about: longText('About the team', 'Scope'),
    job_scope: longText('Job scope', 'Scope'),
    opportunity_location: text('Location', 'Scope'),
    tags: textList('Tags', 'Scope', { listed: true }),
    phone: phone('Phone', 'Terms', { maxLength: 20 }),
    expected_duration: integer('Expected duration', 'Terms', {
      listed: true,
      unit: 'minutes',
      width: 150,
    }),
    unpaid: boolean('Unpaid', 'Terms'),
    slug: text('Address of the public page', 'Record'),
    close_reason: longText('Reason for closing', 'Record'),
    created_at: instant('Created', 'Record', { listed: true }),
    deleted: boolean('In the trash', 'Record'),
  },
  ownTrash: false,
  paths: [
    { name: 'requests by creation, trash apart', fields: ['deleted', 'created_at'] },
    { name: 'requests of a project by state', fields: ['project', 'state'] },
    { name: 'requests of a person', fields: ['person'] },
  ],
});
