import type { SignView } from './observation.ts';

// Without a route a device refuses in 1 to 319 ms; a router that rejects does so as fast.
const refusedMs = 400;

/** Both hosts refused, at once: nothing left this device or the router in front of it. */
export function isRefusedEverywhere({ call: { server, other } }: SignView): boolean {
  return [server, other].every(
    ({ outcome, tookMs, calibrated }) => outcome === 'refused' && calibrated && tookMs < refusedMs,
  );
}
