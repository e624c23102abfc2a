import { entityOf } from '#shared/entities/index.ts';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import { runBackup } from '#renderer/db/safety.ts';
import { must, quietly } from '#tests/support/bulk-desk.ts';
import { BackupApi } from './backup-api.ts';
import { enter, openApp } from './open-app.tsx';

/** The window over a main process that keeps backups, history and moments in memory. */
export interface OpenBackups {
  api: BackupApi;
  desk: CurrentDesk;
}

export const openBackups = async (
  path: string,
  prepare: (open: OpenBackups) => Promise<void> = async () => {},
): Promise<OpenBackups> => {
  const api = new BackupApi();
  const { desk } = await openApp(path, (open) => prepare({ api, desk: open.desk }), api);
  return { api, desk };
};

/** Two profiles, named, and a backup of them. */
export const withBackup = async ({ api, desk }: OpenBackups) => {
  await enter(
    desk,
    { op: 'create', table: 'profiles', id: 1, values: { first_name: 'Ana', last_name: 'Lima' } },
    { op: 'create', table: 'profiles', id: 2, values: { first_name: 'Bo', last_name: 'Ek' } },
  );
  must(await runBackup(desk, api, { reason: 'change' }, quietly));
};

/** The first names of all profiles outside the trash. */
export const firstNames = async ({ desk }: OpenBackups): Promise<unknown[]> => {
  const { rows } = await desk.page('profiles', { trash: false, limit: 10 });
  return rows.map(({ values }) => values[entityOf('profiles').title.fields[0] ?? '']).sort();
};
