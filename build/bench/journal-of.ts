import type { Row } from '#shared/schema/row.ts';
import type { TableName } from '#shared/entities/index.ts';
import { formatStamp } from '#shared/sync/stamp.ts';
import type { Result } from '#shared/result.ts';
import { Journal } from '#electron/journal/journal.ts';
import { openSnapshot } from '#electron/snapshots/read-snapshot.ts';

/**
 * Writes the journal of a desk that went on from a snapshot: every tenth record, and every record of the
 * small tables, is put into the trash, a hundred of them in each entry.
 */
const [snapshot, folder, appVersion] = process.argv.slice(2) as [string, string, string];
const apart = 10;
const atOnce = 100;

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

const open = must(await openSnapshot(snapshot, { appVersion }));
const { workspace, desk, number, createdAt } = open.facts.manifest;
const own = { id: desk.id, number: desk.number };
const journal = must(await Journal.open(folder, { desk: own }));
const begun = Date.now();
let seq = 0;
let changed = 0;
const stampOf = () => formatStamp({ time: begun + 1000 + seq, counter: 0, desk: own.number });

const append = async (entry: object): Promise<void> => {
  seq += 1;
  const line = `${JSON.stringify({ seq, stamp: stampOf(), ...entry })}\n`;
  must(await journal.append(workspace, Buffer.from(line), { first: seq, last: seq }));
};

const trash = (table: TableName, ids: readonly number[]) =>
  ids.map((id) => ({
    kind: 'update',
    table,
    id,
    stamp: formatStamp({ time: begun + 1001 + seq, counter: 0, desk: own.number }),
    values: { deleted: true },
    replaced: {},
    before: {},
  }));

const base = { workspace, snapshot: { desk: desk.id, number, createdAt } };
await append({ action: 'restore', base, changes: [] });
for (;;) {
  const chunk = must(await open.read());
  if (chunk.kind !== 'rows') break;
  const lines = Buffer.from(chunk.bytes).toString('utf8').split('\n').slice(0, -1);
  const ids = lines.flatMap((line, at) => (at % apart === 0 ? [(JSON.parse(line) as Row).id] : []));
  for (let at = 0; at < ids.length; at += atOnce) {
    const some = ids.slice(at, at + atOnce);
    await append({ action: 'trash', changes: trash(chunk.table, some) });
    changed += some.length;
  }
}
await open.close();
await journal.close();
console.log(JSON.stringify({ entries: seq, changed }));
