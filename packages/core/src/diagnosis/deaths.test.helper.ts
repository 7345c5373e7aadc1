import type { ProbeState } from '../state/networkState.ts';
import { initialCall } from '../state/initialCall.ts';
import { name } from './causes.ts';
import type { Observation } from './observation.ts';
import type { Place } from './places.ts';
import { dead, flowing, type Moment, now, silentFor, viewOf } from './signView.test.helper.ts';

/** What died, at that time. */
export type Died = (at: number) => readonly Observation[];

/** What is said of these deaths at these places, after they have lasted so long. */
export function said(places: readonly Place[], died: Died, ms: number, moment: Moment) {
  return name({ places, dead: died(now - ms) }, viewOf(moment));
}

const media = { witness: 'media', way: 'in' } as const;
const probes = { witness: 'probes' } as const;
export const channels = { witness: 'channels' } as const;
export const reports = { witness: 'reports', way: 'out' } as const;
export const mediaIn: Died = (at) => [dead('mediaIn', at, media)];
export const faintIn: Died = (at) => [dead('mediaIn', at, { ...media, faint: true })];
export const hosts: Died = (at) => [dead('serverHost', at, probes), dead('otherHost', at, probes)];
export const server: Died = (at) => [dead('serverHost', at, probes)];
export const channel: Died = (at) => [dead('appChannel', at, channels)];
export const closedChannel: Died = (at) => [dead('appChannel', at, { ...channels, sure: true })];
export const session: Died = (at) => [dead('session', at)];
export const together =
  (...all: readonly Died[]): Died =>
  (at) =>
    all.flatMap((one) => one(at));

export const silent: Moment = { media: silentFor(3000) };
export const flows: Moment = { media: flowing };
export const flowsMesh: Moment = { media: { ...flowing, mesh: true } };
const refused: ProbeState = {
  ...initialCall.server,
  outcome: 'refused',
  tookMs: 5,
  calibrated: true,
};
export const refusing = (moment: Moment, change: Partial<ProbeState> = {}): Moment => ({
  ...moment,
  call: { server: refused, other: { ...refused, ...change } },
});
