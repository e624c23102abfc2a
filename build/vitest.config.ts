import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const chromium = process.env['EXPERT_DESK_CHROMIUM'] ?? '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What tests in Chromium import from packages: found late, Vite would reload them in mid-run. */
const prebundled = [
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'react/jsx-runtime',
  'react-aria-components',
  '@internationalized/date',
  'lucide-react',
  'wouter',
  'wouter/use-hash-location',
  'zustand',
  'zustand/middleware',
  'dexie',
  'zod',
  '@testing-library/react',
  'axe-core',
  'fast-check',
];

/** Where each test runs: `*.test.ts` in Node, `*.browser.test.ts(x)` in Chromium, `e2e/` with real processes. */
export default defineConfig({
  root,
  cacheDir: `${root}node_modules/.cache/vite`,
  test: {
    alias: { electron: `${root}tests/support/no-electron.ts` },
    // What is waited for comes late on a busy machine; where it comes at once nothing is lost.
    expect: { poll: { timeout: 15_000 } },
    coverage: { reportsDirectory: `${root}node_modules/.cache/coverage` },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts', 'tests/e2e/**'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        plugins: [react()],
        optimizeDeps: { include: prebundled },
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.{ts,tsx}'],
          testTimeout: 60_000,
          setupFiles: ['tests/support/patience.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 800 },
            provider: playwright({
              launchOptions: {
                args: quiet,
                ...(existsSync(chromium) ? { executablePath: chromium } : {}),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Some have three browsers: beside each other they would wait for the machine until time runs out.
          fileParallelism: false,
        },
      },
    ],
  },
});
