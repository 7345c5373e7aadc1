import type { Parts } from './parts.ts';
import {
  countIn,
  type HeardReport,
  type Inbound,
  oppositeOf,
  type Outbound,
  type Session,
  type Side,
} from './session.ts';

// A WebRTC receiver that hears nothing repeats what it said for so long, then says nothing of that stream.
const forgetAfterMs = 8000;
const reportBytes = 80;
const spread = 0.3;

/** RTCP reports of both ends of a session about what they receive. */
export function sendReports(session: Session, parts: Parts): void {
  const { deeds, now } = parts;
  for (const side of session.sides) {
    if (side.state === 'failed' || !deeds.isRunning(side.end, now())) continue;
    for (const stream of side.inbound.values()) {
      if (now() >= stream.nextReportAt) report(session, side, stream, parts);
    }
  }
}

function report(session: Session, side: Side, stream: Inbound, parts: Parts): void {
  const { network, post, now, options, random, deeds } = parts;
  const sentAt = now();
  const every = options.reportMs[stream.plan.kind];
  stream.nextReportAt = sentAt + every * (1 - spread / 2 + random() * spread);
  if (sentAt - stream.lastAt > forgetAfterMs) return;
  const packets = stream.packets - stream.told.packets;
  const lost = stream.lost - stream.told.lost;
  stream.told = { packets: stream.packets, lost: stream.lost };
  const heard = {
    lost: stream.lost,
    fractionLost: packets + lost > 0 ? Math.max(0, lost) / (packets + lost) : 0,
    jitterS: stream.jitterS,
    transitMs: stream.transitMs,
  };
  const arrives = network.pass(side.end, side.other, 'udp', reportBytes);
  if (arrives === undefined) return;
  const other = oppositeOf(session, side);
  post.deliver(arrives, () => {
    if (session.closed || !deeds.isRunning(other.end, now())) return;
    countIn(other, reportBytes, now());
    const sent = other.outbound.find(({ key }) => key === stream.key);
    if (sent) hear(sent, heard, arrives - sentAt + heard.transitMs, now());
  });
}

function hear(
  stream: Outbound,
  { lost, fractionLost, jitterS }: Pick<HeardReport, 'lost' | 'fractionLost' | 'jitterS'>,
  rttMs: number,
  at: number,
): void {
  const { measurements = 0, totalRttS = 0 } = stream.report ?? {};
  stream.report = {
    at,
    lost,
    fractionLost,
    jitterS,
    rttS: rttMs / 1000,
    measurements: measurements + 1,
    totalRttS: totalRttS + rttMs / 1000,
  };
  if (stream.plan.media === 'video') stream.targetKbps = adapted(stream, fractionLost, rttMs);
}

const fullKbps = ({ plan }: Outbound): number => (plan.packetsPerS * plan.packetBytes * 8) / 1000;
const queuedMs = 150;
const leastKbps = 40;

/** A coarse stand-in for the browser's bandwidth estimation: gives way to loss and to a growing queue. */
function adapted(stream: Outbound, fractionLost: number, rttMs: number): number {
  const isQueued = rttMs > stream.usualRttMs + queuedMs;
  stream.usualRttMs = Math.min(rttMs, stream.usualRttMs + (rttMs - stream.usualRttMs) * 0.1);
  const held = fractionLost > 0.1 ? 1 - fractionLost / 2 : 1.08;
  const factor = isQueued ? Math.min(held, 0.8) : held;
  return Math.max(leastKbps, Math.min(fullKbps(stream), stream.targetKbps * factor));
}

/** What the browser believes it could send. */
export function availableKbps(side: Side): number {
  const video = side.outbound.filter(({ plan }) => plan.media === 'video');
  const isHeld = video.some((stream) => stream.targetKbps < fullKbps(stream) * 0.95);
  return isHeld ? video.reduce((sum, { targetKbps }) => sum + targetKbps + 60, 0) : 2000;
}
export const isHeldBack = (stream: Outbound): boolean => stream.targetKbps < fullKbps(stream) * 0.9;
