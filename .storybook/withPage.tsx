import type { Decorator } from '@storybook/react-vite';

/** The page around a story: theme and direction from the toolbar. */
export const withPage: Decorator = (Story, { globals, parameters }) => (
  <div
    className="stage"
    data-theme={globals.theme === 'system' ? undefined : globals.theme}
    data-stage={parameters.stage ?? 'call'}
    dir={globals.direction}
    lang={globals.locale}
  >
    <Story />
  </div>
);
