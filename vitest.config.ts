import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Alias } from 'vite';
import { defineConfig } from 'vitest/config';
import { chromiumPath } from './scripts/chromiumPath.mjs';
import { netcueStyles } from './scripts/styles.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

// Tests read the packages' sources, so they need no build.
const fromSource = {
  resolve: { conditions: ['netcue-source', 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: ['netcue-source', 'module', 'node', 'development|production'] } },
};

// A factory: one object shared by two projects would declare the same browser instance twice.
const chromium = (...args: string[]) => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  instances: [{ browser: 'chromium' as const }],
  provider: playwright({
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--disable-gpu',
        '--font-render-hinting=none',
        '--force-device-scale-factor=1',
        ...args,
      ],
    },
  }),
});

// SDKs report home as soon as they load; a test must not depend on, or reach, anyone's server.
const offline = [
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1, EXCLUDE localhost',
  // Without a resolver, two peer connections of one page find each other by address alone.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];

const node = (name: string, include: string[], exclude: string[] = []) => ({
  ...fromSource,
  test: { name, environment: 'node', include, exclude: ['**/node_modules/**', ...exclude] },
});

const components = (name: string, alias: Alias[] = []) => ({
  plugins: [react(), netcueStyles()],
  resolve: { ...fromSource.resolve, alias },
  cacheDir: path(`node_modules/.vite-${name}`),
  // Found late, a dependency reloads the page under a running test.
  optimizeDeps: {
    include: [
      'react',
      'react/jsx-dev-runtime',
      'react-dom',
      'react-dom/client',
      'react-dom/server',
    ],
  },
  test: { name, include: ['packages/react/src/**/*.test.tsx'], browser: chromium() },
});

const react18: Alias[] = ['react', 'react-dom', '@testing-library/react', 'zustand'].map(
  (name) => ({
    find: new RegExp(`^${name}(?=$|/)`),
    replacement: path(`compat/react18/node_modules/${name}`),
  }),
);

const typeTests = (name: string, folder: 'src' | 'known-bad') =>
  ['core', 'react'].map((pkg) => ({
    test: {
      name: `${name}-${pkg}`,
      root: path(`packages/${pkg}`),
      include: [],
      typecheck: {
        enabled: true,
        only: true,
        include: [`${folder}/**/*.test-d.{ts,tsx}`],
        tsconfig: path(`packages/${pkg}/tsconfig.type-tests.json`),
        // Errors outside type tests are the business of `pnpm types`.
        ignoreSourceErrors: true,
      },
    },
  }));

const browserSdks = [
  '@volcengine/rtc',
  'agora-rtc-sdk-ng',
  'livekit-client',
  'nertc-web-sdk',
  'trtc-sdk-v5',
];

const projects = [
  node('core', ['packages/core/src/**/*.test.ts'], ['**/*.contract.*']),
  node('contract', ['packages/core/src/**/*.contract.test.ts']),
  node('scripts', ['scripts/**/*.test.ts', 'bench/**/*.test.ts']),
  node('demo', ['apps/demo/**/*.test.ts']),
  // What a server does with the components: no browser, no window.
  node('server', ['packages/react/src/**/*.test.ts']),
  ...typeTests('types', 'src'),
  {
    ...fromSource,
    cacheDir: path('node_modules/.vite-contract'),
    // Found only in mid-run, an SDK would be optimized then, and the page reloaded under its tests.
    optimizeDeps: { include: browserSdks.map((sdk) => `@netcue/core > ${sdk}`) },
    test: {
      name: 'contract-browser',
      include: ['packages/core/src/**/*.contract.browser.test.ts'],
      browser: chromium(...offline),
    },
  },
  components('react'),
  components('react18', react18),
  {
    plugins: [storybookTest({ configDir: path('.storybook') })],
    cacheDir: path('node_modules/.vite-storybook'),
    test: { name: 'storybook', browser: chromium() },
  },
];

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: process.env.NETCUE_KNOWN_BAD ? typeTests('known-bad', 'known-bad') : projects,
  },
});
