import type { StorybookConfig } from '@storybook/react-vite';
import { netcueStyles } from '../scripts/styles.ts';

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: [
    '../packages/react/src/*.mdx',
    '../packages/react/src/**/*.stories.tsx',
    '../packages/core/src/sources/**/*.mdx',
  ],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  features: { sidebarOnboardingChecklist: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  // Stories read the packages' sources, so they need no build.
  viteFinal: (vite) => ({
    ...vite,
    plugins: [...(vite.plugins ?? []), netcueStyles()],
    resolve: {
      ...vite.resolve,
      conditions: ['netcue-source', 'module', 'browser', 'development|production'],
    },
  }),
};

export default config;
