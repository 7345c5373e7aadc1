import type { MediaSampled, ProbeOutcome, SourceEvent } from '../events/networkEvent.ts';
import { eventAt } from '../state/eventAt.test.helper.ts';
import { initialCall } from '../state/initialCall.ts';
import type { CallFacts } from '../state/networkState.ts';
import { reduceCall } from '../state/reduceCall.ts';
import { allReading } from '../witnesses/allWitnesses.ts';
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
        facts.call = reduceCall(facts.call, eventAt(facts.now, fact, 'test'), allReading.ofCall);
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
    facts.diagnosis = diagnose(facts.call, facts.remotes, allReading, facts.diagnosis, facts.now);
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
