import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Makes Node resolve `electron` to the double, in the process that is started with `--import`. */
const hook = (electron: string): string => {
  const hooks = `export const resolve = (name, context, next) =>
    name === 'electron' ? { url: ${JSON.stringify(electron)}, shortCircuit: true } : next(name, context);`;
  const address = `data:text/javascript,${encodeURIComponent(hooks)}`;
  return `import { register } from 'node:module';\nregister(${JSON.stringify(address)});\n`;
};

const bundle = (outDir: string) =>
  build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      minify: false,
      rolldownOptions: {
        input: { runner: join(here, 'runner.ts'), electron: join(here, 'electron.ts') },
        external: [...builtinModules, /^node:/, 'playwright'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });

export interface BuiltDouble {
  /** For `node --import`. */
  hook: string;
  runner: string;
}

let built: Promise<BuiltDouble> | null = null;

const hourInMs = 60 * 60 * 1000;

/** Removes what earlier test runs left: their processes end without a chance to. */
const sweep = (cache: string): void => {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith('electron-double-'))) {
    const path = join(cache, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > hourInMs) rmSync(path, { recursive: true, force: true });
  }
};

const buildOnce = async (): Promise<BuiltDouble> => {
  // Inside node_modules, so that the double finds playwright.
  const cache = join(root, 'node_modules', '.cache', 'expert-desk');
  mkdirSync(cache, { recursive: true });
  sweep(cache);
  const folder = mkdtempSync(join(cache, 'electron-double-'));
  await bundle(folder);
  const hookFile = join(folder, 'hook.mjs');
  writeFileSync(hookFile, hook(pathToFileURL(join(folder, 'electron.js')).href));
  return { hook: pathToFileURL(hookFile).href, runner: join(folder, 'runner.js') };
};

/** The double, bundled once for each process that runs tests. */
export const buildDouble = (): Promise<BuiltDouble> => (built ??= buildOnce());
