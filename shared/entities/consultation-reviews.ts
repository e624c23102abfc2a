import { boolean, integer, longText, text } from '../schema/fields.ts';
import { defineEntity } from '../schema/entity.ts';

export const consultationReviews = defineEntity({
  name: 'consultation_reviews',
  label: { one: 'Review', many: 'Reviews' },
  description: 'What the client thought of a consultation.',
  section: 'Calls',
  letter: 'V',
  title: { fields: ['reviewer'] },
  fields: {
    consultation_id: integer('Consultation', 'Review', {
      loosely: 'consultations',
      listed: true,
      width: 160,
      help: 'The number of the consultation. The old system let it point to nothing, so it may here.',
    }),
    reviewer: text('Reviewer', 'Review', { listed: true }),
    rating: integer('Rating', 'Review', { listed: true, width: 90 }),
    match_for_request: integer('Match for the request', 'Review', { listed: true, width: 150 }),
    communication_rating: integer('Communication', 'Review', { listed: true, width: 130 }),
    connection_quality_rating: integer('Connection quality', 'Review', {
      listed: true,
      width: 150,
    }),
    feedback: longText('Feedback', 'Review', { listed: true }),
    value_received: longText('Value received', 'Review', { listed: true }),
    deleted: boolean('In the trash', 'Record'),
  },
  ownTrash: true,
  paths: [
    { name: 'reviews, trash apart', fields: ['deleted'] },
    { name: 'reviews of a consultation', fields: ['consultation_id'] },
  ],
});
