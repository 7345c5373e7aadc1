import type { Capabilities, DetectionLag, NetworkSource } from './source.ts';

interface Line {
  what: string;
  /** What one source says about it, in a few words. */
  says(source: NetworkSource): string;
}

const remoteQuality: Record<Capabilities['remoteQuality'], string> = {
  push: 'yes',
  pull: 'yes, polled',
  partial: 'only changes',
  none: 'no',
};
const lost: Record<Capabilities['lost'], string> = {
  native: 'yes',
  synthetic: 'added by Netcue',
  none: 'no',
};
const snapshot: Record<Capabilities['snapshot'], string> = {
  full: 'everything',
  phase: 'connection only',
  none: 'attach before joining',
};

/** What a source can tell, line by line, for tables in the docs. */
export const capabilityLines: readonly Line[] = [
  { what: 'Own quality', says: ({ capabilities }) => ownQuality(capabilities) },
  {
    what: 'Quality of others',
    says: ({ capabilities }) => remoteQuality[capabilities.remoteQuality ?? 'none'],
  },
  {
    what: 'Quality every',
    says: ({ capabilities }) => seconds(capabilities.qualityCadenceMs) ?? 'when it changes',
  },
  flag('Round trip', 'rtt'),
  flag('Packet loss', 'loss'),
  { what: 'Connection lost', says: ({ capabilities }) => lost[capabilities.lost ?? 'none'] },
  flag('Somebody else is reconnecting', 'userConnection'),
  { what: 'Why somebody left', says: ({ capabilities }) => leaveReasons(capabilities) },
  flag('Device network type', 'networkType'),
  flag('Token about to expire', 'token'),
  flag('Blocked playback', 'autoplay'),
  flag('Fallback to less video', 'fallback'),
  {
    what: 'Attached late, it reads',
    says: ({ capabilities }) => snapshot[capabilities.snapshot ?? 'none'],
  },
];

/** How late a source is, line by line, for tables in the docs. */
export const lagLines: readonly Line[] = [
  lag('Says reconnecting after', 'reconnecting'),
  lag('Says lost after', 'lost'),
  { what: 'Gives up after', says: ({ detectionLagMs }) => range(detectionLagMs.givesUp) },
  lag('Declares somebody gone after', 'userDropped'),
];

const notDocumented = 'not documented';

function flag(what: string, name: keyof Capabilities): Line {
  return { what, says: ({ capabilities }) => (capabilities[name] ? 'yes' : 'no') };
}

function lag(what: string, name: Exclude<keyof DetectionLag, 'givesUp'>): Line {
  return { what, says: ({ detectionLagMs }) => seconds(detectionLagMs[name]) ?? notDocumented };
}

function ownQuality({ localUplink, localDownlink, overallOnly }: Partial<Capabilities>): string {
  if (overallOnly) return 'one value for both directions';
  if (localUplink && localDownlink) return 'up and down';
  return localUplink ? 'up' : localDownlink ? 'down' : 'no';
}

function leaveReasons({ leaveReason, leaveReasonKick }: Partial<Capabilities>): string {
  if (!leaveReason) return 'no';
  return leaveReasonKick ? 'yes, kicks too' : 'yes, but not kicks';
}

function seconds(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : ms < 120_000 ? `${ms / 1000} s` : `${ms / 60_000} min`;
}

function range(bounds: readonly [number, number] | undefined): string {
  if (!bounds) return notDocumented;
  const [soonest, latest] = bounds;
  return soonest === latest
    ? `${seconds(soonest)}`
    : `${Math.round(soonest / 1000)} to ${Math.round(latest / 1000)} s`;
}
