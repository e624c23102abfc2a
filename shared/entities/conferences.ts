import {
  boolean,
  choice,
  instant,
  integer,
  secret,
  text,
  textList,
  url,
} from '../schema/fields.ts';
import { defineEntity } from '../schema/entity.ts';

export const conferences = defineEntity({
  name: 'conferences',
  label: { one: 'Conference', many: 'Conferences' },
  description: 'The telephone or video bridge on which a consultation runs.',
  section: 'Calls',
  letter: 'F',
  title: { fields: ['name'] },
  fields: {
    name: text('Name', 'Bridge', { listed: true, width: 240 }),
    state: choice('State', 'Bridge', {
      listed: true,
      width: 120,
      options: ['created', 'live', 'finalized', 'failed'],
    }),
    starts_at: instant('Starts', 'Bridge', { listed: true }),
    finalized_at: instant('Finalized', 'Bridge', { listed: true }),
    expected_duration: integer('Expected duration', 'Bridge', {
      unit: 'minutes',
      listed: true,
      width: 150,
    }),
    duration: integer('Duration', 'Bridge', { unit: 'minutes', listed: true }),
    country_codes: textList('Dial-in countries', 'Bridge', {
      maxLength: 255,
      listed: true,
      width: 150,
      help: 'Two-letter country codes.',
    }),
    password: secret('Password', 'Bridge'),
    carrier: choice('Carrier', 'Carrier', {
      maxLength: 100,
      listed: true,
      options: ['twilio', 'zoom'],
    }),
    carrier_account_id: text('Account at the carrier', 'Carrier', { maxLength: 100 }),
    carrier_conference_id: text('Conference at the carrier', 'Carrier', { maxLength: 100 }),
    enable_recording: boolean('Recorded', 'Recording', { listed: true }),
    recording_url: url('Recording', 'Recording'),
    recording_file_size: integer('Recording size', 'Recording', { unit: 'bytes', width: 130 }),
    recording_state: choice('Recording state', 'Recording', {
      options: ['pending', 'in progress', 'ready', 'failed', 'deleted'],
    }),
    recording_state_updated_at: instant('Recording state changed', 'Recording'),
    created_at: instant('Created', 'Record', { listed: true }),
    deleted: boolean('In the trash', 'Record'),
  },
  ownTrash: true,
  paths: [{ name: 'conferences by creation, trash apart', fields: ['deleted', 'created_at'] }],
});
