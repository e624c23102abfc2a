// Builds what is asked for, or everything: `node build/scripts/build.mjs [main|preload|host|cli|renderer ...]`.
import { build } from 'vite';
import { fileURLToPath } from 'node:url';

const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
const all = ['main', 'preload', 'host', 'cli', 'renderer'];

/** @param {string[]} [names] */
export const runBuild = async (names = all) => {
  for (const mode of names) await build({ configFile, mode });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = process.argv.slice(2);
  await runBuild(wanted.length > 0 ? wanted : all);
}
