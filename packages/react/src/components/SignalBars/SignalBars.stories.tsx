import type { Quality } from '@netcue/core';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { InQuality } from '../../testing/InQuality.tsx';
import { SignalBars } from './SignalBars.tsx';

const meta = {
  title: 'Components/SignalBars',
  component: SignalBars,
  parameters: { stage: 'plain' },
} satisfies Meta<typeof SignalBars>;

export default meta;
type Story = StoryObj<typeof meta>;

const levels: Quality[] = ['excellent', 'good', 'poor', 'bad', 'vbad', 'down', 'unknown'];

/** A shape of its own for every level: colour only says it again. */
export const EveryLevel: Story = {
  render: (args) => (
    <div className="levels">
      {levels.map((level) => (
        <InQuality key={level} level={level}>
          <SignalBars {...args} />
          <span>{level}</span>
        </InQuality>
      ))}
    </div>
  ),
};

export const Large: Story = {
  render: (args) => (
    <InQuality level="poor">
      <SignalBars {...args} className="large" />
    </InQuality>
  ),
};

export const Dark: Story = { ...EveryLevel, globals: { theme: 'dark' } };
