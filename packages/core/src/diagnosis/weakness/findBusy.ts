import type { Finding } from '../finding.ts';
import { recentSamples } from '../mediaSigns.ts';
import type { SignView } from '../observation.ts';

const busyMs = 6000;

/** The encoder runs out of processor while the network is fine. */
export function findBusy({ call, now }: SignView): Finding | undefined {
  const recent = recentSamples(call, now, busyMs).filter(({ uplink }) => uplink.video);
  const limited = recent.filter(({ uplink }) => uplink.limitedBy === 'cpu');
  if (recent.length < 8 || limited.length < recent.length) return undefined;
  return {
    cause: 'deviceBusy',
    began: recent[0]?.at ?? now,
    confidence: 0.8,
    evidence: [{ sign: 'encoder limited by processor', at: now }],
  };
}
