import type { NetworkType, SourceEvent } from '../../events/networkEvent.ts';
import { type Translate, translateSafely } from '../listen.ts';
import { largest, total } from '../knownValues.ts';
import { pollWhileConnected } from '../pollWhileConnected.ts';
import { amount, lossOf, measured, rowOf } from '../sdkValues.ts';
import type { SourceContext } from '../source.ts';
import { networkTypes } from './nertcTables.ts';

/** The getters of a web `Client`; bitrates in kbit/s, loss in percent. */
export interface NertcStats {
  getTransportStats?(): Promise<unknown>;
  getSessionStats?(): Promise<unknown>;
  getRemoteAudioStats?(): Promise<unknown>;
  getRemoteVideoStats?(): Promise<unknown>;
  /** Both a list that is empty while nothing of the kind is published. */
  getLocalAudioStats?(): Promise<unknown>;
  getLocalVideoStats?(mediaType: 'video' | 'screen'): Promise<unknown>;
}

type Sent = 'audio' | 'video' | 'screen';

const everyMs = 2000;

/**
 * Reads the getters that have no event, while the call is connected. Emit through `context`. `sent` hears what is sent,
 * and that it is measured.
 */
export function pollStats(
  client: NertcStats,
  outer: SourceContext,
  sent: (media?: Sent) => void,
): { context: SourceContext; stop: () => void } {
  let knownType: NetworkType | undefined;

  const report = (name: string, translate: Translate) => (one: unknown, other: unknown) => {
    if (polling.isPolling()) translateSafely(name, translate, [one, other], outer);
  };
  const own: Translate = (transport: unknown, session: unknown) => {
    const type = rowOf(networkTypes, fieldOf(transport, 'NetworkType'));
    const isNew = type !== undefined && type !== knownType;
    knownType = type ?? knownType;
    const changed: SourceEvent[] = isNew
      ? [{ type: 'deviceNetworkChanged', networkType: type }]
      : [];
    const facts = statsFacts(transport, session);
    if (facts.length > 0) sent();
    return [...facts, ...changed];
  };
  const noteSent = (media: Sent) => (stats: unknown) => {
    if (sendsAnything(stats)) sent(media);
    return [];
  };
  const polling = pollWhileConnected(outer, everyMs, () => {
    const { getTransportStats, getSessionStats, getRemoteAudioStats, getRemoteVideoStats } = client;
    read(client, [getTransportStats, getSessionStats], report('getTransportStats', own));
    read(client, [getRemoteAudioStats, getRemoteVideoStats], report('getRemoteStats', remoteFacts));
    for (const [media, get] of Object.entries(localGetters))
      read(client, [get], report('getLocalStats', noteSent(media as Sent)));
  });
  return polling;
}

const localGetters: Readonly<Record<Sent, (this: NertcStats) => Promise<unknown>>> = {
  async audio() {
    return this.getLocalAudioStats?.();
  },
  async video() {
    return this.getLocalVideoStats?.('video');
  },
  async screen() {
    return this.getLocalVideoStats?.('screen');
  },
};

type Getter = ((this: NertcStats) => Promise<unknown>) | undefined;

/** What cannot be read is not reported: the SDK answers in Chromium-based browsers only. */
function read(
  client: NertcStats,
  getters: readonly Getter[],
  use: (one: unknown, other: unknown) => void,
): void {
  Promise.all(getters.map(async (get) => get?.call(client))).then(
    ([one, other]) => use(one, other),
    () => {},
  );
}

function statsFacts(transport: unknown, session: unknown): SourceEvent[] {
  const stats = {
    rttMs: measured(fieldOf(transport, 'txRtt')),
    kbpsUp: measured(fieldOf(session, 'SendBitrate')),
    kbpsDown: measured(fieldOf(session, 'RecvBitrate')),
    availableKbpsUp: measured(fieldOf(transport, 'OutgoingAvailableBandwidth')),
  };
  const isMeasured = Object.values(stats).some((value) => value !== undefined);
  return isMeasured ? [{ type: 'statsSampled', ...stats }] : [];
}

function sendsAnything(stats: unknown): boolean {
  return Array.isArray(stats) && stats.some((one) => measured(fieldOf(one, 'SendBitrate')));
}

/** Both by uid. */
function remoteFacts(audio: unknown, video: unknown): SourceEvent[] {
  const users = new Set([audio, video].flatMap((stats) => Object.keys(recordOf(stats))));
  return [...users].filter(Boolean).map((userId) => {
    const streams = [fieldOf(audio, userId), fieldOf(video, userId)];
    return {
      type: 'statsSampled',
      userId,
      lossDown: largest(streams.map((stream) => lossOf(fieldOf(stream, 'PacketLossRate')))),
      kbpsDown: total(streams.map((stream) => amount(fieldOf(stream, 'RecvBitrate')))),
    };
  });
}

function fieldOf(stats: unknown, name: string): unknown {
  return recordOf(stats)[name];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Record<string, unknown>) : {};
}
