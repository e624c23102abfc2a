import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';

/**
 * One configuration, five builds, chosen by mode: `main` and `host` and `cli` for Node,
 * `preload` (one CommonJS file, as Electron's sandbox wants it), `renderer` for Chromium.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const out = (name: string) => `${process.env['EXPERT_DESK_OUT'] ?? `${root}build/out`}/${name}`;
const builtins = [...builtinModules, /^node:/, 'electron'];

const nodeBuild = (name: string, entry: string, format: 'es' | 'cjs'): UserConfig => ({
  root,
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: out(name),
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: { [name]: `${root}${entry}` },
      external: builtins,
      output: {
        format,
        entryFileNames: `[name].${format === 'es' ? 'js' : 'cjs'}`,
        ...(format === 'cjs' ? { inlineDynamicImports: true } : {}),
      },
    },
  },
});

export const builds = {
  main: nodeBuild('main', 'electron/main.ts', 'es'),
  preload: nodeBuild('preload', 'electron/preload.ts', 'cjs'),
  host: nodeBuild('host', 'electron/browser-host.ts', 'es'),
  cli: nodeBuild('cli', 'electron/cli.ts', 'es'),
  renderer: {
    root: `${root}renderer`,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: 'chrome120',
      outDir: out('renderer'),
      emptyOutDir: true,
      sourcemap: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
    },
  },
} satisfies Record<string, UserConfig>;

export default defineConfig(({ mode }) => builds[mode as keyof typeof builds] ?? builds.renderer);
