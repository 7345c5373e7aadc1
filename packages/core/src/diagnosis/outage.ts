import { sayable } from './causes.ts';
import type { CallDiagnosis, CallDiagnosisCause, OutageMemory } from './diagnosis.ts';
import { type Finding, nothing } from './finding.ts';
import { healedAfter } from './leftovers.ts';
import type { Observation, SignView, Way } from './observation.ts';
import { isBroken } from './signs/sdkSigns.ts';

const outages: readonly CallDiagnosisCause[] = [
  'deviceOffline',
  'noInternet',
  'serverUnreachable',
  'mediaBlocked',
  'unknownOutage',
  'resumed',
];
// Broken again within this time it is the same outage.
const sameOutageMs = 6000;
// For so long after a nearer part came back nothing new is named.
const healingMs = 3000;
const goOnSendingMs = 2000;
// By then a channel that broke with the media is late; what follows is a consequence.
const sharpensMs = 4000;
const recentMs = 500;
// What the next fact of the same moment takes back leaves nothing behind.
const passingMs = 250;
const nobodySendsMs = 5000;
const joinedMs = 3000;

/** True for causes that mean: this device is out of the call for now. */
export function isOutage(cause: CallDiagnosisCause): boolean {
  return outages.includes(cause);
}

/** True for causes that leave something behind: loss counted over the gap, low estimates, mute sockets. */
function leavesTraces(cause: CallDiagnosisCause): boolean {
  return isOutage(cause) || cause === 'notHeard';
}

/** What is said now, given what is found now and what was said before. A cause stays until something disproves it. */
export function continueOutage(
  found: Finding | undefined,
  view: SignView,
  all: readonly Observation[],
  previous: CallDiagnosis,
): Finding | undefined {
  const { outage } = view;
  if (!outage || outage.endedAt !== undefined || !leavesTraces(previous.cause))
    return found && isTheirs(found) ? undefined : found;
  if (found && isTheirs(found)) return found;
  const isDeviceDead = found?.cause === 'deviceOffline';
  if ((!isDeviceDead && isFalseWord(view, all, previous)) || isNobodyLeft(view))
    return found ?? { ...nothing, theirs: true };
  if (!found && !outage.told) return undefined;
  if (!found && isBack(view, all, outage, previous)) return undefined;
  const { cause, confidence, began, evidence } = previous;
  const before: Finding = { cause, confidence, began, evidence: [...evidence] };
  const isNamed = cause !== 'unknownOutage' && cause !== 'resumed';
  const holds = isNamed && !isDisproved(view, all, outage, previous);
  if (!found) return holds || cause === 'unknownOutage' ? before : neutral(before);
  if (found.cause === cause) return found;
  const healing = view.now - healedAfter(view, outage.began) < healingMs;
  if (found.cause === 'deviceOffline') return found;
  if (found.cause === 'noInternet' && !healing) return found;
  // What was said because it is true of all that was left gives way when one is left.
  const isSharper =
    outage.place === undefined &&
    found.located?.place !== undefined &&
    view.now - outage.began < sharpensMs;
  if (holds && !isSharper && mayStay(view, previous)) return before;
  if (found.cause === 'signalingLost')
    // It may be what the outage leaves behind: the next look, after its end, tells.
    return isBack(view, all, outage, previous) ? undefined : neutral(before);
  if (found.cause === 'notHeard') return found;
  if (!healing && found.cause !== 'unknownOutage') return found;
  return outage.told ? neutral({ ...before, evidence: found.evidence }) : found;
}

/** The device still says that it is offline, and something has contradicted it. */
function isFalseWord(
  { call: { device } }: SignView,
  all: readonly Observation[],
  { cause }: CallDiagnosis,
): boolean {
  const lives = all.some(
    ({ state, leaf, at }) => state === 'alive' && leaf !== 'session' && at > device.changedAt,
  );
  return cause === 'deviceOffline' && device.online === false && lives;
}

/** Between people, with everybody gone, there is no media that could be out. */
function isNobodyLeft({ media, remotes }: SignView): boolean {
  return media.mesh && remotes.alone;
}

function isTheirs({ cause, theirs }: Finding): boolean {
  return cause === 'none' && theirs === true;
}

function neutral(finding: Finding): Finding {
  return { ...finding, cause: 'unknownOutage', confidence: Math.max(finding.confidence, 0.6) };
}

/** Who does not hear us goes on sending for a while: where both ways end at once, neither is the cause. */
function mayStay({ now, media }: SignView, { cause, since }: CallDiagnosis): boolean {
  return cause !== 'notHeard' || media.rtpSilentMs < recentMs || now - since >= goOnSendingMs;
}

/** Something has lived since that it would have cut off. */
function isDisproved(
  { media, call: { device } }: SignView,
  all: readonly Observation[],
  { place, deadAt }: OutageMemory,
  { cause }: CallDiagnosis,
): boolean {
  const lives = (...leaves: Observation['leaf'][]) =>
    all.some(({ state, leaf, at }) => state === 'alive' && leaves.includes(leaf) && at > deadAt);
  const isDeviceDead = all.some(({ state, leaf }) => state === 'dead' && leaf === 'device');
  // Something nearer came back, so what lay behind it is unknown.
  if (device.online && device.offlineAt !== undefined && device.changedAt > deadAt) return true;
  if (cause === 'deviceOffline')
    return !isDeviceDead || lives('serverHost', 'otherHost', 'mediaIn');
  if (cause === 'noInternet')
    return (
      lives('serverHost', 'otherHost') || (media.rtpBackAt > deadAt && media.rtpSilentMs < recentMs)
    );
  if (cause === 'serverUnreachable')
    return place === 'process' ? lives('mediaChannel') : lives('serverHost');
  if (cause === 'notHeard') return lives('mediaOut');
  return media.lastRtpAt > deadAt && media.rtpSilentMs < recentMs;
}

/** An outage ends with life on the way that was dead, not with a better-looking sign. */
function isBack(
  view: SignView,
  all: readonly Observation[],
  { deadAt, way, place }: OutageMemory,
  { cause, since }: CallDiagnosis,
): boolean {
  const { media, call, remotes, now } = view;
  const { phase, everConnected, connectedAt = 0 } = call.connection;
  const connected = phase === 'connected' || phase === 'idle';
  const aliveOut = all.some(
    ({ state, leaf, way: alive, at }) =>
      state === 'alive' &&
      alive !== 'in' &&
      (leaf === 'mediaOut' ||
        leaf === 'serverHost' ||
        leaf === 'otherHost' ||
        leaf === 'mediaIn') &&
      at > deadAt,
  );
  if (cause === 'notHeard') return isHeardAgain(all, deadAt);
  // Where media was measured once, being joined again is not yet being heard again.
  // A new connection on which nothing has come yet is no way back while somebody should be heard.
  if (media.watched && !media.hadRtp && call.mediaSeen && remotes.expectsMedia) return false;
  if (!media.watched || !media.hadRtp) {
    if (isBroken({ phase, everConnected })) return false;
    const settled = !call.mediaSeen || now - connectedAt > joinedMs;
    return (
      connected &&
      settled &&
      (place !== 'internet' && place !== 'host' ? true : aliveOut || connectedAt > deadAt)
    );
  }
  const rtp = media.rtpSilentMs < recentMs && media.lastRtpAt > deadAt;
  if (rtp) return way !== 'out' || media.rtpBackAt > deadAt || aliveOut;
  const packets = media.packetSilentMs < recentMs && media.lastPacketAt > deadAt;
  // Nobody may be sending any more: then packets of any kind have to do, a little later.
  const backSince = Math.max(connectedAt, since, healedAfter(view, deadAt));
  const nobodySends = connected && now - backSince > nobodySendsMs;
  return packets && (!remotes.expectsMedia || nobodySends);
}

/** Somebody hears us, or nobody says any more that nobody does. */
function isHeardAgain(all: readonly Observation[], deadAt: number): boolean {
  const out = all.filter(({ leaf }) => leaf === 'mediaOut');
  return (
    out.some(({ state, at }) => state === 'alive' && at > deadAt) ||
    out.every(({ state }) => state === 'alive')
  );
}

/** The memory after this finding: begun, gone on, back, broken again, or over. */
export function rememberOutage(
  finding: Finding,
  view: SignView,
  before: OutageMemory | undefined,
): OutageMemory | undefined {
  const { now } = view;
  const { cause, confidence, located } = finding;
  const lasts = before !== undefined && before.endedAt === undefined;
  if (!leavesTraces(cause)) {
    if (!lasts) return before;
    // A guess that came to nothing leaves nothing; what it was leaves at most a gap.
    return finding.theirs || now - before.namedAt < passingMs
      ? undefined
      : { ...before, endedAt: now };
  }
  const told = confidence >= sayable;
  if (lasts) {
    const isSame = before.place === located?.place;
    return { ...before, ...(!isSame && located), told: before.told || told };
  }
  const again = before?.endedAt !== undefined && now - before.endedAt < sameOutageMs && before.told;
  return {
    began: again ? before.began : (finding.began ?? now),
    namedAt: now,
    deadAt: now,
    way: 'both',
    ...located,
    told,
  };
}

export function wayOf(dead: readonly { way: Way }[]): Way {
  const ways = new Set(dead.map(({ way }) => way));
  if (ways.has('both') || ways.size > 1) return 'both';
  return ways.has('out') ? 'out' : 'in';
}
