import type { ScenarioName } from '@netcue/core/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactElement } from 'react';
import { expect } from 'storybook/test';
import { NetworkBanner } from '../NetworkBanner/NetworkBanner.tsx';
import { NetworkToaster } from '../NetworkToaster/NetworkToaster.tsx';
import { NetworkStatusProvider } from './NetworkStatusProvider.tsx';

/** A whole call. Pick a scenario in the toolbar and watch; each story below stands still at its moment. */
const meta = {
  title: 'In a call',
  component: NetworkStatusProvider,
  render: (): ReactElement => (
    <>
      <NetworkBanner />
      <NetworkToaster />
    </>
  ),
} satisfies Meta<typeof NetworkStatusProvider>;

export default meta;
type Story = Omit<StoryObj<typeof meta>, 'args'>;

/** Stands still in a scenario, and shows exactly these prompts. */
const moment = (scenario: ScenarioName, playTo: number, ...shown: string[]): Story => ({
  parameters: { scenario, playTo },
  play: async ({ canvasElement }) => {
    const prompts = [...canvasElement.querySelectorAll<HTMLElement>('[data-netcue-prompt]')];
    const kinds = prompts.map(({ dataset }) => `${dataset.surface} ${dataset.netcuePrompt}`);
    await expect(kinds.sort()).toEqual(shown.sort());
  },
});

export const AllIsWell: Story = moment('clean', 30_000);
export const ShortBlip: Story = moment('shortBlip', 16_000);
export const WifiOff: Story = moment('wifiOff', 18_000, 'banner local.offline');
export const RouterDead: Story = moment('routerDead', 20_000, 'banner local.noInternet');
export const ServerDead: Story = moment('serverDead', 20_000, 'banner local.serverUnreachable');
export const BackAgain: Story = moment('wifiOff', 25_000, 'toast local.restored');
