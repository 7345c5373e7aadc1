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
  // A coarse stand-in for the loss-based half of the browser's estimation.
  adapt(stream, fractionLost > 0.1 ? 1 - fractionLost / 2 : 1.08);
}

/** Answers that the bandwidth estimation of the sender lives on, while media comes in. */
export function sendFeedback(
  session: Session,
  { deeds, network, post, now, options }: Parts,
): void {
  for (const side of session.sides) {
    if (now() < side.nextFeedbackAt || side.state === 'failed') continue;
    const newest = [...side.inbound.values()].filter(({ lastAt }) => now() - lastAt < stillComesMs);
    if (!newest.length || !deeds.isRunning(side.end, now())) continue;
    side.nextFeedbackAt = now() + options.feedbackMs;
    const arrives = network.pass(side.end, side.other, 'udp', feedbackBytes);
    const other = oppositeOf(session, side);
    const transitMs = Math.max(...newest.map((stream) => stream.transitMs));
    if (arrives === undefined) continue;
    post.deliver(arrives, () => {
      countIn(other, feedbackBytes, now());
      for (const stream of other.outbound) giveWay(stream, transitMs);
    });
  }
}

const stillComesMs = 300;
const feedbackBytes = 60;
const queuedMs = 80;
const leastKbps = 40;
const fullKbps = ({ plan }: Outbound): number => (plan.packetsPerS * plan.packetBytes * 8) / 1000;

/** A queue that grows: less, before anything is lost. What stays is no queue. */
function giveWay(stream: Outbound, transitMs: number): void {
  const { usualTransitMs } = stream;
  const isQueued = transitMs > usualTransitMs + queuedMs;
  stream.usualTransitMs = Math.min(transitMs, usualTransitMs + (transitMs - usualTransitMs) * 0.02);
  if (isQueued) adapt(stream, 0.93);
}

function adapt(stream: Outbound, factor: number): void {
  if (stream.plan.media !== 'video') return;
  const wanted = Math.min(fullKbps(stream), stream.targetKbps * factor);
  stream.targetKbps = Math.max(leastKbps, wanted);
}

/** What the browser believes it could send. */
export function availableKbps(side: Side): number {
  const video = side.outbound.filter(({ plan }) => plan.media === 'video');
  const isHeld = video.some((stream) => stream.targetKbps < fullKbps(stream) * 0.95);
  return isHeld ? video.reduce((sum, { targetKbps }) => sum + targetKbps + 60, 0) : 2000;
}
export const isHeldBack = (stream: Outbound): boolean => stream.targetKbps < fullKbps(stream) * 0.9;
