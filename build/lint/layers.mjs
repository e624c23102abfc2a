// Imports point one way. A room may import the rooms named behind it, and itself; nothing else, no exemptions.
const shared = [
  'shared/bulk',
  'shared/work',
  'shared/views',
  'shared/ipc',
  'shared/formats',
  'shared/sample',
  'shared/sync',
  'shared/migrations',
  'shared/entities',
  'shared/schema',
  'shared/problems',
  'shared/result',
];
const screen = ['renderer/ui', 'renderer/state', 'renderer/db', 'renderer/styles'];

/** @type {Record<string, string[]>} */
const mayImport = {
  'shared/schema': ['shared/sync/stamp', 'shared/problems', 'shared/result'],
  'shared/entities': ['shared/schema'],
  'shared/sync': shared.slice(6),
  'shared/migrations': shared.slice(7),
  'shared/formats': shared.slice(6),
  'shared/sample': shared.slice(6),
  'shared/ipc': shared.slice(6),
  'shared/work': ['shared/views', ...shared.slice(8)],
  'shared/views': shared.slice(7),
  'shared/bulk': shared.slice(8),
  'renderer/ui': ['renderer/styles', 'renderer/state/toasts', ...shared],
  'renderer/state': ['renderer/db/desk', 'renderer/db/merging', ...shared],
  'renderer/db': ['renderer/workers', ...shared],
  'renderer/workers': ['renderer/db', ...shared],
  'renderer/grid': [...screen, ...shared],
  'renderer/forms': [...screen, ...shared],
  'renderer/files': [...screen, ...shared],
  'renderer/features': ['renderer/grid', 'renderer/forms', 'renderer/files', ...screen, ...shared],
  'renderer/app': [
    'renderer/features',
    'renderer/files',
    'renderer/grid',
    'renderer/forms',
    ...screen,
    ...shared,
  ],
  renderer: ['renderer', 'shared'],
  electron: ['electron', 'shared'],
  shared: ['shared'],
  build: ['build', 'electron', 'renderer', 'shared', 'tests/support'],
  tests: ['tests', 'build', 'electron', 'renderer', 'shared'],
};

const rooms = Object.keys(mayImport).sort((a, b) => b.length - a.length);
/** @param {string} path @param {string} room */
const isIn = (path, room) =>
  path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`);

/**
 * Why a file may not import another, or null; both are paths from the top, such as `renderer/ui/button.tsx`.
 * @param {string} from @param {string} to @returns {string | null}
 */
export const layerProblem = (from, to) => {
  const room = rooms.find((name) => isIn(from, name));
  if (room === undefined) return null;
  if (room === 'renderer/features') {
    const own = from.split('/').slice(0, 3).join('/');
    if (isIn(to, 'renderer/features') && !isIn(to, own)) return 'features never import features';
  }
  const open = [room, ...(mayImport[room] ?? [])];
  return open.some((name) => isIn(to, name)) ? null : `${room} may not import ${to}`;
};

/** Only these may import `electron`. @param {string} from */
export const mayUseElectron = (from) =>
  ['electron/main', 'electron/preload', 'electron/window', 'tests/support/electron-double'].some(
    (room) => isIn(from, room),
  );
