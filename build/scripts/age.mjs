// Finds the `age` command, the peer that the tests hold encrypted files against, or gets it.
import { spawnSync } from 'node:child_process';

const isThere = () => spawnSync('age', ['--version'], { stdio: 'ignore' }).status === 0;

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

/** @param {string[]} args */
const apt = (args) =>
  spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status ===
  0;

/** Installs Debian's package where it may; elsewhere says what is missing, and the tests then say it again. */
export const needAge = () => {
  if (isThere()) return;
  console.error('There is no age on this machine: getting it (once).');
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0;
  if (mayInstall && apt(['update']) && apt(['install', '-y', '--no-install-recommends', 'age']))
    return;
  console.error(
    'age could not be installed; install it from https://age-encryption.org to run its tests.',
  );
};
