import { NetworkStatusProvider, useNetworkQuality, useRemoteUserPresence } from '@netcue/react';
import { memo } from 'react';
import { tiles } from './contender.tsx';
import type { Contender, Shows } from './contender.tsx';
import { stubCall } from './stubCall.ts';

/** Ours with the default policy: from the SDK's callback to the tile, diagnosis, prompts and timeline included. */
export function netcue(userIds: readonly string[], shows: Shows): Contender {
  const Tile = memo(({ userId }: { userId: string }) => {
    const text = `${useNetworkQuality(userId).raw} ${useRemoteUserPresence(userId).presence}`;
    shows(userId, text);
    return <i>{text}</i>;
  });
  const { network, clock, tellQuality } = stubCall(userIds);
  return {
    element: (
      <NetworkStatusProvider network={network} clock={clock}>
        {tiles(userIds, Tile)}
      </NetworkStatusProvider>
    ),
    deliver: tellQuality,
    advance: clock.advance,
  };
}

/** Without React: what source and core take. */
export function netcueAlone(userIds: readonly string[]): Contender {
  const { clock, tellQuality } = stubCall(userIds);
  return { element: <i />, deliver: tellQuality, advance: clock.advance };
}
