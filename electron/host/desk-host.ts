import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { ok, type Result } from '#shared/result.ts';
import { appVersion } from '../app-version.ts';
import { RendererFiles } from '../content/renderer-files.ts';
import { ChosenFileRegistry } from '../disk/chosen-files.ts';
import { ExportsFolder } from '../disk/exports-folder.ts';
import { openExportsFolder, type Surroundings } from '../disk/folders.ts';
import { IdentityFile } from '../disk/identity.ts';
import type { OpenedFiles } from '../disk/opened-files.ts';
import { createHandlers, type ShellParts } from '../ipc/all-handlers.ts';
import { createRouter } from '../ipc/router.ts';
import { WindowJobs } from '../ipc/window-jobs.ts';
import { openSafekeeping } from '../safekeeping.ts';
import { Access } from './access.ts';
import { Calls } from './calls.ts';
import { serveDesk } from './desk-server.ts';
import { EventStreams } from './event-streams.ts';
import { showInFileManager } from './file-manager.ts';
import { serveHandover } from './handover.ts';
import type { HostLock } from './host-lock.ts';
import { HostProfile } from './host-profile.ts';
import { listen } from './listen.ts';

interface HostPlace {
  around: Surroundings;
  /** The folder of this desk. */
  folder: string;
  /** The built window. */
  rendererFolder: string;
  lock: HostLock;
  /** What the user opens with the desk from outside. */
  opened: OpenedFiles;
  /** Told when a one-time address was used. */
  onOpened: () => void;
}

/** A desk being served on 127.0.0.1. */
export interface DeskHost {
  access: Access;
  /** The name of the damaged identity file that was kept aside, if there was one. */
  damagedIdentity: string | null;
  /** How many windows are listening. */
  windows: () => number;
  /** Ends: lets calls that run come to their end, gives up open jobs, closes the server. */
  close: () => Promise<void>;
}

const openParts = async ({ around, folder, opened }: HostPlace): Promise<Result<ShellParts>> => {
  const identity = await IdentityFile.open(folder);
  if (!identity.ok) return identity;
  const files = await ChosenFileRegistry.open(join(folder, 'uploads'));
  if (!files.ok) return files;
  const exportsFolder = await openExportsFolder(around, folder);
  if (!exportsFolder.ok) return exportsFolder;
  const safekeeping = await openSafekeeping({ folder, identity: identity.value, keyStore: null });
  if (!safekeeping.ok) return safekeeping;
  return ok({
    shell: { name: 'browser', dialogs: false, exportsFolder: exportsFolder.value },
    identity: identity.value,
    files: files.value,
    opened,
    exports: new ExportsFolder(exportsFolder.value, showInFileManager),
    pick: null,
    pickFolder: null,
    notify: null,
    appVersion,
    safekeeping: safekeeping.value,
    show: showInFileManager,
  });
};

const openServer = async (
  folder: string,
): Promise<Result<{ server: Server; profile: HostProfile }>> => {
  const profile = await HostProfile.open(folder);
  if (!profile.ok) return profile;
  const server = createServer({ keepAliveTimeout: 60_000 });
  const listening = await listen(server, profile.value);
  return listening.ok ? ok({ server, profile: profile.value }) : listening;
};

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

interface Served extends ShellParts {
  renderer: RendererFiles;
  server: Server;
  profile: HostProfile;
}

const serve = (parts: Served, { lock, onOpened }: HostPlace): DeskHost => {
  const { server, profile, renderer, files } = parts;
  const { handlers, jobs } = createHandlers(parts);
  const windowJobs = new WindowJobs(jobs);
  const streams = new EventStreams((window) => void windowJobs.closeAllOf(window));
  parts.safekeeping.tellBy((event) => streams.broadcast(event));
  const calls = new Calls(createRouter(handlers), streams, windowJobs);
  const access = new Access(profile.port);
  const onUsed = async () => {
    // From here on the browser keeps data for this port, so that must be on disk before.
    const marked = await profile.markUsed();
    if (marked.ok) onOpened();
    return marked;
  };
  const handover = serveHandover(access, lock.secret, parts.opened);
  server.on(
    'request',
    serveDesk({ access, files: renderer, calls, streams, handover, onOpened: onUsed }),
  );
  const close = async () => {
    await calls.settle();
    streams.closeAll();
    await closeServer(server);
    await jobs.closeAll();
    await files.releaseAll();
    await parts.safekeeping.close();
  };
  return { access, damagedIdentity: parts.identity.damaged, windows: () => streams.count, close };
};

/** Opens the desk of a folder and serves it on its port. */
export const startDeskHost = async (place: HostPlace): Promise<Result<DeskHost>> => {
  const renderer = await RendererFiles.open(place.rendererFolder);
  if (!renderer.ok) return renderer;
  const parts = await openParts(place);
  if (!parts.ok) return parts;
  const opened = await openServer(place.folder);
  if (!opened.ok) return opened;
  const host = serve({ ...parts.value, ...opened.value, renderer: renderer.value }, place);
  const announced = await place.lock.announce(opened.value.profile.port);
  if (announced.ok) return ok(host);
  await host.close();
  return announced;
};
