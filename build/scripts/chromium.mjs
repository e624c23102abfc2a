// Finds a Chromium for the tests and the benchmarks, or gets one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const places = [
  process.env['EXPERT_DESK_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** The path of a Chromium that is there; null when there is none. */
export const findChromium = () => {
  const found = places.find((path) => path !== undefined && path !== '' && existsSync(path));
  if (found !== undefined) return found;
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
};

/** @param {string} command @param {string[]} args */
const run = (command, args) =>
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

const installByApt = () =>
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  existsSync('/usr/bin/apt-get') &&
  run('apt-get', ['-qq', 'update']) &&
  run('apt-get', [
    '-qq',
    'install',
    '-y',
    '--no-install-recommends',
    'chromium',
    'fonts-noto-core',
    'fonts-noto-color-emoji',
  ]);

const installByPlaywright = () => run('npx', ['--no-install', 'playwright', 'install', 'chromium']);

/** The path of a Chromium; installs Debian's where it may, otherwise Playwright's. */
export const needChromium = () => {
  const present = findChromium();
  if (present !== null) return present;
  console.error('There is no Chromium on this machine: getting one (once).');
  if (!installByApt()) installByPlaywright();
  const path = findChromium();
  if (path === null) {
    console.error(
      'No Chromium could be installed. Install Chromium or Chrome and run this again, or name one in EXPERT_DESK_CHROMIUM.',
    );
    process.exit(1);
  }
  return path;
};
