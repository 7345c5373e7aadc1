import { worseOf } from '../events/quality.ts';
import type { OwnReport } from '../sources/source.ts';
import type { NetworkState, RemoteUser } from './networkStatus.ts';

const lossy = 0.08;
const stalledMs = 1000;

/** How we are doing, as the others need to know it: what we have concluded, not raw numbers. */
export function ownReport(
  { quality, diagnosis, at }: NetworkState,
  remotes: readonly RemoteUser[],
): OwnReport {
  const { cause, level = 'bad' } = diagnosis;
  const weakUp = cause === 'weakUplink' || cause === 'weakBoth';
  const weakDown = cause === 'weakDownlink' || cause === 'weakBoth';
  return {
    uplink: weakUp ? worseOf(level, quality.uplink.steady) : cause === 'notHeard' ? 'down' : quality.uplink.steady,
    downlink: weakDown ? worseOf(level, quality.downlink.steady) : quality.downlink.steady,
    hears: Object.fromEntries(
      remotes.flatMap(({ userId, here, flow }) =>
        here && flow ? [[userId, hearing(flow, at)]] : [],
      ),
    ),
  };
}

function hearing(flow: NonNullable<RemoteUser['flow']>, now: number): 'well' | 'badly' | 'notAtAll' {
  if (flow.stalledSince !== undefined && now - flow.lastPacketAt >= stalledMs) return 'notAtAll';
  return flow.lossRecent >= lossy ? 'badly' : 'well';
}
