import { boolean, instant, reference, secret } from '../schema/fields.ts';
import { defineEntity } from '../schema/entity.ts';

export const payoutAccounts = defineEntity({
  name: 'payout_accounts',
  label: { one: 'Payout account', many: 'Payout accounts' },
  description: 'Where an expert is paid.',
  section: 'Money',
  letter: 'A',
  title: { fields: [], via: ['user_id'] },
  fields: {
    user_id: reference('users', 'Owner', 'Account', { listed: true, width: 220 }),
    stripe_account_id: secret('Stripe account', 'Account', { listed: true, width: 200 }),
    kyckglobal_payee_id: secret('KyckGlobal payee', 'Account', { listed: true, width: 200 }),
    created_at: instant('Created', 'Record', { listed: true }),
    deleted: boolean('In the trash', 'Record'),
  },
  ownTrash: true,
  paths: [
    { name: 'payout accounts by creation, trash apart', fields: ['deleted', 'created_at'] },
    { name: 'payout accounts of a user', fields: ['user_id'] },
  ],
});
