import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Surroundings } from '../disk/folders.ts';

/** An installed browser, and how it wants to be started. */
export interface Browser {
  command: string;
  /** Arguments before any other: `run …` for flatpak. */
  before: readonly string[];
  /** Where a confined browser may keep a profile, when it cannot in any folder. */
  profileBase: string | null;
}

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
  'vivaldi-stable',
];
const flatpaks = [
  'org.chromium.Chromium',
  'com.google.Chrome',
  'com.microsoft.Edge',
  'com.brave.Browser',
];
const macNames = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser', 'Vivaldi'];
const windowsPaths = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
];

/** Ubuntu's chromium-browser is a small script that starts the snap. */
const startsSnap = (path: string): boolean => {
  if (path.startsWith('/snap/bin/')) return true;
  return statSync(path).size < 10_000 && readFileSync(path, 'utf8').includes('/snap/bin/');
};

const plain = (command: string): Browser => ({ command, before: [], profileBase: null });

const described = (command: string, home: string): Browser =>
  startsSnap(command)
    ? // A snap sees no hidden folders of the home; its own common folder it does.
      { ...plain(command), profileBase: join(home, 'snap', 'chromium', 'common', 'expert-desk') }
    : plain(command);

const onPath = (name: string, env: Surroundings['env']): string[] =>
  (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name));

const flatpakOf = (app: string, home: string): Browser | null => {
  const places = ['/var/lib/flatpak', join(home, '.local', 'share', 'flatpak')];
  const there = places.some((place) => existsSync(join(place, 'exports', 'bin', app)));
  return there ? { command: 'flatpak', before: ['run', app], profileBase: null } : null;
};

const findOnLinux = ({ env, home }: Surroundings): Browser | null => {
  const places = linuxNames.flatMap((name) => [...onPath(name, env), `/usr/bin/${name}`]);
  const found = [...places, '/snap/bin/chromium'].find((path) => existsSync(path));
  if (found !== undefined) return described(found, home);
  return flatpaks.map((app) => flatpakOf(app, home)).find((browser) => browser !== null) ?? null;
};

const findOnMac = ({ home }: Surroundings): Browser | null => {
  const places = ['/Applications', join(home, 'Applications')];
  const paths = macNames.flatMap((name) =>
    places.map((place) => join(place, `${name}.app`, 'Contents', 'MacOS', name)),
  );
  const found = paths.find((path) => existsSync(path));
  return found === undefined ? null : plain(found);
};

const findOnWindows = ({ env }: Surroundings): Browser | null => {
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => env[name]);
  const paths = windowsPaths.flatMap((path) =>
    roots.filter((root) => root !== undefined).map((root) => join(root, path)),
  );
  const found = paths.find((path) => existsSync(path));
  return found === undefined ? null : plain(found);
};

/** The Chromium-family browser to use: the one that CHROME names, else the first that is installed. */
export const findBrowser = (around: Surroundings): Browser | null => {
  const named = around.env['CHROME'];
  if (named !== undefined && named !== '') {
    const path = [named, ...onPath(named, around.env)].find((candidate) => existsSync(candidate));
    return path === undefined ? null : described(path, around.home);
  }
  if (around.platform === 'darwin') return findOnMac(around);
  return around.platform === 'win32' ? findOnWindows(around) : findOnLinux(around);
};
