// Chooses the shell (Electron, or the browser host) and runs it.
import { spawn, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needElectron } from './electron-binary.mjs';
import { buildStale, outFolder } from './stale.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const usage = `npm start [-- OPTIONS] [FILE]

Opens Expert Desk: in Electron where its binary is present or can be downloaded,
otherwise in an installed Chromium-family browser. FILE, a snapshot (.edesk) or
a dump (.sql), is read and shown first; nothing of it is applied by itself.

  --browser   use the browser host
  --electron  use Electron, or fail
  --no-open   browser host: open no window, print the address
  --help      show this`;
const known = ['--browser', '--electron', '--no-open', '--help'];

/** @param {string} line */
const say = (line) => console.log(line);

/** @param {string} sentence @returns {never} */
const refuse = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

const host = join(outFolder, 'host', 'host.js');

/** Which shells have a desk in the data folder already. */
const desksThere = () => {
  const { stdout, status } = spawnSync(process.execPath, [host, '--desks'], { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter((line) => line !== '') : [];
};

/**
 * Runs a shell to its end, passing signals on.
 * @param {string} command @param {string[]} args
 * @returns {Promise<{ code: number | null, seconds: number }>}
 */
const run = (command, args) =>
  new Promise((resolve) => {
    const began = performance.now();
    const child = spawn(command, args, { stdio: 'inherit' });
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, () => child.kill(signal));
    const end = (/** @type {number | null} */ code) =>
      resolve({ code, seconds: (performance.now() - began) / 1000 });
    child.on('error', () => end(null));
    child.on('exit', end);
  });

/** @param {boolean} open @param {string[]} file */
const runHost = async (open, file) => {
  await buildStale(['host', 'renderer'], say);
  const { code } = await run(process.execPath, [host, ...(open ? [] : ['--no-open']), ...file]);
  process.exit(code ?? 1);
};

/** Gives why Electron does not run here; when it ran, this process ends with it. @param {string} path @param {string[]} file */
const runElectron = async (path, file) => {
  await buildStale(['main', 'preload', 'renderer'], say);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { code, seconds } = await run(path, [...sandbox, root, ...file]);
  if (code === 0 || seconds > 10) process.exit(code ?? 1);
  return 'its binary does not run here';
};

/** Why not Electron, as half a sentence; null when it is to be tried. @param {string[]} desks */
const reasonAgainst = (desks) => {
  if (!hasDisplay()) return 'there is no display';
  if (desks.includes('browser') && !desks.includes('electron'))
    return 'this desk’s records are in the browser (-- --electron opens a desk of its own)';
  return null;
};

/** @param {boolean} insist @param {string[]} file @returns {Promise<string>} Why it did not run. */
const tryElectron = async (insist, file) => {
  const binary = await needElectron({ say, insist });
  return 'path' in binary ? runElectron(binary.path, file) : binary.reason;
};

/** A file that the desk reads, by its ending. */
const isFile = (/** @type {string} */ arg) => /^[^-].*\.(edesk|sql)$/i.test(arg);

/** npm runs scripts in the project, and says where it was called itself. */
const absolute = (/** @type {string} */ path) =>
  resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

/** @param {string[]} args */
export const start = async (args) => {
  const others = args.filter((arg) => !known.includes(arg));
  const [unknown] = others.length === 1 ? others.filter((arg) => !isFile(arg)) : others;
  if (unknown !== undefined) refuse(`“${unknown}” is not an option.\n\n${usage}`);
  if (args.includes('--help')) return say(usage);
  const file = others.map(absolute);
  const open = !args.includes('--no-open');
  if (args.includes('--electron'))
    refuse(`Electron cannot be used: ${await tryElectron(true, file)}.`);
  if (args.includes('--browser') || !open) return runHost(open, file);
  await buildStale(['host'], say);
  const desks = desksThere();
  const reason = reasonAgainst(desks) ?? (await tryElectron(false, file));
  const elsewhere = desks.includes('electron')
    ? ' Records entered in Electron are not shown there.'
    : '';
  say(`Not Electron but the browser host, because ${reason}.${elsewhere}`);
  await runHost(hasDisplay(), file);
};
