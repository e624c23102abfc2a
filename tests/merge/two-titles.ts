import type { Value } from '#shared/schema/fields.ts';
import type { Row } from '#shared/schema/row.ts';
import { conflictsOf } from '#shared/sync/merge-record.ts';
import type { CurrentDesk } from '#renderer/db/current-desk.ts';
import type { Operation } from '#renderer/db/desk.ts';
import { runMergeApply, runMergePlan } from '#renderer/db/merge-work.ts';
import { nothingLeftOut } from '#renderer/db/merging.ts';
import { runExport, runRestore } from '#renderer/db/work.ts';
import { must, newDesk, newRoot, quietly } from '#tests/support/bulk-desk.ts';
import { MemoryApi } from '#tests/support/memory-api.ts';

/** Two desks that have written the title of one profile without knowing of each other. */

export const name = 'colleague.edesk';
/** The profile’s number. */
export const id = 7;

export const edit = async (desk: CurrentDesk, ...operations: readonly Operation[]) =>
  must(await desk.mutate(operations, 'edit'));

export const titled = (title: Value, settle: readonly string[] = []): Operation => ({
  op: 'update',
  table: 'profiles',
  id,
  values: { title },
  settle,
});

/** Exports a desk; gives the file’s ticket. */
export const exported = async (desk: CurrentDesk, api: MemoryApi): Promise<string> => {
  must(await runExport(desk, api, { suggestedName: name }, quietly));
  return api.lastTicket;
};

export const mergeFrom = async (into: CurrentDesk, from: CurrentDesk, api: MemoryApi) => {
  const file = { ticket: await exported(from, api), name };
  const { plan } = must(await runMergePlan(into, api, file, quietly));
  must(await runMergeApply(into, api, { plan, leftOut: nothingLeftOut }, quietly));
};

/** Ana’s desk, and Ben’s, who began with a copy of it; each has a title of its own, Ana’s being the later one. */
export const apart = async (ana: CurrentDesk, api: MemoryApi) => {
  const values = { first_name: 'Nadia', last_name: 'Moreau', title: 'Buyer' };
  await edit(ana, { op: 'create', table: 'profiles', id, values });
  const ben = await newDesk(newRoot(), { number: 4712 });
  must(await runRestore(ben, api, { ticket: await exported(ana, api), name }, quietly));
  await edit(ben, titled('Ben’s'));
  await edit(ana, titled('Ana’s'));
  return ben;
};

/** The same, once each has merged the other’s file. */
export const disagreeing = async () => {
  const api = new MemoryApi();
  const ana = await newDesk(newRoot(), { number: 4711 });
  const ben = await apart(ana, api);
  await mergeFrom(ana, ben, api);
  await mergeFrom(ben, ana, api);
  return { ana, ben, api };
};

export const row = async (desk: CurrentDesk): Promise<Row> => (await desk.get('profiles', id))!;

/** The values in conflict, the one that is shown first; empty where there is none. */
export const rivals = async (desk: CurrentDesk): Promise<Value[]> =>
  conflictsOf(await row(desk)).flatMap(({ versions }) => versions.map(({ value }) => value));
