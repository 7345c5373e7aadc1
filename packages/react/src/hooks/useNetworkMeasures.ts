import { useFacts } from './useFacts.ts';
import type { FactViews } from './useFacts.ts';
import { measureCall, measureStats } from './measureNetwork.ts';
import type { NetworkMeasures } from './measureNetwork.ts';

/** Round trip, loss, jitter and bitrate of this device, or of a remote user, where anybody measured them. */
export function useNetworkMeasures(userId?: string): NetworkMeasures {
  return useFacts(userId, views);
}

const views: FactViews<NetworkMeasures> = {
  ofCall: measureCall,
  ofUser: (user) => measureStats(user?.stats),
};
