import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { PrecallCheck } from './PrecallCheck.tsx';

const meta = {
  title: 'Components/PrecallCheck',
  component: PrecallCheck,
  parameters: { stage: 'plain' },
  args: { probe: (): Promise<unknown> => Promise.resolve(), actions: { joinAudioOnly: () => {} } },
} satisfies Meta<typeof PrecallCheck>;

export default meta;
type Story = StoryObj<typeof meta>;

const endsAs =
  (status: string): Story['play'] =>
  async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button'));
    const check = canvasElement.querySelector('[data-precall]');
    await waitFor(() => expect(check).toHaveAttribute('data-precall', status));
  };

export const BeforeTesting: Story = {};

export const Testing: Story = {
  args: { probe: () => new Promise(() => {}), timeoutMs: 1e9 },
  play: endsAs('running'),
};

export const Good: Story = { play: endsAs('good') };

let answers = 0;

/** Every second answer is lost. */
export const Poor: Story = {
  args: { probe: () => ((answers += 1) % 2 ? Promise.resolve() : Promise.reject(new Error())) },
  play: endsAs('poor'),
};

export const Unreachable: Story = {
  args: { probe: () => Promise.reject(new Error()) },
  play: endsAs('unreachable'),
};

export const InChinese: Story = { ...Poor, globals: { locale: 'zh-CN', theme: 'dark' } };
