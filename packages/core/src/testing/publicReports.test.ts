import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../events/networkEvent.ts';
import { levelAt } from '../state/levelAt.ts';
import * as facts from './facts.ts';
import {
  type ReportedCall,
  reportedCall,
  type ReportedOptions,
} from './reportedCall.test.helper.ts';

/** One public bug report: the call it is about, what happens in it, and every kind of prompt that may be seen. */
interface Report {
  report: string;
  symptom: string;
  options?: ReportedOptions;
  play(call: ReportedCall): Promise<void>;
  /** In the order of their coming; default: nothing at all. */
  shows?: readonly string[];
}

const minute = 60_000;
/** Time passes; Maya's page says every second that it gets through. */
async function passWithReports({ sdk, pass }: ReportedCall, ms: number): Promise<void> {
  const report: SourceEvent = {
    type: 'peerReported',
    userId: 'maya',
    uplink: 'good',
    downlink: 'good',
  };
  for (let passed = 0; passed < ms; passed += 1000) {
    sdk.emit(report);
    await pass(1000);
  }
  sdk.emit(report);
}
const dies = ({ path }: ReportedCall) =>
  Object.assign(path, { heard: [], idleMs: Number.POSITIVE_INFINITY, arrives: false });

const reports: readonly Report[] = [
  ...[1000, 2500, 5000].map((idleMs) => ({
    report: 'jitsi/jitsi-media-transform#383, react-native-webrtc#1467',
    symptom: `silence taken for an outage: nobody speaks, something comes in every ${idleMs} ms`,
    options: { path: { idleMs, idlePhaseMs: idleMs - 1000 } },
    async play(call: ReportedCall) {
      await passWithReports(call, 5000);
      // Right before a report he would be missed until the next but one.
      await call.pass(300);
      call.path.heard = [];
      await call.pass(700);
      await passWithReports(call, 3 * minute);
    },
  })),
  ...[1000, 2500].flatMap((idleMs) =>
    [true, false].map((probed) => ({
      report: 'jitsi/jitsi-media-transform#383, react-native-webrtc#1467',
      symptom: `the same every ${idleMs} ms, no word of the other page, ${probed ? '' : 'no '}probes`,
      options: { probed, path: { idleMs, idlePhaseMs: idleMs - 1000 } },
      async play({ path, pass }: ReportedCall) {
        path.heard = [];
        await pass(3 * minute);
      },
      // Who fell silent untold looks like who vanished; of our own side nothing is said.
      shows: ['remote.interrupted'],
    })),
  ),
  ...[true, false].map((mesh) => ({
    report: 'tutur3u/platform#5250',
    symptom: `an unchanged slide and nobody talks, ${mesh ? 'one-to-one' : 'in a group'}`,
    options: { mesh },
    play: async ({ path, pass }: ReportedCall) => {
      path.packetEveryMs = 1000;
      path.idleMs = 500;
      await pass(3 * minute);
    },
  })),
  {
    report: 'mdn/content#30402',
    symptom: 'the browser says offline for good, and joining works 3 s later',
    options: { onLine: false, measured: false, probed: false, joined: false },
    async play({ sdk, pass }) {
      await pass(3000);
      sdk.emit(facts.connected, ...facts.joins('maya'));
      await pass(minute);
    },
  },
  {
    report: 'cowprotocol/cowswap#1451',
    symptom: 'the browser says offline for good; alone in the room; both hosts answer',
    options: { onLine: false, remotes: [] },
    async play({ path, pass }) {
      await pass(minute);
      path.heard = ['maya'];
      await pass(10_000);
      path.heard = [];
      await pass(minute);
    },
  },
  {
    report: 'secondlife/viewer#5849, w3c/webrtc-stats#253',
    symptom: 'lost packets of -1 read as an unsigned number, every other look',
    async play({ path, pass, network }) {
      path.lostIn = (turn) => (turn % 2 ? 4_294_967_295 : 0);
      await pass(minute);
      const { quality } = network.store.getState();
      expect(levelAt(quality.downlink, Number.POSITIVE_INFINITY).steady).toBe('unknown');
      expect(['excellent', 'good']).toContain(quality.downlink.steady);
    },
  },
  {
    report: 'webrtcHacks/adapter#1179, MyPureCloud/webrtc-stats-gatherer#84',
    symptom: 'getStats stops answering, 10 s later the SDK says reconnecting',
    async play({ path, pass, sdk }) {
      path.answersAfterMs = Number.POSITIVE_INFINITY;
      await pass(10_000);
      sdk.emit(facts.reconnecting);
      await pass(10_000);
    },
    shows: ['local.reconnecting'],
  },
  ...[20_000, 45_000, 120_000].map((frozenMs) => ({
    report: 'aws/amazon-chime-sdk-js#29, RocketChat.ReactNative#7297',
    symptom: `back from the background after ${frozenMs / 1000} s, media 0.8 s later`,
    async play({ path, host, pass, freeze }: ReportedCall) {
      host.document.visibilityState = 'hidden';
      host.document.dispatchEvent(new Event('visibilitychange'));
      await pass(1000);
      const { heard } = path;
      path.heard = [];
      await freeze(frozenMs);
      host.document.visibilityState = 'visible';
      host.document.dispatchEvent(new Event('visibilitychange'));
      await pass(800);
      path.heard = heard;
      await pass(20_000);
    },
    shows: ['local.resumed', 'local.restored'],
  })),
  {
    report: 'aws/amazon-chime-sdk-js#29',
    symptom: 'a hidden page whose media flows on for six minutes',
    async play({ host, pass }) {
      host.document.visibilityState = 'hidden';
      host.document.dispatchEvent(new Event('visibilitychange'));
      await pass(6 * minute);
      host.document.visibilityState = 'visible';
      host.document.dispatchEvent(new Event('visibilitychange'));
      await pass(20_000);
    },
  },
  ...[0.001, 0, undefined].map((jitter) => ({
    report: 'aiortc/aiortc#32, versatica/mediasoup#1652',
    symptom: `reports that always say a jitter of ${jitter}`,
    options: { path: { jitter: () => jitter } },
    play: ({ pass }: ReportedCall) => pass(2 * minute),
  })),
  {
    report: 'aiortc/aiortc#32, a packet lost now and then',
    symptom: 'reports that always say the same jitter, and a loss sometimes',
    options: { path: { jitter: () => 0.001, lostIn: (turn) => Math.floor(turn / 20) } },
    play: ({ pass }) => pass(2 * minute),
  },
  {
    report: 'Crosstalk-Solutions/project-nomad#950',
    symptom: 'probes blocked on the device for ever, and the path dies',
    options: { answers: 'refused' },
    async play(call) {
      dies(call);
      await call.pass(10_000);
    },
    shows: ['local.reconnecting'],
  },
  {
    report: 'Crosstalk-Solutions/project-nomad#950',
    symptom: 'probes blocked for ever, media not measured, the SDK reconnects for 8 s',
    options: { answers: 'refused', measured: false },
    async play({ sdk, pass }) {
      sdk.emit(facts.reconnecting);
      await pass(8000);
      sdk.emit(facts.reconnected);
      await pass(20_000);
    },
    shows: ['local.reconnecting', 'local.restored'],
  },
  {
    report: 'Crosstalk-Solutions/project-nomad#950',
    symptom: 'probes blocked for ever, alone in the room, the channel late for 5 s',
    options: { answers: 'refused', remotes: [], path: { idleMs: 500 } },
    async play({ sdk, pass }) {
      sdk.emit({ type: 'signalingChanged', health: 'late' });
      await pass(5000);
      sdk.emit({ type: 'signalingChanged', health: 'alive' });
      await pass(20_000);
    },
  },
  {
    report: 'rtcstats/rtcstats#323, w3c/webrtc-stats#358',
    symptom: 'an ICE restart: another pair, counters from nothing, states that flap, a slow answer',
    async play({ path, pass }) {
      path.pair = 1;
      await pass(2000);
      path.connectionState = 'disconnected';
      await pass(300);
      path.connectionState = 'connected';
      path.answersAfterMs = 1900;
      await pass(4000);
      path.answersAfterMs = 0;
      await pass(30_000);
    },
  },
];

/** What a call shows whose statistics' clock is set by so much, and whose path or remote then fails. */
async function afterClockStep(stepMs: number, fails: 'path' | 'remote') {
  const call = await reportedCall({ remotes: ['maya', 'jon'] });
  call.path.clockOffMs = stepMs;
  await call.pass(10_000);
  call.shown();
  if (fails === 'path') dies(call);
  else call.path.heard = ['jon'];
  await call.pass(12_000);
  return call.shown();
}

describe('a clock that is set in mid-call (w3c/webrtc-pc#3123)', () => {
  const minuteMs = 60_000;
  it.each([5000, 60 * minuteMs, -30_000, -60 * minuteMs])(
    'set by %i ms, leads to the same words as one that is not',
    async (stepMs) => {
      for (const fails of ['path', 'remote'] as const) {
        const usual = await afterClockStep(0, fails);
        expect(usual.map(([kind]) => kind)).toContain(
          fails === 'path' ? 'local.mediaInterrupted' : 'remote.interrupted',
        );
        expect(await afterClockStep(stepMs, fails)).toEqual(usual);
      }
    },
    20_000,
  );
});

describe('what public bug reports complain of', () => {
  it.each(reports)('$report: $symptom', async ({ options, play, shows = [] }) => {
    const call = await reportedCall(options);
    // Whatever the call began with is part of the report.
    await play(call);
    expect([...new Set(call.kinds())]).toEqual(shows);
  });
});
