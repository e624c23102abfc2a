import { v3 } from './v3.ts';

/** The stores of version 4: what commits have touched, and the saved views. Released: never edit it. */
export const v4 = {
  ...v3,
  saved_views: 'id, [key.deleted+key.created_at], *key.name, key.contested',
  changed: '++seq',
} as const;
