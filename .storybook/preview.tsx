import { scenarios } from '@netcue/core/testing';
import type { Preview } from '@storybook/react-vite';
import '@netcue/react/styles.css';
import './stage.css';
import { withCall } from './withCall.tsx';
import { withPage } from './withPage.tsx';

const toolbar = <Icon extends string>(
  title: string,
  icon: Icon,
  items: Record<string, string>,
) => ({
  description: title,
  toolbar: {
    title,
    icon,
    items: Object.entries(items).map(([value, name]) => ({ value, title: name })),
    dynamicTitle: true,
  },
});

const scenarioNames = Object.fromEntries(
  Object.entries(scenarios).map(([id, { name }]) => [id, name]),
);

/** What a component's comment says; its example is code, which a docs page would take for HTML. */
function describe(component: { __docgenInfo?: { description?: string } }): string {
  return component.__docgenInfo?.description?.split('@example')[0] ?? '';
}

const preview: Preview = {
  tags: ['autodocs'],
  // Outermost last.
  decorators: [withCall, withPage],
  globalTypes: {
    theme: toolbar('Theme', 'mirror', { system: 'System', light: 'Light', dark: 'Dark' }),
    locale: toolbar('Language', 'globe', { en: 'English', 'zh-CN': '简体中文' }),
    direction: toolbar('Direction', 'transfer', { ltr: 'Left to right', rtl: 'Right to left' }),
    scenario: toolbar('Scenario', 'play', { none: 'Scenario: the story’s own', ...scenarioNames }),
    speed: toolbar('Speed', 'fastforward', { 1: '1×', 2: '2×', 5: '5×', 20: '20×' }),
  },
  initialGlobals: { theme: 'light', locale: 'en', direction: 'ltr', scenario: 'none', speed: '1' },
  parameters: {
    a11y: { test: 'error' },
    layout: 'fullscreen',
    docs: { extractComponentDescription: describe },
    options: { storySort: { order: ['Overview', 'Components', '*'] } },
  },
};

export default preview;
