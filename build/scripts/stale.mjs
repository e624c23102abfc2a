// Builds only what is older than its sources, so that a start costs nothing when nothing changed.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const outFolder = process.env['EXPERT_DESK_OUT'] ?? join(root, 'build', 'out');

const always = ['shared', 'package.json', 'package-lock.json', 'build/vite.config.ts'];
const sources = {
  main: ['electron', ...always],
  preload: ['electron', ...always],
  host: ['electron', ...always],
  cli: ['electron', ...always],
  renderer: ['renderer', ...always],
};
/** What each build leaves when it is whole. */
const products = {
  main: 'main/main.js',
  preload: 'preload/preload.cjs',
  host: 'host/host.js',
  cli: 'cli/cli.js',
  renderer: 'renderer/index.html',
};
/** @typedef {keyof typeof sources} Target */

/** @param {string} path @returns {number} */
const changedAt = (path) => {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return 0;
  if (!facts.isDirectory()) return facts.mtimeMs;
  // A folder's own time tells of files that were removed or moved in.
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
};

/** @param {Target} target */
export const stampOf = (target) => join(outFolder, `.${target}-built`);

/** @param {Target} target */
export const isStale = (target) => {
  const built = statSync(stampOf(target), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const product = statSync(join(outFolder, products[target]), { throwIfNoEntry: false });
  if (product === undefined || built === 0) return true;
  return sources[target].some((path) => changedAt(join(root, path)) > built);
};

/** Builds those that are older than their sources. @param {Target[]} targets @param {(line: string) => void} say */
export const buildStale = async (targets, say = () => {}) => {
  const stale = targets.filter(isStale);
  if (stale.length > 0) say(`Building ${stale.join(', ')} …`);
  if (stale.length === 0) return;
  const { runBuild } = await import('./build.mjs');
  await runBuild(stale);
};
