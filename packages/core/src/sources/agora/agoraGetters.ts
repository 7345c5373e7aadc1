import type { QualitySampled, SourceEvent } from '../../events/networkEvent.ts';
import { largest } from '../knownValues.ts';
import { translateSafely } from '../listen.ts';
import { type Facts, type Look, lookUp, userOf } from '../lookUp.ts';
import { pollWhileConnected } from '../pollWhileConnected.ts';
import { amount, measured } from '../sdkValues.ts';
import type { SourceContext } from '../source.ts';
import { qualities } from './agoraTables.ts';

/** 0..6, see the SDK's `NetworkQuality`. */
export interface AgoraQuality {
  uplinkNetworkQuality: number;
  downlinkNetworkQuality: number;
}

/** Bitrates in bit/s, RTT in ms, available bandwidth in kbit/s. */
export interface AgoraStats {
  RTT: number;
  SendBitrate: number;
  RecvBitrate: number;
  OutgoingAvailableBandwidth: number;
}

/** Loss of one stream over the last 400 ms, 0..1. */
export interface AgoraLoss {
  currentPacketLossRate: number;
}

/** What an `IAgoraRTCClient` has getters for and no event. */
export interface AgoraGetters {
  readonly remoteUsers: readonly { readonly uid: string | number }[];
  getRTCStats?(): AgoraStats;
  getRemoteNetworkQuality?(): Record<string, AgoraQuality>;
  /** What is published; a muted track sends nothing. */
  readonly localTracks?: readonly { trackMediaType: string; muted: boolean }[];
  getLocalAudioStats?(): AgoraLoss;
  getLocalVideoStats?(): AgoraLoss;
  getRemoteAudioStats?(): Record<string, AgoraLoss>;
  getRemoteVideoStats?(): Record<string, AgoraLoss>;
}

const pollMs = 2000;

export function sampleFact(
  look: Look,
  quality: AgoraQuality,
  userId?: string,
): QualitySampled | undefined {
  const uplink = look(qualities, quality.uplinkNetworkQuality);
  const downlink = look(qualities, quality.downlinkNetworkQuality);
  return uplink || downlink
    ? { type: 'qualitySampled', userId, uplink, downlink, basis: 'sdk' }
    : undefined;
}

/** Reads them while the call is connected. Emit through `context`. */
export function pollGetters(
  client: AgoraGetters,
  outer: SourceContext,
): ReturnType<typeof pollWhileConnected> {
  let said: string | undefined;
  const getters = Object.entries(
    lookUp({
      getRTCStats: () => {
        const sent = [client.getLocalAudioStats?.(), client.getLocalVideoStats?.()];
        return statsFact(client.getRTCStats?.(), largest(sent.map(lossIn)));
      },
      getRemoteStats: () => remoteLossFacts(client),
      localTracks: () => {
        const sending = sendingOf(client);
        const isNews = sending && said !== JSON.stringify(sending);
        said = JSON.stringify(sending);
        return isNews ? { type: 'localMediaChanged', ...sending } : undefined;
      },
      // Only users who are here: the SDK may still hold the last quality of somebody who left.
      getRemoteNetworkQuality: (look) => {
        const known = client.getRemoteNetworkQuality?.() ?? {};
        return client.remoteUsers.flatMap(({ uid }) => {
          const quality = known[uid];
          return (quality ? sampleFact(look, quality, userOf(uid)) : undefined) ?? [];
        });
      },
    }),
  );
  return pollWhileConnected(outer, pollMs, () => {
    for (const [name, look] of getters) translateSafely(name, look, [], outer);
  });
}

/** Which track is a screen, the SDK does not say. */
function sendingOf({ localTracks }: AgoraGetters): { audio: boolean; video: boolean } | undefined {
  if (!localTracks) return undefined;
  const sends = (media: string) =>
    localTracks.some(({ trackMediaType, muted }) => trackMediaType === media && !muted);
  return { audio: sends('audio'), video: sends('video') };
}

/** Of who is here: the SDK may still hold the numbers of somebody who left. */
function remoteLossFacts(client: AgoraGetters): SourceEvent[] {
  const streams = [client.getRemoteAudioStats?.(), client.getRemoteVideoStats?.()];
  return client.remoteUsers.flatMap(({ uid }): SourceEvent[] => {
    const lossDown = largest(streams.map((stats) => lossIn(stats?.[uid])));
    return lossDown === undefined ? [] : [{ type: 'statsSampled', userId: userOf(uid), lossDown }];
  });
}

function lossIn(stats: AgoraLoss | undefined): number | undefined {
  const loss = amount(stats?.currentPacketLossRate);
  return loss && Math.min(1, loss);
}

function statsFact(stats: AgoraStats | undefined, lossUp: number | undefined): Facts {
  if (!stats) return undefined;
  return {
    type: 'statsSampled',
    rttMs: measured(stats.RTT),
    ...(lossUp !== undefined && { lossUp }),
    kbpsUp: kbps(stats.SendBitrate),
    kbpsDown: kbps(stats.RecvBitrate),
    availableKbpsUp: measured(stats.OutgoingAvailableBandwidth),
  };
}

function kbps(bitsPerSecond: unknown): number | undefined {
  const rate = amount(bitsPerSecond);
  return rate && rate / 1000;
}
