import type { CallFacts } from '../state/networkState.ts';
import type { CallDiagnosis, CallDiagnosisCause, Evidence } from './diagnosis.ts';
import { answerSince, type MediaSigns, readMediaSigns, recentSamples } from './signs.ts';
import { readWeakSigns, type Weakness, worstLevel } from './weakness.ts';

/** What diagnosing the call needs to know of the remote users. */
export interface RemotesView {
  /** Somebody who should be heard is in the call. */
  expectsMedia: boolean;
  /** How many remotes are here. */
  count: number;
  /** Remotes whose own report or SDK score says that their side is bad. */
  weakThemselves: number;
  /** The newest sign of life of any remote over the app's own channel; 0 without one. */
  lastHeardOf: number;
  /** Peer reports are in use. */
  reports: boolean;
  /** Remotes whose fresh reports say they hear us, and that they hear nothing from us. */
  hearUs: number;
  hearNothing: number;
  /** A remote is said to be silent, reconnecting or lost. */
  saidGone: boolean;
}

/** The cause that the facts support now, and when to look again although nothing happens. */
export interface Finding {
  cause: CallDiagnosisCause;
  /** When this trouble began; default: now. */
  began?: number;
  confidence: number;
  evidence: Evidence[];
  level?: CallDiagnosis['level'];
  betweenUs?: boolean;
}

interface Context {
  call: CallFacts;
  signs: MediaSigns;
  remotes: RemotesView;
  previous: CallDiagnosis;
  now: number;
}

type Rule = (context: Context) => Finding | undefined;

// A second without a packet from anybody who should be heard.
const stallMs = 1000;
// One sign must hold this long, or a second one must agree.
const aloneMs = 2000;
const refusedMs = 200;
const outages: readonly CallDiagnosisCause[] = [
  'deviceOffline',
  'noInternet',
  'serverUnreachable',
  'mediaBlocked',
  'unknownOutage',
  'resumed',
];

/** True for causes that mean: this device is out of the call for now. */
export function isOutage(cause: CallDiagnosisCause): boolean {
  return outages.includes(cause);
}

/** The rules, strongest first: the first that finds something names the cause. */
const rules: readonly Rule[] = [
  endedByServer,
  gone,
  offline,
  refusedEverywhere,
  resumed,
  silentPath,
  closedByServer,
  stillOut,
  brokenBySdk,
  notHeard,
  signalingLost,
  weak,
  busy,
];

/** What is wrong with this device's part in the call. Pure: facts, remotes, what was said before and the time in. */
export function diagnose(
  call: CallFacts,
  remotes: RemotesView,
  previous: CallDiagnosis,
  now: number,
): CallDiagnosis {
  const context = { call, signs: readMediaSigns(call), remotes, previous, now };
  let finding: Finding | undefined;
  for (const rule of rules) {
    finding = rule(context);
    if (finding) break;
  }
  const { cause, began = now, confidence, evidence, level, betweenUs } = finding ?? nothing;
  const same = cause === previous.cause;
  if (same && previous.confidence === confidence && previous.level === level) return previous;
  const goesOn = same || (isOutage(cause) && isOutage(previous.cause));
  return {
    cause,
    began: goesOn ? Math.min(previous.began, began) : began,
    since: same ? previous.since : now,
    confidence,
    evidence,
    ...(level && { level }),
    ...(betweenUs && { betweenUs }),
  };
}

const nothing: Finding = { cause: 'none', confidence: 1, evidence: [] };

function endedByServer({ call: { connection } }: Context): Finding | undefined {
  const { ended } = connection;
  if (!ended) return undefined;
  return {
    cause: 'endedByServer',
    began: ended.at,
    confidence: 1,
    evidence: [{ sign: 'call ended', at: ended.at, value: ended.cause }],
  };
}

/** Not in a call: nothing to judge. The phase itself says the rest. */
function gone({ call: { connection } }: Context): Finding | undefined {
  const inCall =
    connection.everConnected && !['left', 'leaving', 'failed'].includes(connection.phase);
  const unsaid = connection.phase === 'idle';
  return inCall || unsaid ? undefined : nothing;
}

/** The device says it has no network, and no media contradicts it. */
function offline({ call: { device }, signs, now }: Context): Finding | undefined {
  if (device.online !== false) return undefined;
  const evidence = [{ sign: 'device offline', at: device.changedAt }];
  if (signs.lastRtpAt > device.changedAt + 300 && signs.rtpSilentMs < 500) return undefined;
  const checked = now - device.changedAt >= 300 || !signs.hadRtp;
  return {
    cause: 'deviceOffline',
    began: device.changedAt,
    confidence: checked ? 1 : 0.8,
    evidence,
  };
}

/** Both hosts refused within milliseconds: the packets never left this device. */
function refusedEverywhere({ call: { server, other }, signs, now }: Context): Finding | undefined {
  const refused = [server, other].every(
    ({ outcome, at, tookMs }) => outcome === 'refused' && tookMs < refusedMs && now - at < 5000,
  );
  if (!refused || (signs.watched && signs.rtpSilentMs < 500)) return undefined;
  return {
    cause: 'deviceOffline',
    began: signs.lastPacketAt || server.since,
    confidence: 0.9,
    evidence: [
      { sign: 'server probe refused', at: server.at, value: server.tookMs },
      { sign: 'other probe refused', at: other.at, value: other.tookMs },
    ],
  };
}

/** Back from sleep and not yet back in the call. */
function resumed({ call: { device, connection }, signs, now }: Context): Finding | undefined {
  const { resumedAt } = device;
  if (resumedAt === undefined || now - resumedAt > 20_000) return undefined;
  const back = signs.hadRtp ? signs.lastRtpAt > resumedAt : connection.phase === 'connected';
  const lookedAgain = signs.watched ? signs.sampledAt > resumedAt : true;
  if (back || !lookedAgain) return undefined;
  return {
    cause: 'resumed',
    began: resumedAt,
    confidence: 0.9,
    evidence: [{ sign: 'device resumed', at: resumedAt }],
  };
}

/** Nothing comes in from anybody. The probes tell how far our packets get. */
function silentPath(context: Context): Finding | undefined {
  const { call, signs, remotes } = context;
  if (!signs.hadRtp || !remotes.expectsMedia || signs.rtpSilentMs < stallMs) return undefined;
  // Others' media stopped, yet packets reach us: it is not our path.
  if (signs.packetSilentMs < stallMs * 0.8) return undefined;
  const began = signs.lastRtpAt;
  const stall = { sign: 'no packet on any connection', at: began, value: signs.packetSilentMs };
  const server = answerSince(call.server, began);
  const other = answerSince(call.other, began);
  const found = (cause: CallDiagnosisCause, confidence: number, ...more: Evidence[]): Finding => ({
    cause,
    began,
    confidence,
    evidence: [stall, ...more],
  });
  const said = (probe: 'server' | 'other') => ({
    sign: `${probe} probe ${call[probe].outcome}`,
    at: call[probe].at,
    value: call[probe].tookMs,
  });
  if (other === 'reachable' && (server === 'timedOut' || server === 'refused')) {
    return found('serverUnreachable', 0.95, said('server'), said('other'));
  }
  if (server === 'timedOut' && other !== 'unknown') {
    return found('noInternet', 0.95, said('server'), said('other'));
  }
  if (server === 'reachable') return reachableButSilent(context, found, said('server'));
  return found('unknownOutage', 0.6);
}

/** The server's host answers, media does not: a hung server, a blocked path, or (one-to-one) the other side. */
function reachableButSilent(
  { call, signs, remotes, previous }: Context,
  found: (cause: CallDiagnosisCause, confidence: number, ...more: Evidence[]) => Finding,
  probe: Evidence,
): Finding | undefined {
  const late = Object.entries(call.signaling).find(
    ([channel, { health }]) => channel !== 'app' && health !== 'alive',
  );
  if (late) {
    return found('serverUnreachable', 0.9, probe, {
      sign: `${late[0]} channel ${late[1].health}`,
      at: late[1].since,
    });
  }
  if (!signs.mesh)
    return signs.packetSilentMs >= 2600
      ? found('mediaBlocked', 0.8, probe)
      : found('unknownOutage', 0.6, probe);
  // Between two people only a sign of life over the app's channel tells a blocked path from a vanished person.
  if (remotes.saidGone) return nothing;
  const alive = remotes.lastHeardOf > signs.lastRtpAt + 1500;
  if (alive || previous.cause === 'mediaBlocked') return found('mediaBlocked', 0.8, probe);
  if (remotes.reports && signs.rtpSilentMs >= 2600) return nothing;
  return found(signs.rtpSilentMs >= 3800 ? 'mediaBlocked' : 'unknownOutage', 0.6, probe);
}

/** The media server closed its channel on us while its host still answers. */
function closedByServer({ call, signs }: Context): Finding | undefined {
  const closed = Object.entries(call.signaling).find(
    ([channel, { health }]) => channel !== 'app' && health === 'closed',
  )?.[1];
  if (!closed || call.server.outcome !== 'reachable') return undefined;
  if (signs.lastRtpAt > closed.since + 1000) return undefined;
  return {
    cause: 'serverUnreachable',
    began: closed.since,
    confidence: 0.8,
    evidence: [{ sign: 'media server closed its channel', at: closed.since }],
  };
}

/** An outage ends with traffic, not with a better-looking sign. */
function stillOut({ call, signs, remotes, previous, now }: Context): Finding | undefined {
  if (!isOutage(previous.cause)) return undefined;
  const { phase } = call.connection;
  const flows = signs.watched
    ? signs.packetSilentMs < 500 &&
      signs.lastPacketAt > previous.since &&
      (!remotes.expectsMedia || signs.rtpSilentMs < 500 || signs.lastRtpAt === 0)
    : phase === 'connected' || phase === 'idle';
  const rejoined = phase === 'connected' && (call.connection.connectedAt ?? 0) > previous.since;
  if (flows || (rejoined && signs.rtpSilentMs < 500)) return undefined;
  if (now - previous.since > 60_000 && phase === 'connected') return undefined;
  const cause =
    previous.cause === 'deviceOffline' && call.device.online ? 'unknownOutage' : previous.cause;
  return { cause, began: previous.began, confidence: 0.5, evidence: [...previous.evidence] };
}

/** Only the SDK knows, and it says the connection is broken. */
function brokenBySdk({
  call: { connection, server, other },
  signs,
  now,
}: Context): Finding | undefined {
  const { phase, outageSince, since, cause } = connection;
  if (phase !== 'reconnecting' && phase !== 'lost') return undefined;
  // Contradicted by media that flows: the signalling alone is broken.
  if (signs.hadRtp && signs.rtpSilentMs < 500) return undefined;
  const began = outageSince ?? since;
  const evidence: Evidence[] = [{ sign: `SDK says ${phase}`, at: since, value: cause }];
  const failed = (probe: typeof server) =>
    (probe.outcome === 'timedOut' || probe.outcome === 'refused') && now - probe.at < 5000;
  if (failed(server) && other.outcome === 'reachable') {
    return { cause: 'serverUnreachable', began, confidence: 0.9, evidence };
  }
  if (failed(server) && failed(other))
    return { cause: 'noInternet', began, confidence: 0.9, evidence };
  return { cause: 'unknownOutage', began, confidence: 0.7, evidence };
}

/** What we send does not arrive, while what others send does. */
function notHeard({ call, signs, remotes, now }: Context): Finding | undefined {
  const recent = recentSamples(call, now, 1500);
  if (call.heard.state === 'notAtAll') {
    return unheard(call.heard.since - stallMs, 0.9, `${call.heard.by} receives nothing`);
  }
  const answers = recent.flatMap(({ uplink }) => uplink.unheardMs ?? []);
  if (!answers.length || Math.max(...answers) >= stallMs) {
    // A server that still hears us outweighs one remote that does not: their downlink may be cut.
    if (remotes.hearNothing > 0 && remotes.hearUs === 0) {
      return unheard(now - stallMs, 0.85, 'no remote hears us');
    }
  }
  const unheardMs = Math.min(...answers.slice(-2));
  if (!answers.length || unheardMs < stallMs || signs.rtpSilentMs > 500) return undefined;
  return unheard(now - unheardMs, 0.8, 'reports show nothing new from us');
}

function unheard(began: number, confidence: number, sign: string): Finding {
  return { cause: 'notHeard', began, confidence, evidence: [{ sign, at: began }] };
}

/** Media flows, the app's own channel does not. */
function signalingLost({ call, signs }: Context): Finding | undefined {
  const broken = Object.entries(call.signaling).find(([, { health }]) => health !== 'alive');
  const { phase, outageSince, since } = call.connection;
  const sdk = phase === 'reconnecting' || phase === 'lost';
  if (!broken && !sdk) return undefined;
  if (signs.watched && signs.rtpSilentMs >= stallMs) return undefined;
  const began = broken ? broken[1].since : (outageSince ?? since);
  return {
    cause: 'signalingLost',
    began,
    confidence: 0.8,
    evidence: [
      {
        sign: broken ? `${broken[0]} channel ${broken[1].health}` : `SDK says ${phase}`,
        at: began,
      },
    ],
  };
}

function weak({ call, signs, remotes, previous, now }: Context): Finding | undefined {
  if (signs.watched && signs.rtpSilentMs > 500 && remotes.expectsMedia) return undefined;
  const { uplink, downlink, path } = readWeakSigns(call, now);
  const theirs = downlink && remotes.weakThemselves > 0 && remotes.weakThemselves >= remotes.count;
  const down = theirs ? undefined : downlink;
  const cause = weakCause(uplink, down, theirs ? undefined : path);
  if (!cause) return undefined;
  const signals = [uplink, down, path].filter((sign) => sign !== undefined);
  const began = previous.cause.startsWith('weak') ? previous.began : now - 1000;
  return {
    cause,
    began,
    confidence: signals.length > 1 ? 0.9 : 0.75,
    evidence: signals.flatMap(({ evidence }) => evidence),
    level: worstLevel(uplink, down, path),
    betweenUs: signs.mesh && remotes.count <= 1,
  };
}

function weakCause(
  uplink: Weakness | undefined,
  downlink: Weakness | undefined,
  path: Weakness | undefined,
): CallDiagnosisCause | undefined {
  if (uplink && downlink) return 'weakBoth';
  if (uplink) return 'weakUplink';
  if (downlink) return 'weakDownlink';
  return path && 'weakBoth';
}

/** The encoder runs out of processor while the network is fine. */
function busy({ call, now }: Context): Finding | undefined {
  const recent = recentSamples(call, now, 6000).filter(({ uplink }) => uplink.video);
  const limited = recent.filter(({ uplink }) => uplink.limitedBy === 'cpu');
  if (recent.length < 8 || limited.length < recent.length) return undefined;
  return {
    cause: 'deviceBusy',
    began: recent[0]?.at ?? now,
    confidence: 0.8,
    evidence: [{ sign: 'encoder limited by processor', at: now }],
  };
}

/** How long one sign alone has to hold before it counts. */
export const aloneForMs: number = aloneMs;
