import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { NetworkDetails } from './NetworkDetails.tsx';

const meta = {
  title: 'Components/NetworkDetails',
  component: NetworkDetails,
  parameters: { stage: 'plain' },
} satisfies Meta<typeof NetworkDetails>;

export default meta;
type Story = StoryObj<typeof meta>;

const stats = {
  type: 'statsSampled',
  rttMs: 48,
  lossUp: 0.004,
  lossDown: 0.001,
  jitterMs: 9,
  kbpsUp: 1180,
  kbpsDown: 2460,
} as const;

export const Closed: Story = { parameters: { facts: [stats] } };

const open: Story['play'] = async ({ canvasElement }) => {
  const button = within(canvasElement).getByRole('button', { expanded: false });
  await userEvent.click(button);
  await expect(button).toHaveAttribute('aria-expanded', 'true');
};

export const Healthy: Story = { parameters: { facts: [stats], quality: 'good' }, play: open };

export const Offline: Story = {
  parameters: {
    facts: [{ type: 'deviceNetworkChanged', online: false }],
    quality: 'down',
  },
  play: open,
};

export const WeakUplink: Story = {
  parameters: {
    facts: [{ ...stats, lossUp: 0.18, kbpsUp: 210, rttMs: 240, jitterMs: 46 }],
    quality: 'bad',
  },
  play: open,
};

export const InChinese: Story = { ...WeakUplink, globals: { locale: 'zh-CN' } };
export const Dark: Story = { ...WeakUplink, globals: { theme: 'dark' } };
export const RightToLeft: Story = { ...Healthy, globals: { direction: 'rtl' } };
