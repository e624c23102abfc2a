import { boolean, instant } from '../schema/fields.ts';
import { defineEntity } from '../schema/entity.ts';

export const transactionGroups = defineEntity({
  name: 'transaction_groups',
  label: { one: 'Transaction group', many: 'Transaction groups' },
  description: 'Groups the money movements of consultations.',
  section: 'Money',
  letter: 'G',
  title: { fields: [] },
  fields: {
    created_at: instant('Created', 'Record', { listed: true }),
    deleted: boolean('In the trash', 'Record'),
  },
  ownTrash: true,
  paths: [
    { name: 'transaction groups by creation, trash apart', fields: ['deleted', 'created_at'] },
  ],
});
