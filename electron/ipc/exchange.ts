import type { ChosenFileRegistry } from '#electron/disk/chosen-files.ts';
import type { Exchange } from '#electron/exchange/exchange.ts';
import type { Work } from '#shared/ipc/exchange-channels.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Handlers } from './handlers.ts';

/** Asks the user for a folder by the system's dialog; null when they cancel. */
export type PickFolder = () => Promise<string | null>;

interface Deps {
  exchange: Exchange;
  files: ChosenFileRegistry;
  /** Null where the shell has no dialogs: the user then types where the folder is. */
  pickFolder: PickFolder | null;
}

const done = (result: Result<unknown>) => (result.ok ? ok({}) : result);

/** The handlers of the exchange with other desks. */
export const exchangeHandlers = ({ exchange, files, pickFolder }: Deps): Handlers<'exchange'> => {
  const nextWork = async (seen: Parameters<Exchange['next']>[0]): Promise<Result<Work>> => {
    const next = await exchange.next(seen);
    if (!next.ok) return next;
    if ('kind' in next.value) return ok(next.value);
    const { desk, deskName, file, path, size, allowed } = next.value;
    const { ticket, name } = files.addMade(path, `${deskName}.edesk`, size);
    const replaces = exchange.isNewcomer;
    return ok({ kind: 'checkpoint', desk, deskName, file, ticket, name, size, replaces, allowed });
  };

  return {
    'exchange.status': () => Promise.resolve(ok(exchange.status())),
    'exchange.pickFolder': async () => {
      if (pickFolder === null)
        return fail('desk.refused', { reason: 'this shell has no dialogs of its own' });
      const folder = await pickFolder();
      return ok(folder === null ? null : { folder });
    },
    'exchange.look': ({ folder, ...about }) => exchange.look(folder, about),
    'exchange.join': async ({ folder, ...how }) => done(await exchange.join(folder, how)),
    'exchange.leave': async () => done(await exchange.leave()),
    'exchange.pause': async ({ paused }) => done(await exchange.pause(paused)),
    'exchange.unlock': async ({ passphrase }) => done(await exchange.unlock(passphrase)),
    'exchange.allow': async ({ desk }) => done(await exchange.allow(desk)),
    'exchange.next': ({ seen }) => nextWork(seen),
    'exchange.taken': async (taken) => done(await exchange.taken(taken)),
  };
};
