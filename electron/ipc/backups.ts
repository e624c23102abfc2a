import { fail } from '#shared/result.ts';
import type { Handlers } from './handlers.ts';

const notYet = () => Promise.resolve(fail('desk.refused', { reason: 'backups are not there yet' }));

export const backupsHandlers = (): Handlers<'backups'> => ({
  'backups.status': notYet,
  'backups.keepBase': notYet,
  'backups.begin': notYet,
  'backups.verify': notYet,
  'backups.choose': notYet,
  'backups.reveal': notYet,
  'backups.copy': notYet,
  'backups.failed': notYet,
  'backups.protect': notYet,
  'backups.unlock': notYet,
});
