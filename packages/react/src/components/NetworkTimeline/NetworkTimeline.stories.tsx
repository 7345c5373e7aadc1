import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { NetworkTimeline } from './NetworkTimeline.tsx';

const meta = {
  title: 'Components/NetworkTimeline',
  component: NetworkTimeline,
  parameters: { stage: 'plain' },
} satisfies Meta<typeof NetworkTimeline>;

export default meta;
type Story = StoryObj<typeof meta>;

/** What a call without network left behind. */
export const AfterAnOutage: Story = { parameters: { scenario: 'wifiOff', playTo: 26_000 } };

export const PromptsOnly: Story = {
  ...AfterAnOutage,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    for (const name of ['Events', 'Diagnoses', 'Presence'])
      await userEvent.click(canvas.getByRole('button', { name }));
    const rows = canvas.getAllByRole('listitem').map(({ dataset }) => dataset.kind);
    await expect(new Set(rows)).toEqual(new Set(['prompt']));
  },
};

export const InChinese: Story = { ...AfterAnOutage, globals: { locale: 'zh-CN', theme: 'dark' } };
