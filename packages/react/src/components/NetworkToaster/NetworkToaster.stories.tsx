import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { EachPrompt } from '../../testing/EachPrompt.tsx';
import { aPrompt, promptKinds } from '../../testing/promptShelf.ts';
import { NetworkToaster } from './NetworkToaster.tsx';

const meta = {
  title: 'Components/NetworkToaster',
  component: NetworkToaster,
} satisfies Meta<typeof NetworkToaster>;

export default meta;
type Story = StoryObj<typeof meta>;

const noop = () => {};
const actions = { cameraOff: noop, muteInThisCall: noop, showList: noop };

const toast = (canvasElement: HTMLElement) =>
  canvasElement.querySelector('[data-netcue-prompt][data-surface="toast"]');

export const Weak: Story = {
  args: { actions },
  parameters: {
    shown: {
      toasts: [aPrompt('weak.up', { actions: ['cameraOff'], dismissible: true })],
    },
  },
};

/** A labelled button sends it away. */
export const Dismissed: Story = {
  ...Weak,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(toast(canvasElement)).toBeVisible());
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Dismiss' }));
    await waitFor(() => expect(toast(canvasElement)).toBeNull());
  },
};

export const Stacked: Story = {
  args: { actions },
  parameters: {
    shown: {
      toasts: [
        aPrompt('remote.dropped', { dismissible: true }),
        aPrompt('weak.down', { actions: ['muteInThisCall'], dismissible: true }),
        aPrompt('local.restored'),
      ],
    },
  },
};

export const Grouped: Story = {
  args: { actions },
  parameters: {
    shown: { toasts: [aPrompt('remote.many', { actions: ['showList'], dismissible: true })] },
  },
};

/** Every prompt there is. */
export const EveryPrompt: Story = {
  parameters: { stage: 'plain' },
  render: () => (
    <div style={{ '--netcue-position': 'static' } as object}>
      <EachPrompt
        kinds={promptKinds}
        shownBy={(kind) => ({ toasts: [aPrompt(kind, { dismissible: true })] })}
      >
        <NetworkToaster />
      </EachPrompt>
    </div>
  ),
};

/** Every prompt, in Chinese. */
export const InChinese: Story = { ...EveryPrompt, globals: { locale: 'zh-CN' } };

export const Dark: Story = { ...EveryPrompt, globals: { theme: 'dark' } };

export const RightToLeft: Story = { ...EveryPrompt, globals: { direction: 'rtl' } };
