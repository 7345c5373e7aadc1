import { createNetworkStatus } from '@netcue/core';
import { createFakeClock, createFakeSource } from '@netcue/core/testing';
import { NetworkStatusProvider, useNetworkQuality } from '@netcue/react';
import { memo } from 'react';
import type { ComponentType } from 'react';
import { tiles } from './contender.tsx';
import type { Contender, Rendered } from './contender.tsx';

type Tile = ComponentType<{ userId: string }>;

/** Ours, from what the SDK says to the tile: store, diagnosis, prompts and timeline included. */
export function netcueInTile(userIds: readonly string[], rendered: Rendered): Contender {
  return netcue('Netcue, hook in the tile', userIds, quality(rendered));
}

/** The tile reads nothing itself and has something inside that does, as `SignalBars` would be. */
export function netcueBelowTile(userIds: readonly string[], rendered: Rendered): Contender {
  const Quality = quality(rendered);
  const Tile = memo(({ userId }: { userId: string }) => <Quality userId={userId} />);
  return netcue('Netcue, hook inside the tile', userIds, Tile);
}

/** No tiles: what core takes to keep, diagnose and decide. */
export function netcueAlone(userIds: readonly string[]): Contender {
  return netcue('Netcue, without tiles', userIds, () => null, []);
}

function quality(rendered: Rendered): Tile {
  return memo(({ userId }) => {
    rendered();
    return <i>{useNetworkQuality(userId).raw}</i>;
  });
}

function netcue(name: string, userIds: readonly string[], Tile: Tile, shown = userIds): Contender {
  const source = createFakeSource();
  const clock = createFakeClock();
  const network = createNetworkStatus({ sources: [source], clock });
  source.emit({ type: 'connectionChanged', phase: 'connected', cause: 'joined', willRetry: false });
  for (const userId of userIds) source.emit({ type: 'userJoined', userId });
  return {
    name,
    element: (
      <NetworkStatusProvider network={network} clock={clock}>
        {tiles(shown, Tile)}
      </NetworkStatusProvider>
    ),
    change(userId, better) {
      const overall = better ? 'good' : 'poor';
      source.emit({ type: 'qualitySampled', userId, overall, basis: 'sdk' });
    },
  };
}
