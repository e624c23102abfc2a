import { cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Route, Router, Switch } from 'wouter';
import { useHashPath } from '#renderer/app/location.ts';
import { NewRecordPage } from '#renderer/features/records/new-record-page.tsx';
import { RecordPage } from '#renderer/features/records/record-page.tsx';
import { bulkWorkOf } from '#renderer/app/bulk-work.ts';
import { openCurrentDesk, type CurrentDesk } from '#renderer/db/current-desk.ts';
import { DeskProvider } from '#renderer/state/desk-context.tsx';
import { forgetEdits } from '#renderer/state/edits.ts';
import { routeOf } from '#renderer/state/routes.ts';
import { SessionProvider, type Session } from '#renderer/state/session.tsx';
import { useToasts } from '#renderer/state/toasts.ts';
import { entityOf, tableNames, type TableName } from '#shared/entities/index.ts';
import { fail } from '#shared/result.ts';
import type { DeskApi } from '#shared/ipc/channels.ts';
import type { Row, Values } from '#shared/schema/row.ts';
import { testIdentity } from '#tests/support/memory-api.ts';
import '#renderer/styles/index.css';

/** Record pages over a real database of its own, at the addresses of the real window. */

/** No main process stands behind these tests: the history of a record says so, the rest never asks it. */
const noApi: DeskApi = {
  call: async () => fail('desk.unreachable'),
  onEvent: () => () => undefined,
};

const sessionOf = (desk: CurrentDesk): Session => ({
  info: {
    shell: 'browser',
    version: '0.0.0',
    platform: 'test',
    dialogs: false,
    exportsFolder: 'Downloads/Expert Desk',
    identity: desk.identity,
  },
  work: bulkWorkOf(desk, noApi),
  rename: async () => fail('desk.unreachable'),
});

export const openTestDesk = async (): Promise<CurrentDesk> => {
  localStorage.clear();
  const root = `records ${crypto.randomUUID()} r`;
  const opened = await openCurrentDesk({ identity: testIdentity, root });
  if (!opened.ok) throw new Error(opened.problem.code);
  return opened.value;
};

export const closeTestDesk = async (desk: CurrentDesk) => {
  cleanup();
  forgetEdits();
  useToasts.setState({ toasts: [] });
  const { name } = desk.database;
  desk.close();
  indexedDB.deleteDatabase(name);
};

export const put = async (desk: CurrentDesk, table: TableName, id: number, values: Values) => {
  const result = await desk.mutate([{ op: 'create', table, id, values }], 'test');
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
};

/** Stores a row as an import would: as it is, without stamping or checking it. */
export const putRaw = async (desk: CurrentDesk, table: TableName, row: Row) => {
  await put(desk, table, row.id, {});
  const records = desk.database.records(table);
  const stored = await records.get(row.id);
  if (stored !== undefined) await records.put({ ...stored, ...row });
};

/** Two records of every table, numbered 501 and 502, to be pointed to. */
export const seedTargets = async (desk: CurrentDesk) => {
  for (const table of tableNames)
    for (const [id, word] of [
      [501, 'First'],
      [502, 'Second'],
    ] as const) {
      const { title, label } = entityOf(table);
      const name = title.fields[0];
      await put(desk, table, id, name === undefined ? {} : { [name]: `${word} ${label.one}` });
    }
};

const Screen = (): ReactNode => {
  const route = routeOf(useHashPath()[0]);
  if (route.screen === 'record') return <RecordPage table={route.table} id={route.id} />;
  if (route.screen === 'new') return <NewRecordPage table={route.table} prefill={route.prefill} />;
  return <h1>{route.screen}</h1>;
};

/** Shows what stands at a path such as `/t/profiles/7`. */
export const showAt = (desk: CurrentDesk, path: string) => {
  window.location.hash = `#${path}`;
  return render(
    <DeskProvider desk={desk} api={noApi}>
      <SessionProvider session={sessionOf(desk)}>
        <Router hook={useHashPath}>
          <Switch>
            <Route>
              <main>
                <Screen />
              </main>
            </Route>
          </Switch>
        </Router>
      </SessionProvider>
    </DeskProvider>,
  );
};
