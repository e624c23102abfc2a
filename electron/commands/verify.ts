import { tableNames } from '#shared/entities/index.ts';
import { verifySnapshot } from '#electron/snapshots/read-snapshot.ts';
import type { Command } from './command.ts';

/** `verify FILE`: everything that a restore would check, and one line when all is well. */
export const verify: Command = {
  name: 'verify',
  files: ['FILE'],
  options: {},
  summary: 'Read a snapshot in full and check everything that a restore would check.',
  run: async ({ files }, output, { appVersion, signal }) => {
    const verified = await verifySnapshot(files[0]!, { appVersion, signal });
    if (!verified.ok) return verified;
    const { rows } = verified.value;
    const total = tableNames.reduce((sum, table) => sum + rows[table], 0);
    await output.result(
      `${files[0]}: whole and good, ${total} rows in ${tableNames.length} tables\n`,
    );
    return { ok: true, value: undefined };
  },
};
