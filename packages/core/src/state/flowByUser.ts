import type { MediaSampled } from '../events/networkEvent.ts';

interface UserFlow {
  packets: number;
  lost: number;
  /** Loss of audio, 0..1: lost video is sent again and does not count as lost. */
  loss: number;
}

/** What one look at a connection saw of each user. */
export function flowByUser({ streams }: MediaSampled): Map<string, UserFlow> {
  const flows = new Map<string, UserFlow>();
  for (const { userId, packets, lost, media } of streams) {
    if (userId === undefined) continue;
    const sum = flows.get(userId) ?? { packets: 0, lost: 0, loss: 0 };
    const loss = media === 'audio' && packets + lost > 0 ? Math.max(0, lost / (packets + lost)) : 0;
    flows.set(userId, {
      packets: sum.packets + packets,
      lost: sum.lost + lost,
      loss: Math.max(sum.loss, loss),
    });
  }
  return flows;
}
