import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok, type Result } from '#shared/result.ts';
import { Jobs } from '#electron/ipc/jobs.ts';
import type { Services } from '#electron/ipc/services.ts';
import { snapshotHandlers } from '#electron/ipc/snapshot.ts';
import {
  appVersion,
  good,
  head,
  newFolder,
  readTables,
  smallDesk,
  toNdjson,
  writeTables,
} from '../snapshots/made-snapshot.ts';
import { passphrase, work } from './encrypted-bytes.ts';

const job = '0198c0de-0000-4000-8000-00000000000a';
const ticket = '0198c0de-0000-4000-8000-00000000000b';

let path: string;
let jobs: Jobs;
/** The passphrase of the desk's own backups. */
let own: string | null;
let handlers: ReturnType<typeof snapshotHandlers>;
const context = { emit: () => undefined };

beforeEach(async () => {
  path = join(await newFolder(), 'desk.edesk');
  own = null;
  jobs = new Jobs();
  const services: Services = {
    jobs,
    appVersion,
    identity: () => ({ desk: head.desk.id, name: head.desk.name, number: head.desk.number }),
    files: { resolve: () => ok({ path, name: basename(path), size: 1 }) },
    exports: {
      choose: async () => ok({ path, name: 'desk.edesk' }),
      reveal: async () => ok({}),
    },
    protection: { passphrase: () => own },
  };
  handlers = snapshotHandlers(services);
});

afterEach(() => jobs.closeAll());

const open = (given: string | null) =>
  handlers['snapshot.open']({ job, ticket, passphrase: given, check: 'first' }, context);
const codeOf = (result: Result<unknown>) => (result.ok ? 'good' : result.problem.code);

describe('the channels of snapshots', () => {
  it('SNAP21: an export with a passphrase is encrypted with it, and says its size on the disk', async () => {
    const { workspace, number, lastStamp } = head;
    const beginning = {
      job,
      suggestedName: 'desk.edesk',
      workspace,
      number,
      lastStamp,
      seen: {},
      seq: 12,
      passphrase,
    };
    good(await handlers['snapshot.exportBegin'](beginning, context));
    for (const table of ['users', 'profiles'] as const) {
      const rows = smallDesk()[table];
      const chunk = { job, table, rows: rows.length, bytes: new Uint8Array(toNdjson(rows)) };
      good(await handlers['snapshot.exportRows'](chunk, context));
    }
    const done = good(await handlers['snapshot.exportFinish']({ job }, context));
    const bytes = await readFile(path);
    expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/);
    expect(done.size).toBe(bytes.length);
    expect(good(await readTables(path, { passphrase }))).toEqual(smallDesk());
  });

  it('SNAP22: an encrypted file is opened with what the window gives', async () => {
    await writeTables(path, smallDesk(), { passphrase, work });
    expect(codeOf(await open(null))).toBe('age.passphraseNeeded');
    expect(codeOf(await open('wrong one'))).toBe('age.wrongPassphrase');
    expect(good(await open(passphrase)).rows).toMatchObject({ users: 2, profiles: 3 });
  });

  it('SNAP22: or, unasked, with the passphrase of the backups, where it is the one', async () => {
    await writeTables(path, smallDesk(), { passphrase, work });
    own = passphrase;
    expect(codeOf(await open(null))).toBe('good');
    expect(codeOf(await open('wrong one'))).toBe('age.wrongPassphrase');
    own = 'of other backups';
    expect(codeOf(await open(null))).toBe('age.passphraseNeeded');
    expect(codeOf(await open(passphrase))).toBe('good');
  });
});
