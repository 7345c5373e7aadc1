import type { Meta, StoryObj } from '@storybook/react-vite';
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

export const Weak: Story = {
  args: { actions },
  parameters: {
    shown: {
      toasts: [aPrompt('weak.up', { actions: ['cameraOff'], dismissible: true })],
    },
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
