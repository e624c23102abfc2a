import { boolean, instant, longText, text } from '../schema/fields.ts';
import { defineEntity } from '../schema/entity.ts';

export const projects = defineEntity({
  name: 'projects',
  label: { one: 'Project', many: 'Projects' },
  description: 'A client project that groups expert requests.',
  section: 'Work',
  letter: 'J',
  title: { fields: ['name'] },
  fields: {
    name: text('Name', 'Project', { listed: true, width: 240 }),
    team: text('Team', 'Project', { listed: true, width: 200 }),
    tracking_code: text('Tracking code', 'Project', { listed: true, width: 140 }),
    summary: longText('Summary', 'Project', { listed: true }),
    created_at: instant('Created', 'Record', { listed: true }),
    deleted: boolean('In the trash', 'Record'),
  },
  ownTrash: false,
  paths: [{ name: 'projects by creation, trash apart', fields: ['deleted', 'created_at'] }],
});
