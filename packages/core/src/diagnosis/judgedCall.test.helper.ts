import { expect, it } from 'vitest';
import type { MediaSampled, ProbeOutcome, SourceEvent } from '../events/networkEvent.ts';
import { callAfter, continued, eventAt } from '../state/eventAt.test.helper.ts';
import { initialCall } from '../state/initialCall.ts';
import type { CallFacts, ProbeState } from '../state/networkState.ts';
import { reduceCall } from '../state/reduceCall.ts';
import { allSigns } from './allSigns.ts';
import { diagnose } from './diagnose.ts';
import { nobody, type RemotesView } from './remotesView.ts';
import type { CallDiagnosis, CallDiagnosisCause } from './diagnosis.ts';

/** When the fault of a test begins: the call has been fine for twenty seconds. */
export const faultAt = 100_000;
const healthyMs = 20_000;

type Up = Partial<MediaSampled['uplink']>;
type Down = Partial<MediaSampled['downlink']>;
export type SampleChange = { up?: Up; down?: Down } & Partial<
  Omit<MediaSampled, 'type' | 'uplink' | 'downlink'>
>;

const oneRemote: RemotesView = { ...nobody, count: 1 };

const well: CallDiagnosis = { cause: 'none', began: 0, since: 0, confidence: 1, evidence: [] };

/** A call as diagnosis sees it, driven by facts; judged after every one of them. */
export interface JudgedCall {
  now: number;
  call: CallFacts;
  remotes: RemotesView;
  diagnosis: CallDiagnosis;
  /** All causes so far, each with its start after the fault. */
  named: [cause: CallDiagnosisCause, ms: number][];
  tell(...facts: readonly SourceEvent[]): JudgedCall;
  others(change: Partial<RemotesView>): JudgedCall;
  /** Polls every quarter of a second for so long; everything is fine but for what is changed. */
  poll(ms: number, change?: SampleChange | ((index: number) => SampleChange)): JudgedCall;
  /** Time passes without polls. */
  wait(ms: number): JudgedCall;
  /** A probe of this host, sent and finished within the last `tookMs`. */
  probe(target: 'server' | 'other', outcome: ProbeOutcome, tookMs?: number): JudgedCall;
  /** Probes of both hosts, or of the only one. */
  probes(server: ProbeOutcome, other?: ProbeOutcome): JudgedCall;
}

/** What one poll of a healthy connection shows; the other end reports once a second. */
function healthySample(at: number, { up, down, ...more }: SampleChange = {}): SourceEvent {
  return {
    type: 'mediaSampled',
    connectionId: 'pc0',
    intervalMs: 250,
    state: 'connected',
    ...more,
    uplink: {
      packets: 20,
      kbps: 500,
      ...(at % 1000 === 0 && { loss: 0, jitterMs: 4 }),
      lossCovers: 1,
      ...(at % 1000 === 0 && { unheardMs: 0, unheardReports: 0, arrivedAt: at - 1000 }),
      rttMs: 40,
      availableKbps: 1000,
      targetKbps: 500,
      framesPerSecond: 15,
      limitedBy: 'none',
      audio: true,
      video: true,
      ...up,
    },
    downlink: {
      packets: 20,
      lost: 0,
      kbps: 500,
      bytes: 15_000,
      jitterMs: 4,
      lastPacketAt: at,
      ...down,
    },
    streams: more.streams ?? streamsOf(down?.packets ?? 20, down?.lost ?? 0),
  };
}

function streamsOf(packets: number, lost: number): MediaSampled['streams'] {
  const audio = { packets: Math.ceil(packets / 2), lost: Math.ceil(lost / 2) };
  const video = { packets: Math.floor(packets / 2), lost: Math.floor(lost / 2) };
  return [
    { streamId: 'a', userId: 'maya', media: 'audio', ...audio },
    { streamId: 'v', userId: 'maya', media: 'video', ...video },
  ];
}

/** Nothing comes in at all; `lastPacketAt` stays where it was. */
export const silence: SampleChange = {
  up: {
    loss: undefined,
    unheardMs: undefined,
    unheardReports: undefined,
    arrivedAt: undefined,
    rttMs: undefined,
    jitterMs: undefined,
  },
  down: { packets: 0, kbps: 0, bytes: 0, jitterMs: undefined, lastPacketAt: undefined },
};

function start(): JudgedCall {
  const facts: JudgedCall = {
    now: faultAt - healthyMs,
    call: initialCall,
    remotes: oneRemote,
    diagnosis: well,
    named: [],
    tell(...told) {
      for (const fact of told)
        facts.call = reduceCall(facts.call, eventAt(facts.now, fact, 'test'));
      return judge();
    },
    others(change) {
      facts.remotes = { ...facts.remotes, ...change };
      return judge();
    },
    poll(ms, change = {}) {
      for (let index = 0; index < ms / 250; index += 1) {
        facts.now += 250;
        facts.tell(healthySample(facts.now, typeof change === 'function' ? change(index) : change));
      }
      return facts;
    },
    wait(ms) {
      for (const end = facts.now + ms; facts.now < end; ) {
        facts.now = Math.min(end, facts.now + 250);
        judge();
      }
      return facts;
    },
    probe(target, outcome, tookMs = outcome === 'timedOut' ? 1500 : 20) {
      const sentAt = facts.now - tookMs;
      return facts.tell({ type: 'probeFinished', target, outcome, sentAt, tookMs });
    },
    probes(server, other) {
      facts.probe('server', server);
      return other ? facts.probe('other', other) : facts;
    },
  };
  const judge = () => {
    const before = facts.diagnosis.cause;
    facts.diagnosis = diagnose(facts.call, facts.remotes, allSigns, facts.diagnosis, facts.now);
    const { cause } = facts.diagnosis;
    if (cause !== before) facts.named.push([cause, facts.now - faultAt]);
    return facts;
  };
  return facts;
}

const connected: SourceEvent = {
  type: 'connectionChanged',
  phase: 'connected',
  cause: 'joined',
  willRetry: false,
};

/** Both hosts have answered before, as the probes ask them to when they begin. */
function begun(): JudgedCall {
  return start().tell(connected).probes('reachable', 'reachable');
}

/** A call that only its SDK and probes tell about. */
export function spokenCall(): JudgedCall {
  return begun().wait(healthyMs);
}

/** A call through a media server in which all has been well for twenty seconds. */
export function watchedCall(): JudgedCall {
  return begun().poll(healthyMs);
}

/** A call between two people without a server in between. */
export function oneToOneCall(): JudgedCall & { pollMaya: JudgedCall['poll'] } {
  const judged = begun();
  const pollMaya: JudgedCall['poll'] = (ms, change = {}) =>
    judged.poll(ms, (index) => ({
      userId: 'maya',
      ...(typeof change === 'function' ? change(index) : change),
    }));
  pollMaya(healthyMs);
  return Object.assign(judged, { pollMaya });
}

/** A page with a source attached, in no call. */
export function lobby(): JudgedCall {
  return start().wait(healthyMs);
}

/** Facts made by hand, where a cause turns on a single millisecond; the rest is a call that only its SDK tells about. */
export type Facts = Partial<CallFacts> & {
  remotes?: Partial<RemotesView>;
  previous?: Partial<CallDiagnosis>;
};

/** A cause that gives way to another one at exactly so many milliseconds. */
type Boundary = [
  what: string,
  below: CallDiagnosisCause,
  ms: number,
  from: CallDiagnosisCause,
  facts: (ms: number) => Facts,
];

export const spokenFacts: CallFacts = callAfter([faultAt - healthyMs, connected]);
const polls = Array.from({ length: 32 }, (_, index) => faultAt - 250 * index).reverse();
const { media: polled } = continued(
  spokenFacts,
  ...polls.map((at) => [at, healthySample(at)] as const),
);

/** A moment before the one at which facts made by hand are judged. */
export const ago = (ms: number): number => faultAt - ms;

export function diagnosed({ remotes, previous, ...call }: Facts): CallDiagnosis {
  const before = { ...well, ...previous };
  const facts = { ...spokenFacts, ...call };
  return diagnose(facts, { ...oneRemote, ...remotes }, allSigns, before, faultAt);
}

/** What is named a millisecond before the boundary, and at it. */
export function causesAround(boundary: number, facts: (ms: number) => Facts): CallDiagnosisCause[] {
  return [boundary - 1, boundary].map((ms) => diagnosed(facts(ms)).cause);
}

/** A test for every cause that gives way to another one. */
export function giveWay(...boundaries: readonly Boundary[]): void {
  it.each(boundaries)('%s: %s below %i ms, %s from there', (_what, below, ms, from, facts) => {
    expect(causesAround(ms, facts)).toEqual([below, from]);
  });
}

/** Measured media: the last RTP and the last packet of any kind came so long ago; our device was awake for so much of it. */
export function lastMedia(
  rtp: number,
  { packets = rtp, awake = rtp, looks = 32, userId, up }: LastMedia = {},
): Pick<CallFacts, 'media' | 'mediaSeen'> {
  const media = Object.entries(polled).map(([id, { samples, ...rest }]) => [
    id,
    {
      ...rest,
      samples: samples
        .slice(-looks)
        .map((one) => ({ ...one, userId, uplink: { ...one.uplink, ...up } })),
      settlesAt: 0,
      pauseMs: 0,
      lastRtpAt: ago(rtp),
      lastPacketAt: ago(packets),
      silentMs: awake,
    },
  ]);
  return { media: Object.fromEntries(media), mediaSeen: true };
}

interface LastMedia {
  packets?: number;
  awake?: number;
  /** Samples kept. */
  looks?: number;
  userId?: string;
  up?: Up;
}

/** A probe that finished so long ago, and the first of its kind. */
export function answered(
  outcome: ProbeState['outcome'],
  { age = 0, tookMs = 20, since }: { age?: number; tookMs?: number; since?: number } = {},
): ProbeState {
  const at = ago(age);
  const sentAt = at - tookMs;
  const reached = outcome === 'reachable';
  return {
    outcome,
    at,
    sentAt,
    tookMs,
    since: ago(since ?? age),
    calibrated: true,
    ...(reached ? { answeredAt: sentAt + tookMs / 2 } : { failedAt: at, failedSentAt: sentAt }),
  };
}
