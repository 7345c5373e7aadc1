import type { Media } from '../events/networkEvent.ts';
import type { UserFacts } from '../state/networkState.ts';
import {
  interrupted,
  type OwnSide,
  type RemoteRule,
  reportsEveryMs,
  stallMs,
} from './diagnoseRemote.ts';
import type { Evidence } from './diagnosis.ts';

// A server that has nothing to forward still sends reports and answers checks.
const pathPausesMs = { shorter: 800, longer: 3000 };
const saidSinceMs = 1500;
const heartbeatMs = 1200;
// A channel that is mute is called late 1.5 s after the next question.
const noticedLateMs = 2400;

/** Their media stopped while our own path is proved alive. */
export const findStalled: RemoteRule = (user, own, now, { cause }) => {
  const { flow, published, quiet, report } = user;
  const { signs } = own;
  if (!flow || quiet || flow.silentMs < stallMs) return undefined;
  if (!published.some((media) => media !== 'data' && !isPaused(user, media))) return undefined;
  if (isHereAndSilent(user, flow, now)) return undefined;
  const evidence: Evidence[] = [{ sign: 'their media stopped', at: flow.lastPacketAt }];
  const packets =
    signs.lastPacketAt > flow.lastPacketAt + 700 &&
    signs.packetSilentMs < pathPausesMs[cause === 'interrupted' ? 'longer' : 'shorter'];
  if (packets) {
    evidence.push({ sign: 'other packets still arrive', at: signs.lastPacketAt });
    return interrupted(flow.lastPacketAt, 0.9, evidence, own, 'media');
  }
  // Without a server in between only the silence of their own reports says it is them.
  const silent = report !== undefined && now - report.at > reportsEveryMs;
  if (!silent || !couldReport(report.at, flow.lastPacketAt, own, now)) return undefined;
  evidence.push({ sign: 'their reports stopped', at: report.at });
  return interrupted(flow.lastPacketAt, 0.8, evidence, own, 'media');
};

/**
 * The way their reports come was alive while they were missing: by the channel's own word where there is one. After a
 * handover the old socket is as mute as the old media, and the new network answers every probe.
 */
function couldReport(
  reportedAt: number,
  lastPacketAt: number,
  { channelAliveAt, serverAnsweredAt }: OwnSide,
  now: number,
): boolean {
  if (typeof channelAliveAt === 'number') return channelAliveAt > reportedAt + heartbeatMs;
  const wouldBeLate = channelAliveAt !== 'unproved' || now - lastPacketAt >= noticedLateMs;
  return wouldBeLate && serverAnsweredAt >= lastPacketAt;
}

/** They say, of a time after their media stopped, that they get through: then they are silent by choice. */
function isHereAndSilent(
  { report }: UserFacts,
  { lastPacketAt }: NonNullable<UserFacts['flow']>,
  now: number,
): boolean {
  if (!report || report.uplink === undefined || report.uplink === 'down') return false;
  // Reports that are back before their media are the end of an outage of theirs.
  if ((report.backAt ?? 0) > lastPacketAt) return false;
  return report.at > lastPacketAt + saidSinceMs && now - report.at < reportsEveryMs;
}

/** The server holds this stream back: its silence means nothing. */
function isPaused({ streamHealth }: UserFacts, media: Media): boolean {
  return streamHealth?.health === 'paused' && streamHealth.media === media;
}
