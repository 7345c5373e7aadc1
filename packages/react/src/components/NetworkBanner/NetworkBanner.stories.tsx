import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent, within } from 'storybook/test';
import { aPrompt, promptKinds } from '../../testing/promptShelf.ts';
import { EachPrompt } from '../../testing/EachPrompt.tsx';
import { NetworkBanner } from './NetworkBanner.tsx';

const meta = {
  title: 'Components/NetworkBanner',
  component: NetworkBanner,
} satisfies Meta<typeof NetworkBanner>;

export default meta;
type Story = StoryObj<typeof meta>;

const actions = { leave: fn(), retry: fn(), rejoin: fn(), copyDetails: fn(), audioOnly: fn() };

export const Failed: Story = {
  args: { actions },
  parameters: {
    shown: { banner: aPrompt('local.failed', { actions: ['rejoin', 'leave'] }) },
  },
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Rejoin' }));
    await expect(actions.rejoin).toHaveBeenCalled();
  },
};

export const Offline: Story = {
  args: { actions },
  parameters: { shown: { banner: aPrompt('local.offline', { actions: ['leave'] }) } },
};

export const Reconnecting: Story = {
  parameters: { shown: { banner: aPrompt('local.reconnecting') } },
};

export const Weak: Story = {
  args: { actions },
  parameters: {
    shown: { banner: aPrompt('weak.severe', { actions: ['audioOnly'], dismissible: true }) },
  },
};

export const JoiningSlowly: Story = {
  parameters: { shown: { banner: aPrompt('join.slow') } },
};

export const Restored: Story = {
  parameters: { shown: { banner: aPrompt('local.restored') } },
};

/** Every prompt that can stand in a banner. */
export const EveryPrompt: Story = {
  parameters: { stage: 'plain' },
  render: () => (
    <EachPrompt
      kinds={promptKinds.filter((kind) => !kind.startsWith('remote.'))}
      shownBy={(kind) => ({ banner: aPrompt(kind) })}
    >
      <NetworkBanner placement="inline" />
    </EachPrompt>
  ),
};

/** Every prompt, in Chinese. */
export const InChinese: Story = { ...EveryPrompt, globals: { locale: 'zh-CN' } };

export const Dark: Story = { ...EveryPrompt, globals: { theme: 'dark' } };

export const RightToLeft: Story = { ...EveryPrompt, globals: { direction: 'rtl' } };
