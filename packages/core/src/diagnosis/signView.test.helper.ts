import { initialCall } from '../state/initialCall.ts';
import type { CallFacts } from '../state/networkState.ts';
import { type MediaSigns, readMediaSigns } from './mediaSigns.ts';
import type { Observation, SignView } from './observation.ts';
import { nobody, type RemotesView } from './remotesView.ts';
import { measureWeakness } from './weakness/measureWeakness.ts';

/** What a test says of a moment; everything else is as in a call in which nothing has been said. */
export interface Moment {
  call?: Partial<CallFacts>;
  media?: Partial<MediaSigns>;
  remotes?: Partial<RemotesView>;
  outage?: SignView['outage'];
}

/** When the moments of tests are. */
export const now = 100_000;
export const ago = (ms: number): number => now - ms;

export function viewOf({ call, media, remotes, outage }: Moment = {}): SignView {
  const facts = { ...initialCall, ...call };
  return {
    call: facts,
    media: { ...readMediaSigns(facts, now), ...media },
    remotes: { ...nobody, count: 1, ...remotes },
    outage,
    now,
    measureWeakness,
  };
}

/** Media that is measured and flows. */
export const flowing: Partial<MediaSigns> = {
  watched: true,
  hadRtp: true,
  sampledAt: now,
  lastRtpAt: now,
  lastPacketAt: now,
};

/** Media that is measured and has been silent for so long, packets of any kind as well. */
export const silentFor = (ms: number): Partial<MediaSigns> => ({
  ...flowing,
  lastRtpAt: now - ms,
  lastPacketAt: now - ms,
  rtpSilentMs: ms,
  packetSilentMs: ms,
});

/** An outage that people were told of; it lasts unless said otherwise. */
export const outage = {
  began: ago(30_000),
  namedAt: ago(29_000),
  deadAt: ago(30_000),
  way: 'both',
  told: true,
} as const;

/** The device has been online again for three seconds. */
export const backOnline = {
  device: { ...initialCall.device, online: true, offlineAt: ago(9000), changedAt: ago(2999) },
};

type Told = Pick<Observation, 'leaf' | 'state'> & Partial<Observation>;

/** Something seen; both ways and by the SDK unless said otherwise. */
function seen({ leaf, state, at = now - 2000, ...more }: Told): Observation {
  return {
    sign: 'SDK says connected',
    way: 'both',
    witness: 'sdk',
    leaf,
    state,
    at,
    since: at,
    ...more,
  };
}
export const alive = (leaf: Observation['leaf'], at: number, more: Partial<Observation> = {}) =>
  seen({ leaf, state: 'alive', at, ...more });
export const dead = (leaf: Observation['leaf'], at: number, more: Partial<Observation> = {}) =>
  seen({ leaf, state: 'dead', at, ...more });
