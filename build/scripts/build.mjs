// Builds what is asked for, or everything: `node build/scripts/build.mjs [main|preload|host|cli|renderer ...]`.
import { build } from 'vite';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { outFolder, stampOf } from './stale.mjs';

const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
/** @typedef {import('./stale.mjs').Target} Target */
/** @type {Target[]} */
const all = ['main', 'preload', 'host', 'cli', 'renderer'];

/**
 * The stamp bears the time when the build began: what is edited meanwhile is stale.
 * @param {Target} mode
 */
const buildOne = async (mode) => {
  const began = new Date();
  rmSync(stampOf(mode), { force: true });
  await build({ configFile, mode });
  mkdirSync(outFolder, { recursive: true });
  writeFileSync(stampOf(mode), '');
  utimesSync(stampOf(mode), began, began);
};

/** @param {Target[]} [names] */
export const runBuild = async (names = all) => {
  for (const mode of names) await buildOne(mode);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = /** @type {Target[]} */ (process.argv.slice(2));
  await runBuild(wanted.length > 0 ? wanted : all);
}
