import { boolean, choice, instant, integer, reference, text, url } from '../schema/fields.ts';
import { defineEntity } from '../schema/entity.ts';

export const transcriptionOrders = defineEntity({
  name: 'transcription_orders',
  label: { one: 'Transcript', many: 'Transcripts' },
  description: 'A transcript ordered for a recording.',
  section: 'Calls',
  letter: 'T',
  title: { fields: ['client_ref'] },
  fields: {
    client_ref: text('Our reference', 'Order', { listed: true, width: 220 }),
    state: choice('State', 'Order', {
      listed: true,
      width: 120,
      options: ['ordered', 'received', 'released', 'failed'],
    }),
    requester: reference('users', 'Ordered by', 'Order', { listed: true }),
    audio_url: url('Recording', 'Order', { listed: true }),
    length: integer('Length', 'Order', { unit: 'seconds', listed: true }),
    provider: choice('Provider', 'Provider', { listed: true }),
    provider_order_id: integer('Order at the provider', 'Provider', { width: 150 }),
    provider_transcription_id: integer('Transcript at the provider', 'Provider', { width: 160 }),
    created_at: instant('Created', 'Record', { listed: true }),
    deleted: boolean('In the trash', 'Record'),
  },
  ownTrash: true,
  paths: [
    { name: 'transcripts by creation, trash apart', fields: ['deleted', 'created_at'] },
    { name: 'transcripts ordered by a user', fields: ['requester'] },
  ],
});
