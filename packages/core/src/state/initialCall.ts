import type { CallFacts, ProbeState, QualityState } from './networkState.ts';
import { unknownQuality } from './smoothQuality.ts';

const unprobed: ProbeState = {
  outcome: 'unknown',
  sentAt: 0,
  at: 0,
  tookMs: 0,
  since: 0,
};

export const initialQuality: QualityState = {
  uplink: unknownQuality,
  downlink: unknownQuality,
  overall: unknownQuality,
};

/** Before anybody said anything. */
export const initialCall: CallFacts = {
  at: 0,
  connection: {
    phase: 'idle',
    since: 0,
    cause: 'none',
    willRetry: false,
    recovered: false,
    everConnected: false,
  },
  device: { online: null, networkType: 'unknown', changedAt: 0, visible: true },
  server: unprobed,
  other: unprobed,
  signaling: {},
  media: {},
  mediaSeen: false,
  quality: initialQuality,
  sending: { audio: false, video: false, screen: false, effects: false },
  heard: { state: 'unknown', since: 0, at: 0 },
  fallback: false,
  autoplayBlocked: false,
  warnings: 0,
};
