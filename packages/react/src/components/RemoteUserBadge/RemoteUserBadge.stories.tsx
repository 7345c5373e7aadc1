import type { Meta, StoryObj } from '@storybook/react-vite';
import type { BuiltInPromptKind, PromptState } from '@netcue/core';
import { aPrompt } from '../../testing/promptShelf.ts';
import { RemoteUserBadge } from './RemoteUserBadge.tsx';

const meta = {
  title: 'Components/RemoteUserBadge',
  component: RemoteUserBadge,
  args: { userId: 'maya' },
  parameters: { stage: 'plain' },
  decorators: [
    (Story, { parameters }) => (
      <div className="tile" style={parameters.tile}>
        <span aria-hidden="true">M</span>
        <small>Maya</small>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof RemoteUserBadge>;

export default meta;
type Story = StoryObj<typeof meta>;

const badge = (kind: BuiltInPromptKind): Partial<PromptState> => ({
  badges: new Map([['maya', aPrompt(kind, { surface: 'badge' })]]),
});

export const Weak: Story = { parameters: { shown: badge('remote.weak') } };
export const Interrupted: Story = { parameters: { shown: badge('remote.interrupted') } };
export const Dropped: Story = { parameters: { shown: badge('remote.dropped') } };
export const Returned: Story = { parameters: { shown: badge('remote.returned') } };
export const VideoPaused: Story = { parameters: { shown: badge('remote.videoPaused') } };

export const InChinese: Story = { ...Interrupted, globals: { locale: 'zh-CN' } };
export const RightToLeft: Story = { ...Weak, globals: { direction: 'rtl', locale: 'zh-CN' } };

/** A thumbnail keeps the picture; the words stay for a screen reader. */
export const Thumbnail: Story = {
  parameters: { ...Interrupted.parameters, tile: { inlineSize: '8rem' } },
};
