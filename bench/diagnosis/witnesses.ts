import type { RecordedEvent } from './recording.ts';

/** Where the kit's facts come from. Any of them may be missing in an app: then less can be said, and nothing false. */
export const witnesses = ['browser', 'probes', 'channels', 'server', 'reports', 'media'] as const;

/**
 * browser: online and offline. probes: `reachability`. channels: whether the sockets answer. server: what the server
 * says about our media and about others being silent; who joined and left stays, without it there is no call.
 * reports: what peers say. media: statistics and states of the peer connections.
 */
export type Witness = (typeof witnesses)[number];

export type Without = ReadonlySet<Witness>;
export const nothingMissing: Without = new Set();

export function parseWithout(text: string): Without {
  const names = text.split(',').filter(Boolean);
  const unknown = names.find((name) => !witnesses.includes(name as Witness));
  if (unknown !== undefined)
    throw new Error(`There is no witness "${unknown}". Take of: ${witnesses.join(', ')}.`);
  return new Set(names as Witness[]);
}

const toldByChannels = [
  'ws',
  'wsopen',
  'wsclose',
  'sigpinglate',
  'sigpingok',
  'jpinglate',
  'jpingok',
];

const tells: Readonly<Partial<Record<Witness, (event: RecordedEvent) => boolean>>> = {
  channels: ({ k }) => toldByChannels.includes(k),
  server: ({ k, v }) => k === 'j_media' || (k === 'presence' && (v === 'silent' || v === 'back')),
};

/** What is left of a screen's events for the app to pass on. */
export function eventsLeft(events: readonly RecordedEvent[], without: Without): RecordedEvent[] {
  return events.filter((event) => ![...without].some((witness) => tells[witness]?.(event)));
}
