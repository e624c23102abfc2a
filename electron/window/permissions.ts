import { session } from 'electron';
import { isDeskAddress } from './desk-origin.ts';

/** Copying cells, and data that is not cleared when the disk runs full. Everything else is denied. */
const allowed = new Set(['clipboard-sanitized-write', 'persistent-storage']);

const isAllowed = (permission: string, address: string) =>
  allowed.has(permission) && isDeskAddress(address);

/** Denies what a page can ask for, but for two harmless things that the desk itself needs. */
export const denyPermissions = (): void => {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(details.isMainFrame && isAllowed(permission, details.requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) =>
    isAllowed(permission, origin),
  );
  defaultSession.setDevicePermissionHandler(() => false);
};

/** The desk works without a network, so its window gets none, whatever a page may try. */
export const denyNetwork = (): void =>
  session.defaultSession.webRequest.onBeforeRequest(
    { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] },
    (_details, answer) => answer({ cancel: true }),
  );
