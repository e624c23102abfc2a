import { useSyncExternalStore } from 'react';
import type { BaseLocationHook } from 'wouter';

/** The address after `#`, with its query: `/t/profiles/new?…`. It needs no server and survives reloads. */
export const currentPath = (): string => `/${window.location.hash.replace(/^#?\/?/, '')}`;

const onHashChange = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

const navigate = (path: string, { replace = false }: { replace?: boolean } = {}) => {
  const address = `#${path.startsWith('/') ? path : `/${path}`}`;
  if (replace) window.location.replace(address);
  else window.location.hash = address;
};

/** For wouter's Router. Unlike its own hash location, the query stays behind the `#`. */
export const useHashPath: BaseLocationHook = Object.assign(
  (): [string, typeof navigate] => [useSyncExternalStore(onHashChange, currentPath), navigate],
  { hrefs: (path: string) => `#${path}` },
);
