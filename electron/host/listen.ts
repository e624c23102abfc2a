import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, ok, type Result } from '#shared/result.ts';
import { errorCode } from '../disk/disk.ts';
import type { HostProfile } from './host-profile.ts';

/** A host that is just ending may hold the port a little longer. */
const patience = { tries: 12, pauseInMs: 250 } as const;
const drawings = 50;

type Outcome = 'listening' | 'taken' | { failed: string };

const outcomeOf = (error: Error): Outcome => {
  const code = errorCode(error);
  // EACCES: Windows reserves ranges of ports for itself.
  const taken = code === 'EADDRINUSE' || code === 'EACCES';
  return taken ? 'taken' : { failed: code ?? error.message };
};

const tryPort = (server: Server, port: number): Promise<Outcome> =>
  new Promise((resolve) => {
    const end = (outcome: Outcome) => {
      server.off('error', onError).off('listening', onListening);
      resolve(outcome);
    };
    const onError = (error: Error) => end(outcomeOf(error));
    const onListening = () => end('listening');
    server.on('error', onError).on('listening', onListening);
    server.listen({ host: '127.0.0.1', port, exclusive: true });
  });

const listenOnUsed = async (server: Server, port: number): Promise<Result<void>> => {
  for (let n = 0; n < patience.tries; n += 1) {
    const outcome = await tryPort(server, port);
    if (outcome === 'listening') return ok(undefined);
    if (outcome !== 'taken') return fail('shell.noPort', { reason: outcome.failed });
    await sleep(patience.pauseInMs);
  }
  return fail('shell.portTaken', { port });
};

const listenOnNew = async (server: Server, profile: HostProfile): Promise<Result<void>> => {
  for (let n = 0; n < drawings; n += 1) {
    const outcome = await tryPort(server, profile.port);
    if (outcome === 'listening') return profile.save();
    if (outcome !== 'taken') return fail('shell.noPort', { reason: outcome.failed });
    profile.drawAgain();
  }
  return fail('shell.noPort', { reason: 'all that were tried are in use' });
};

/**
 * Listens on the profile's port. While the profile is new any free port will do; once the browser
 * keeps data for a port, only that one, however long another program sits on it.
 */
export const listen = (server: Server, profile: HostProfile): Promise<Result<void>> =>
  profile.used ? listenOnUsed(server, profile.port) : listenOnNew(server, profile);
