import type { Parts } from './parts.ts';
import { countIn, oppositeOf, type Session, type Side } from './session.ts';

// Chromium: a check every 2.5 s on a path that answers, twice a second on one that does not.
const calmCheckMs = 2500;
const urgentCheckMs = 500;
const answerDueMs = 1500;
const disconnectedMs = 6000;
const failedMs = 16_000;
const checkBytes = 100;

/** Connectivity checks of one session, and what follows from their answers. */
export function checkConnectivity(session: Session, parts: Parts): void {
  for (const side of session.sides) {
    if (!parts.deeds.isRunning(side.end, parts.now())) continue;
    sendIdle(session, side, parts);
    if (parts.now() >= side.nextCheckAt) sendCheck(session, side, parts);
  }
}

/** Without answers a connection is first given up for the moment, then for good. */
export function noticeSilence({ sides }: Session, { deeds, now }: Parts): void {
  for (const side of sides) {
    if (!deeds.isRunning(side.end, now())) continue;
    const silentMs = now() - side.answeredAt;
    if (silentMs > failedMs) side.state = 'failed';
    else if (silentMs > disconnectedMs) side.state = 'disconnected';
  }
}

function sendCheck(session: Session, side: Side, { network, post, now, deeds }: Parts): void {
  const sentAt = now();
  side.checks += 1;
  const isOverdue = sentAt - side.answeredAt > calmCheckMs + answerDueMs;
  side.nextCheckAt = sentAt + (isOverdue ? urgentCheckMs : calmCheckMs);
  const arrives = network.pass(side.end, side.other, 'udp', checkBytes);
  if (arrives === undefined) return;
  post.deliver(arrives, () => {
    if (session.closed || !deeds.isRunning(side.other, now())) return;
    const back = network.pass(side.other, side.end, 'udp', checkBytes);
    if (back !== undefined) post.deliver(back, () => hear(session, side, sentAt, now(), deeds));
  });
}

function hear(
  session: Session,
  side: Side,
  sentAt: number,
  now: number,
  deeds: Parts['deeds'],
): void {
  if (session.closed || !deeds.isRunning(side.end, now)) return;
  if (side.state === 'failed') startAnew(side);
  side.state = 'connected';
  side.answeredAt = now;
  side.nextCheckAt = Math.min(side.nextCheckAt, now + calmCheckMs);
  side.answers += 1;
  side.rttS = (now - sentAt) / 1000;
  side.totalRttS += side.rttS;
}

/** The pair that failed is gone for good; its successor counts from zero. */
function startAnew(side: Side): void {
  side.pair = { serial: side.pair.serial + 1, bytesIn: 0, bytesOut: 0, lastInAt: side.answeredAt };
  side.answers = 0;
  side.checks = 0;
}

function sendIdle(session: Session, side: Side, { network, post, now, options }: Parts): void {
  if (now() < side.nextIdleAt || side.state === 'failed') return;
  side.nextIdleAt = now() + options.idleMs;
  const arrives = network.pass(side.end, side.other, 'udp', checkBytes);
  const other = oppositeOf(session, side);
  if (arrives !== undefined) post.deliver(arrives, () => countIn(other, checkBytes, now()));
}
