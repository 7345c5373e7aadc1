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

/** Stands still in a scenario, where exactly these kinds of prompt are on screen. */
const moment = (scenario: ScenarioName, playTo: number, ...kinds: string[]): Story => ({
  parameters: { scenario, playTo },
  play: async ({ canvasElement }) => {
    const shown = [...canvasElement.querySelectorAll<HTMLElement>('[data-netcue-prompt]')];
    const shownKinds = shown.map(({ dataset }) => dataset.netcuePrompt);
    await expect(new Set(shownKinds)).toEqual(new Set(kinds));
  },
});

export const AllIsWell: Story = moment('clean', 30_000);
/** A second without network is nobody's business. */
export const ShortBlip: Story = moment('shortBlip', 16_000);
export const WifiOff: Story = moment('wifiOff', 18_000, 'local.offline');
export const BackAgain: Story = moment('wifiOff', 24_000, 'local.restored');
export const RouterDead: Story = moment('routerDead', 20_000, 'local.noInternet');
export const ServerDead: Story = moment('serverDead', 20_000, 'local.serverUnreachable');
export const MediaBlocked: Story = moment('mediaBlocked', 20_000, 'local.mediaInterrupted');
export const NotHeard: Story = moment('notHeard', 20_000, 'local.notHeard');
export const Reconnecting: Story = moment('reconnecting', 19_000, 'local.reconnecting');
export const StillTrying: Story = moment('slowSdk', 45_000, 'local.lost');
export const GaveUp: Story = moment('gaveUp', 50_000, 'local.failed');
export const Kicked: Story = moment('kicked', 20_000, 'ended.byServer');
export const WeakUplink: Story = moment('weakUp', 25_000, 'weak.up');
export const WeakDownlink: Story = moment('weakDown', 25_000, 'weak.down');
export const SeverelyWeak: Story = moment('weakSevere', 25_000, 'weak.severe');
export const RemoteInterrupted: Story = moment('remoteInterrupted', 20_000, 'remote.interrupted');
export const RemoteDropped: Story = moment('remoteDrop', 34_000, 'remote.dropped');
export const RemoteReturned: Story = moment('remoteDropAndReturn', 36_000, 'remote.returned');
export const RemoteWeak: Story = moment('remoteWeak', 30_000, 'remote.weak');

export const InChinese: Story = { ...StillTrying, globals: { locale: 'zh-CN' } };
export const Dark: Story = { ...WeakUplink, globals: { theme: 'dark' } };
export const RightToLeft: Story = {
  ...RemoteDropped,
  globals: { direction: 'rtl', theme: 'dark' },
};
