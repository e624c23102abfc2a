// Finds Electron's binary, or gets it once: since version 42 its package downloads nothing by itself.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'node_modules', 'electron');
const failureFile = join(root, 'node_modules', '.cache', 'expert-desk', 'electron-failed');
const dayInMs = 24 * 60 * 60 * 1000;
/** Without an answer from where it comes, and in all. */
const limitsInMs = { unreachable: 12_000, all: 6 * 60_000 };

/** @param {string} path */
const readText = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null);

const versionOf = () => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

/** The path of Electron's binary of the right version, or null. */
export const findElectron = () => {
  const name = readText(join(folder, 'path.txt'));
  const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const path = join(elsewhere ?? join(folder, 'dist'), name ?? 'electron');
  if (elsewhere !== undefined) return existsSync(path) ? path : null;
  const version = readText(join(folder, 'dist', 'version'));
  if (name === null || version === null || !existsSync(path)) return null;
  return version.replace(/^v/, '') === versionOf() ? path : null;
};

/** Whether downloads can work at all; true where a mirror or a proxy makes it hard to say. */
const isReachable = async () => {
  const { env } = process;
  const indirect = ['ELECTRON_MIRROR', 'npm_config_electron_mirror', 'ELECTRON_GET_USE_PROXY'];
  if (indirect.some((name) => env[name])) return true;
  const address = `https://github.com/electron/electron/releases/download/v${versionOf()}/SHASUMS256.txt`;
  return fetch(address, {
    method: 'HEAD',
    signal: AbortSignal.timeout(limitsInMs.unreachable),
  }).then(
    ({ ok }) => ok,
    () => false,
  );
};

/** @param {import('node:child_process').ChildProcess} child @param {number} ms @param {string} reason */
const limit = (child, ms, reason) =>
  new Promise((resolve) => {
    setTimeout(() => {
      child.kill('SIGKILL');
      resolve(reason);
    }, ms).unref();
  });

/** Runs the package's own installer. Gives why it failed, or null. @returns {Promise<string | null>} */
const install = async () => {
  const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' });
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code) => resolve(code === 0 ? null : 'it could not be downloaded'));
  });
  // A copy in the download cache needs no network, so the installer gets its chance in any case.
  const cut = isReachable().then((reachable) =>
    reachable ? new Promise(() => {}) : limit(child, 3_000, 'its download cannot be reached'),
  );
  return Promise.race([ended, cut, limit(child, limitsInMs.all, 'its download took too long')]);
};

/** A failure is remembered for a day, so that not every start waits for it. */
const failedLately = () => {
  const facts = statSync(failureFile, { throwIfNoEntry: false });
  return facts !== undefined && Date.now() - facts.mtimeMs < dayInMs;
};

/** @param {string} reason */
const rememberFailure = (reason) => {
  mkdirSync(join(failureFile, '..'), { recursive: true });
  writeFileSync(failureFile, reason);
};

/**
 * Electron's binary, downloaded if need be; or why there is none, as half a sentence.
 * @param {{ say: (line: string) => void, insist: boolean }} options `insist`: try whatever failed lately.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export const needElectron = async ({ say, insist }) => {
  const present = findElectron();
  if (present !== null) return { path: present };
  const skip = process.env['ELECTRON_SKIP_BINARY_DOWNLOAD'];
  if (skip !== undefined && skip !== '' && skip !== '0')
    return { reason: 'ELECTRON_SKIP_BINARY_DOWNLOAD forbids its download' };
  if (!insist && failedLately()) return { reason: `${readText(failureFile)} (tried within a day)` };
  say('Downloading Electron, once (about 120 MB) …');
  const reason =
    (await install()) ?? (findElectron() === null ? 'its download was not whole' : null);
  if (reason !== null) {
    rememberFailure(reason);
    return { reason };
  }
  rmSync(failureFile, { force: true });
  return { path: /** @type {string} */ (findElectron()) };
};
