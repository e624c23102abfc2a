import { defineEntity } from '../schema/entity.ts';
import { boolean, choice, instant, integer, longText, text } from '../schema/fields.ts';

/** Views are records like any other: journaled, backed up, merged, exchanged, undone and trashed as they are. */
export const savedViews = defineEntity({
  name: 'saved_views',
  label: { one: 'Saved view', many: 'Saved views' },
  description: 'A way of looking at a table: its filter, order, groups and columns.',
  section: 'Views',
  letter: 'W',
  title: { fields: ['name'] },
  fields: {
    name: text('Name', 'View', { listed: true, width: 240 }),
    table_name: text('Table', 'View', { maxLength: 50, listed: true }),
    layout: choice('Shown as', 'View', {
      listed: true,
      options: ['grid', 'board', 'calendar'],
    }),
    definition: longText('What it says', 'View', {
      help: 'Filter, order, groups and columns, as the desk writes them.',
    }),
    position: integer('Place in the list', 'View'),
    created_at: instant('Created', 'Record', { listed: true }),
    deleted: boolean('In the trash', 'Record'),
  },
  ownTrash: true,
  paths: [{ name: 'views by creation, trash apart', fields: ['deleted', 'created_at'] }],
});
