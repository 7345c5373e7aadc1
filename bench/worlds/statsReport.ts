import type { Parts } from './parts.ts';
import { availableKbps, isHeldBack } from './reports.ts';
import type { Inbound, Outbound, Session, Side } from './session.ts';

const asUnsigned = 2 ** 32;

/** What `getStats()` of Chromium returns for one end of a session; `unixMs` is its own clock's. */
export function statsReport(
  session: Session,
  side: Side,
  { deeds, options, now }: Parts,
  unixMs: (at: number) => number,
): Map<string, object> {
  const timestamp = unixMs(now());
  const pairId = `${session.id}-pair${side.pair.serial}`;
  const hasPair = side.state !== 'failed' && !deeds.is(side.end, 'pair vanishes', now());
  const lost = (count: number) =>
    options.unsignedLost && count === 0 && Math.floor(now() / 1000) % 2 ? asUnsigned - 1 : count;
  const entries = [
    {
      id: `${session.id}-transport`,
      type: 'transport',
      timestamp,
      ...(hasPair && { selectedCandidatePairId: pairId }),
    },
    ...(hasPair ? [candidatePair(pairId, side, timestamp, unixMs)] : []),
    ...[...side.inbound.values()].map((one) => inboundRtp(session, one, timestamp, lost)),
    ...side.outbound.flatMap((one) => outboundRtp(session, one, timestamp)),
    ...side.outbound.flatMap((one) => remoteInboundRtp(session, one, unixMs, lost)),
  ];
  return new Map(entries.map((entry) => [entry.id, entry]));
}

function candidatePair(
  id: string,
  side: Side,
  timestamp: number,
  unixMs: (at: number) => number,
): { id: string } {
  const entry = {
    id,
    type: 'candidate-pair',
    timestamp,
    state: 'succeeded',
    nominated: true,
    bytesReceived: side.pair.bytesIn,
    bytesSent: side.pair.bytesOut,
    lastPacketReceivedTimestamp: unixMs(side.pair.lastInAt),
    requestsSent: side.checks,
    responsesReceived: side.answers,
    currentRoundTripTime: side.rttS,
    totalRoundTripTime: side.totalRttS,
    availableOutgoingBitrate: availableKbps(side) * 1000,
  };
  return entry;
}

function inboundRtp(
  session: Session,
  { key, origin, plan, packets, bytes, jitterS, lost }: Inbound,
  timestamp: number,
  shown: (lost: number) => number,
): { id: string } {
  const frames = Math.floor(packets / 3);
  const entry = {
    id: `${session.id}-in-${key}-${origin}`,
    type: 'inbound-rtp',
    timestamp,
    kind: plan.kind,
    trackIdentifier: key,
    packetsReceived: packets,
    packetsLost: shown(lost),
    bytesReceived: bytes,
    jitter: jitterS,
    ...(plan.kind === 'video' && { framesDecoded: frames }),
  };
  return entry;
}

function outboundRtp(session: Session, stream: Outbound, timestamp: number): { id: string }[] {
  const { key, plan, packets, bytes, targetKbps } = stream;
  const isHeld = isHeldBack(stream);
  const entry = {
    id: `${session.id}-out-${key}`,
    type: 'outbound-rtp',
    timestamp,
    kind: plan.kind,
    packetsSent: packets,
    bytesSent: bytes,
    targetBitrate: targetKbps * 1000,
    ...(plan.kind === 'video' && {
      framesPerSecond: isHeld ? 9 : 15,
      qualityLimitationReason: isHeld ? 'bandwidth' : 'none',
    }),
  };
  return [entry];
}

function remoteInboundRtp(
  session: Session,
  { key, plan, report }: Outbound,
  unixMs: (at: number) => number,
  shown: (lost: number) => number,
): { id: string }[] {
  if (!report) return [];
  const entry = {
    id: `${session.id}-remote-${key}`,
    type: 'remote-inbound-rtp',
    timestamp: unixMs(report.at),
    kind: plan.kind,
    localId: `${session.id}-out-${key}`,
    packetsLost: shown(report.lost),
    fractionLost: report.fractionLost,
    jitter: report.jitterS,
    roundTripTime: report.rttS,
    roundTripTimeMeasurements: report.measurements,
    totalRoundTripTime: report.totalRttS,
  };
  return [entry];
}
