import { insist, strict } from './strict.ts';

type RequestHandler = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: { isMainFrame: boolean; requestingUrl: string },
) => void;
type CheckHandler = (contents: unknown, permission: string, origin: string) => boolean;
type BeforeRequest = (
  details: { url: string },
  answer: (response: { cancel?: boolean }) => void,
) => void;

/** What the main process has said about permissions and requests. */
const rules: {
  request: RequestHandler | null;
  check: CheckHandler | null;
  device: (() => boolean) | null;
  before: { urls: readonly string[]; handler: BeforeRequest } | null;
} = { request: null, check: null, device: null, before: null };

const defaultSession = strict('session.defaultSession', {
  setPermissionRequestHandler: (handler: RequestHandler) => void (rules.request = handler),
  setPermissionCheckHandler: (handler: CheckHandler) => void (rules.check = handler),
  setDevicePermissionHandler: (handler: () => boolean) => void (rules.device = handler),
  webRequest: strict('webRequest', {
    onBeforeRequest: (filter: { urls: string[] }, handler: BeforeRequest) => {
      insist(filter.urls.length > 0, 'webRequest needs a filter');
      rules.before = { urls: filter.urls, handler };
    },
  }),
});

export const session = strict('session', { defaultSession });

/** Whether a permission is granted to an address; it must be so by both handlers. */
export const isGranted = (permission: string, address: string, isMainFrame: boolean): boolean => {
  if (rules.request === null || rules.check === null)
    throw new Error('electron double: permissions are not handled');
  let granted = false;
  const details = { isMainFrame, requestingUrl: address };
  rules.request(null, permission, (answer) => (granted = answer), details);
  return granted && rules.check(null, permission, address);
};

/** Whether the main process cancels a request to the network. */
export const isCancelled = (address: string): boolean => {
  const scheme = /^[a-z]+:/.exec(address)?.[0] ?? '';
  if (rules.before?.urls.some((pattern) => pattern.startsWith(scheme)) !== true) return false;
  let cancelled = false;
  rules.before.handler({ url: address }, ({ cancel }) => (cancelled = cancel === true));
  return cancelled;
};
