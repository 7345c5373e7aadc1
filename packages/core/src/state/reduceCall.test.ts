import { describe, expect, it } from 'vitest';
import type { Cause, MediaSampled, Phase, SourceEvent } from '../events/networkEvent.ts';
import { callAfter, continued, eventAt, type Told } from './eventAt.test.helper.ts';
import { initialCall } from './initialCall.ts';
import { reduceCall } from './reduceCall.ts';

const phase = (
  name: Phase,
  more: Partial<Extract<SourceEvent, { type: 'connectionChanged' }>> = {},
): SourceEvent => ({
  type: 'connectionChanged',
  phase: name,
  cause: 'none',
  willRetry: name === 'reconnecting' || name === 'lost',
  ...more,
});
const kicked: SourceEvent = {
  type: 'callEnded',
  cause: 'kicked',
  code: 1006,
  rejoinAllowed: false,
};
const device = (online: boolean): SourceEvent => ({ type: 'deviceNetworkChanged', online });
const probe = (
  sentAt: number,
  outcome: 'reachable' | 'refused' | 'timedOut',
  tookMs = 100,
): SourceEvent => ({ type: 'probeFinished', target: 'server', outcome, sentAt, tookMs });
const own = (
  health: 'flowing' | 'stalled' | 'paused' | 'recovering',
  media: 'audio' | 'video' = 'audio',
): SourceEvent => ({ type: 'streamHealthChanged', media, health });

const media = (
  down: Partial<MediaSampled['downlink']> = {},
  more: Partial<Omit<MediaSampled, 'type' | 'downlink' | 'uplink'>> & {
    uplink?: Partial<MediaSampled['uplink']>;
  } = {},
): SourceEvent => ({
  type: 'mediaSampled',
  connectionId: 'pc0',
  intervalMs: 500,
  state: 'connected',
  streams: [],
  ...more,
  uplink: { packets: 25, kbps: 300, audio: true, video: true, ...more.uplink },
  downlink: { packets: 25, lost: 0, kbps: 300, bytes: 20_000, ...down },
});

describe('phase', () => {
  it.each<[Phase, boolean]>([
    ['idle', false],
    ['connecting', false],
    ['connected', false],
    ['reconnecting', true],
    ['lost', true],
    ['failed', false],
    ['leaving', false],
    ['left', false],
  ])('is what the source says: %s', (name, willRetry) => {
    const { connection } = callAfter([1, phase('connected')], [1000, phase(name)]);
    expect(connection).toMatchObject({ phase: name, willRetry });
  });

  it('begins with its first report, not with a repeated one', () => {
    const { connection } = callAfter(
      [1000, phase('reconnecting')],
      [2000, phase('reconnecting', { attempt: 2 })],
    );
    expect(connection).toMatchObject({ since: 1000, attempt: 2 });
  });

  it('keeps cause, attempt and what the SDK said', () => {
    const said = { event: 'onConnectionStateChanged', args: [4] };
    const { connection } = callAfter([
      1000,
      { ...phase('reconnecting', { cause: 'timeout', attempt: 3 }), raw: said },
    ]);
    expect(connection).toMatchObject({ cause: 'timeout', attempt: 3, raw: said });
    expect(
      callAfter([1, { ...phase('lost'), raw: said }], [2, phase('connected')]).connection.raw,
    ).toBe(said);
  });

  it('forgets the attempts once connected', () => {
    const { connection } = callAfter(
      [1000, phase('reconnecting', { attempt: 3 })],
      [1500, phase('lost')],
      [2000, phase('connected')],
    );
    expect(connection.attempt).toBeUndefined();
    expect(
      callAfter([1, phase('reconnecting', { attempt: 3 })], [2, phase('lost')]).connection.attempt,
    ).toBe(3);
  });
});

describe('recovered', () => {
  it.each<[string, Phase[], boolean]>([
    ['after reconnecting', ['connected', 'reconnecting', 'connected'], true],
    ['after lost', ['connected', 'lost', 'connected'], true],
    ['through a new connecting', ['connected', 'reconnecting', 'connecting', 'connected'], true],
    ['not on the first connect', ['connecting', 'connected'], false],
    ['not after a new join', ['connected', 'lost', 'failed', 'connecting', 'connected'], false],
    ['not while it is still out', ['connected', 'reconnecting', 'lost'], false],
  ])('%s', (_what, phases, recovered) => {
    const told = phases.map((name, index): Told => [index * 1000, phase(name)]);
    expect(callAfter(...told).connection.recovered).toBe(recovered);
  });

  it('is believed when the SDK says so itself', () => {
    expect(callAfter([1, phase('connected', { recovered: true })]).connection.recovered).toBe(true);
  });
});

describe('an outage', () => {
  const connected: Told = [1000, phase('connected')];

  it('began as long ago as the SDK took to notice', () => {
    const call = callAfter(connected, [20_000, phase('reconnecting', { lagMs: 12_000 })]);
    expect(call.connection).toMatchObject({ since: 20_000, outageSince: 8000 });
  });

  it('goes on from reconnecting to lost, whatever lag that report has', () => {
    const call = callAfter(
      connected,
      [20_000, phase('reconnecting', { lagMs: 12_000 })],
      [30_000, phase('lost', { lagMs: 5000 })],
    );
    expect(call.connection).toMatchObject({ since: 30_000, outageSince: 8000 });
  });

  it.each<[gap: number, outageSince: number, what: string]>([
    [300, 5000, 'a flap does not restart it'],
    [2999, 5000, 'nor one a little longer'],
    [3000, 9000, 'three seconds of connection end it'],
  ])('with %i ms of connection in between: %s', (gap, outageSince) => {
    const call = callAfter(
      connected,
      [5000, phase('reconnecting')],
      [9000 - gap, phase('connected')],
      [9000, phase('reconnecting')],
    );
    expect(call.connection.outageSince).toBe(outageSince);
  });

  it('is still known while connected, so that a flap finds it again', () => {
    const call = callAfter(connected, [5000, phase('lost')], [6000, phase('connected')]);
    expect(call.connection).toMatchObject({ outageSince: 5000, connectedAt: 6000 });
  });

  it('stays one outage over an SDK that says connecting in between, even twice', () => {
    const call = callAfter(
      connected,
      [5000, phase('reconnecting')],
      [6000, phase('connecting')],
      [7000, phase('connecting')],
      [8000, phase('reconnecting')],
    );
    expect(call.connection.outageSince).toBe(5000);
  });

  it('is kept when the SDK gives up, and forgotten once we leave', () => {
    const lost = callAfter(connected, [5000, phase('lost')]);
    expect(continued(lost, [9000, phase('failed')]).connection.outageSince).toBe(5000);
    expect(
      continued(lost, [9000, phase('connected')], [9500, phase('left')]).connection.outageSince,
    ).toBeUndefined();
  });

  it('is none before anything broke', () => {
    expect(callAfter([1, phase('connecting')], connected).connection.outageSince).toBeUndefined();
  });

  it('ends when the SDK is expected to give up, as long as it retries', () => {
    const call = callAfter(connected, [5000, phase('reconnecting', { givesUpInMs: 30_000 })]);
    expect(call.connection.givesUpAt).toBe(35_000);
    expect(continued(call, [6000, phase('lost')]).connection.givesUpAt).toBe(35_000);
    expect(continued(call, [6000, phase('connected')]).connection.givesUpAt).toBeUndefined();
  });

  it('remembers which leg is down until connected again', () => {
    const call = callAfter(
      [1, phase('reconnecting', { link: { signaling: 'down' } })],
      [2, phase('reconnecting', { link: { media: 'down' } })],
    );
    expect(call.connection.link).toEqual({ signaling: 'down', media: 'down' });
    expect(continued(call, [3, phase('lost')]).connection.link).toEqual(call.connection.link);
    expect(continued(call, [3, phase('connected')]).connection.link).toBeUndefined();
  });
});

describe('connected', () => {
  it('counts from the moment it came back, not from a repeated report', () => {
    const call = callAfter([1000, phase('connected')], [2000, phase('connected')]);
    expect(call.connection.connectedAt).toBe(1000);
    const back = continued(call, [3000, phase('reconnecting')], [4000, phase('connected')]);
    expect(back.connection.connectedAt).toBe(4000);
  });

  it('stays remembered through an outage', () => {
    expect(callAfter([1, phase('connected')], [2, phase('lost')]).connection.everConnected).toBe(
      true,
    );
    expect(callAfter([1, phase('connecting')]).connection.everConnected).toBe(false);
  });
});

describe('a new join', () => {
  const over = callAfter(
    [1000, phase('connected')],
    [2000, media()],
    [2500, { type: 'signalingChanged', health: 'late' }],
    [2500, { type: 'qualitySampled', uplink: 'good', basis: 'sdk' }],
    [2500, { type: 'statsSampled', rttMs: 20 }],
    [2600, own('stalled')],
    [2700, { type: 'fallbackChanged', direction: 'fallback', cause: 'bandwidth' }],
    [3000, kicked],
    [3000, phase('failed', { cause: 'kicked' })],
  );

  it('finds no measurement of the call before', () => {
    expect(over.media).toEqual({});
    expect(over.mediaSeen).toBe(false);
    expect(over.signaling).toEqual({});
    expect(over.quality).toBe(initialCall.quality);
    expect(over.heard).toBe(initialCall.heard);
    expect(over.stats).toBeUndefined();
    expect(over.fallback).toBe(false);
  });

  it.each<[string, Told[]]>([
    ['through connecting', [[9000, phase('connecting')]]],
    ['straight to connected', [[9000, phase('connected')]]],
    [
      'after leaving',
      [
        [8000, phase('left')],
        [9000, phase('connecting')],
      ],
    ],
  ])('starts over: %s', (_how, told) => {
    const { connection } = continued(over, ...told);
    expect(connection.ended).toBeUndefined();
    expect(connection).toMatchObject({ since: 9000, recovered: false });
    expect(connection.outageSince).toBeUndefined();
  });

  it('is what connecting means once the server ended the call, whatever phase the SDK left standing', () => {
    const call = callAfter([1, phase('connected')], [2, kicked], [3, phase('connecting')]);
    expect(call.connection).toMatchObject({ phase: 'connecting', everConnected: false });
    expect(call.connection.ended).toBeUndefined();
  });

  it('is not what connecting means within an outage', () => {
    const call = callAfter([1, phase('connected')], [2, phase('lost')], [3, phase('connecting')]);
    expect(call.connection.everConnected).toBe(true);
  });
});

describe('the end of a call', () => {
  it('is kept with its reason, and nothing will retry', () => {
    const call = callAfter(
      [1, phase('reconnecting')],
      [2, { type: 'callEnded', cause: 'bannedUser', code: 'B', forbiddenUntil: 99 }],
    );
    expect(call.connection).toMatchObject({
      phase: 'reconnecting',
      willRetry: false,
      ended: { cause: 'bannedUser', code: 'B', forbiddenUntil: 99, at: 2 },
    });
  });

  it('outlives the phases that follow it', () => {
    const call = callAfter([1, phase('connected')], [2, kicked], [3, phase('left')]);
    expect(call.connection.ended).toMatchObject({ cause: 'kicked', code: 1006, at: 2 });
  });
});

describe('a snapshot, taken on late attachment', () => {
  const snapshot = (name: Phase): SourceEvent => ({
    type: 'snapshotTaken',
    phase: name,
    users: [],
  });

  it.each<[Phase, boolean, number | undefined]>([
    ['idle', false, undefined],
    ['connecting', false, undefined],
    ['connected', true, undefined],
    ['reconnecting', true, 5000],
    ['lost', true, 5000],
  ])('of %s', (name, everConnected, outageSince) => {
    const { connection } = callAfter([5000, snapshot(name)]);
    expect(connection).toMatchObject({ phase: name, everConnected });
    expect(connection.outageSince).toBe(outageSince);
    expect(connection.since).toBe(name === 'idle' ? 0 : 5000);
    expect(connection.connectedAt).toBe(name === 'connected' ? 5000 : undefined);
  });

  it('that says nothing new changes nothing: a remount is no reconnect', () => {
    const call = callAfter(
      [1000, phase('connected')],
      [2000, { type: 'autoplayBlocked', media: 'audio' }],
    );
    expect(continued(call, [9000, snapshot('connected')])).toBe(call);
  });

  it('of a call that ended unseen forgets its measurements', () => {
    const call = callAfter([1000, phase('connected')], [2000, media()], [9000, snapshot('idle')]);
    expect(call.media).toEqual({});
    expect(call.connection).toMatchObject({ phase: 'idle', everConnected: false });
  });
});

describe('device', () => {
  it('is unknown until something says so', () => {
    expect(initialCall.device).toMatchObject({
      online: null,
      networkType: 'unknown',
      visible: true,
    });
  });

  it('went offline when that was first said', () => {
    const call = callAfter([1000, device(true)], [2000, device(false)], [3000, device(false)]);
    expect(call.device).toMatchObject({ online: false, changedAt: 2000 });
  });

  it.each<[networkType: 'none' | 'wifi', online: boolean]>([
    ['none', false],
    ['wifi', true],
  ])('with network type %s and nothing else said is online: %s', (networkType, online) => {
    expect(callAfter([1, { type: 'deviceNetworkChanged', networkType }]).device.online).toBe(
      online,
    );
  });

  it('is as online as it was when neither is said', () => {
    expect(callAfter([1, device(false)], [2, { type: 'deviceNetworkChanged' }]).device.online).toBe(
      false,
    );
  });

  it('is online when that is said, whatever the type', () => {
    const said: SourceEvent = { type: 'deviceNetworkChanged', networkType: 'none', online: true };
    expect(callAfter([1, said]).device).toMatchObject({ online: true, networkType: 'none' });
  });

  it('remembers the network it came from', () => {
    const call = callAfter(
      [1000, { type: 'deviceNetworkChanged', networkType: 'wifi' }],
      [2000, { type: 'deviceNetworkChanged', networkType: 'cellular' }],
      [3000, { type: 'deviceNetworkChanged', networkType: 'cellular' }],
    );
    expect(call.device).toMatchObject({
      networkType: 'cellular',
      previousType: 'wifi',
      typeChangedAt: 2000,
    });
  });

  it('is visible or hidden, and wakes up', () => {
    const call = callAfter(
      [1, { type: 'visibilityChanged', visible: false }],
      [2, { type: 'deviceResumed', gapMs: 60_000 }],
    );
    expect(call.device).toMatchObject({ visible: false, resumedAt: 2 });
  });
});

describe('a probe', () => {
  it('keeps when answers of one kind began, and when the last one failed', () => {
    const call = callAfter([1100, probe(1000, 'timedOut')], [2200, probe(2000, 'timedOut', 200)]);
    expect(call.server).toEqual({
      outcome: 'timedOut',
      sentAt: 2000,
      at: 2200,
      tookMs: 200,
      since: 1100,
      failedAt: 2200,
      failedSentAt: 2000,
    });
    expect(continued(call, [3300, probe(3000, 'reachable')]).server).toMatchObject({
      outcome: 'reachable',
      since: 3300,
      failedAt: 2200,
    });
  });

  it('belongs to the host it asked', () => {
    const call = callAfter([1100, { ...probe(1000, 'refused'), target: 'other' } as SourceEvent]);
    expect(call.other.outcome).toBe('refused');
    expect(call.server).toBe(initialCall.server);
  });

  it('that was sent earlier and failed says nothing about now', () => {
    const call = callAfter([2100, probe(2000, 'reachable')]);
    expect(continued(call, [2500, probe(1000, 'timedOut', 1500)])).toBe(call);
    expect(continued(call, [2500, probe(2000, 'timedOut')]).server.outcome).toBe('timedOut');
  });

  it('that was sent earlier and answered does: the way is open', () => {
    const call = callAfter([2100, probe(2000, 'refused')], [2500, probe(1000, 'reachable', 1500)]);
    expect(call.server.outcome).toBe('reachable');
  });
});

describe('signalling', () => {
  it('is kept by channel, `app` unless named', () => {
    const call = callAfter(
      [1000, { type: 'signalingChanged', health: 'alive' }],
      [2000, { type: 'signalingChanged', channel: 'sfu', health: 'closed' }],
    );
    expect(call.signaling).toEqual({
      app: { health: 'alive', since: 1000, aliveAt: 1000 },
      sfu: { health: 'closed', since: 2000 },
    });
  });

  it('is proved anew by every word that it is alive', () => {
    const call = callAfter(
      [1000, { type: 'signalingChanged', health: 'alive' }],
      [3000, { type: 'signalingChanged', health: 'alive' }],
    );
    expect(call.signaling['app']).toEqual({ health: 'alive', since: 1000, aliveAt: 3000 });
    const late = continued(call, [
      6000,
      { type: 'signalingChanged', health: 'late', lateMs: 1500 },
    ]);
    expect(late.signaling['app']).toEqual({ health: 'late', since: 4500, aliveAt: 3000 });
  });

  it('has been late since the answer was due', () => {
    const call = callAfter([5000, { type: 'signalingChanged', health: 'late', lateMs: 1500 }]);
    expect(call.signaling['app']).toEqual({ health: 'late', since: 3500 });
    expect(
      continued(call, [6000, { type: 'signalingChanged', health: 'late', lateMs: 2500 }]),
    ).toBe(call);
  });
});

describe('what we send', () => {
  it('is unknown until a source says so', () => {
    expect(initialCall.sending.known).toBeUndefined();
    expect(callAfter([1, { type: 'localMediaChanged', audio: false }]).sending).toMatchObject({
      known: true,
      audio: false,
    });
  });

  it.each(['audio', 'video', 'screen'] as const)('began with the first medium: %s', (first) => {
    const call = callAfter([1000, { type: 'localMediaChanged', [first]: true }]);
    expect(call.sending).toMatchObject({ [first]: true, since: 1000 });
    const more = continued(call, [2000, { type: 'localMediaChanged', audio: true, video: true }]);
    expect(more.sending.since).toBe(1000);
  });

  it('ends with the last, and effects alone are nothing sent', () => {
    const call = callAfter(
      [1000, { type: 'localMediaChanged', audio: true, effects: true }],
      [2000, { type: 'localMediaChanged', audio: false }],
    );
    expect(call.sending).toMatchObject({ audio: false, effects: true });
    expect(call.sending.since).toBeUndefined();
  });
});

describe('whether we are heard', () => {
  it.each<[SourceEvent[], 'unknown' | 'heard' | 'notAtAll']>([
    [[], 'unknown'],
    [[own('flowing')], 'heard'],
    [[own('stalled')], 'notAtAll'],
    [[own('stalled'), own('stalled', 'video')], 'notAtAll'],
    [[own('stalled'), own('recovering')], 'heard'],
    [[own('paused')], 'unknown'],
    [[own('stalled'), own('paused')], 'unknown'],
    [[own('flowing'), own('paused'), own('stalled', 'video')], 'notAtAll'],
    [[own('flowing'), own('flowing', 'video'), own('stalled', 'video')], 'heard'],
    [[own('flowing'), own('stalled', 'video'), own('stalled')], 'notAtAll'],
    [[own('stalled'), own('stalled', 'video'), own('flowing')], 'heard'],
  ])('after %j is %s', (said, state) => {
    const told = said.map((event, index): Told => [index * 100, event]);
    expect(callAfter(...told).heard.state).toBe(state);
  });

  it('keeps since when, who says so and when last', () => {
    const call = callAfter([1000, own('stalled')], [2000, own('stalled')]);
    expect(call.heard).toMatchObject({ since: 1000, at: 2000, by: 'sdk' });
    expect(continued(call, [3000, own('flowing')]).heard).toMatchObject({ since: 3000, at: 3000 });
  });

  it.each<[lost: number | undefined, loss: number | undefined, why: string]>([
    [0.2, 0.2, 'a share'],
    [0, 0, 'a share'],
    [1, 1, 'a share'],
    [17, undefined, 'a count says nothing without what was sent'],
    [-1, undefined, 'nonsense'],
    [undefined, undefined, 'not measured'],
  ])('with %s lost has a loss of %s: %s', (lost, loss) => {
    const said = { ...own('flowing'), ...(lost !== undefined && { lost }) } as SourceEvent;
    expect(
      callAfter([1, { ...own('flowing'), lost: 0.5 } as SourceEvent], [2001, said]).heard.loss,
    ).toBe(loss);
  });

  it('has the worst loss of the last two seconds', () => {
    const lossy = (lost: number) => ({ ...own('flowing'), lost }) as SourceEvent;
    const call = callAfter([1000, lossy(0.3)], [1500, lossy(0.1)], [2999, lossy(0)]);
    expect(call.heard.loss).toBe(0.3);
    expect(continued(call, [3000, lossy(0)]).heard.loss).toBe(0.1);
    expect(continued(call, [3500, lossy(0)]).heard.loss).toBe(0);
  });

  it('is not asked of what we do not send', () => {
    const muted: SourceEvent = { type: 'localMediaChanged', audio: false, video: true };
    expect(callAfter([1, muted], [2, own('stalled')]).heard.state).toBe('unknown');
    expect(callAfter([1, own('stalled')], [2, muted]).heard.state).toBe('unknown');
    expect(
      callAfter([1, own('flowing')], [2, own('stalled', 'video')], [3, muted]).heard,
    ).toMatchObject({ state: 'notAtAll', since: 3, at: 2, by: 'sdk' });
    expect(callAfter([1, muted], [2, own('stalled', 'video')]).heard.state).toBe('notAtAll');
    const screenAudio = { ...own('stalled'), media: 'screenAudio' } as SourceEvent;
    expect(callAfter([1, muted], [2, screenAudio]).heard.state).toBe('notAtAll');
  });

  it('is not told by the stream of a remote', () => {
    expect(callAfter([1, { ...own('stalled'), userId: 'maya' } as SourceEvent])).toBe(initialCall);
  });
});

describe('media of one peer connection', () => {
  const sampled = (...told: readonly Told[]) => callAfter(...told).media['pc0'];

  it('is remembered to have been measured', () => {
    expect(initialCall.mediaSeen).toBe(false);
    expect(callAfter([1, media()]).mediaSeen).toBe(true);
  });

  it('keeps eight seconds of samples', () => {
    const told = Array.from({ length: 40 }, (_, index): Told => [index * 500, media()]);
    const samples = sampled(...told)?.samples ?? [];
    expect(samples[0]?.at).toBe(39 * 500 - 8000 + 500);
    expect(samples).toHaveLength(16);
  });

  it('adds up the silence, and starts over with a packet', () => {
    const silent: Told[] = [
      [1000, media()],
      [1500, media({ packets: 0 })],
      [2000, media({ packets: 0 })],
    ];
    expect(sampled(...silent)).toMatchObject({ silentMs: 1000, lastRtpAt: 1000 });
    expect(sampled(...silent, [2500, media()])).toMatchObject({ silentMs: 0, lastRtpAt: 2500 });
  });

  it('does not count time that our own device overslept as silence', () => {
    const late = media({ packets: 0 }, { intervalMs: 3000, lateMs: 2500 });
    expect(sampled([1000, media()], [4000, late])?.silentMs).toBe(500);
    const gone = media({ packets: 0 }, { intervalMs: 500, lateMs: 900 });
    expect(sampled([1000, media()], [1500, gone])?.silentMs).toBe(0);
  });

  it('knows the last packet of any kind', () => {
    expect(sampled([1000, media({ lastPacketAt: 990 })])?.lastPacketAt).toBe(990);
    expect(sampled([1000, media({ packets: 0, bytes: 80 })])?.lastPacketAt).toBe(1000);
    expect(sampled([1000, media({ packets: 1, bytes: 0 })])?.lastPacketAt).toBe(1000);
    const silent = media({ packets: 0, bytes: 0 });
    expect(sampled([1000, media()], [1500, silent])?.lastPacketAt).toBe(1000);
    expect(sampled([1500, silent])?.lastPacketAt).toBeUndefined();
  });

  it('needs four seconds to settle, and five after a stall of half a second', () => {
    expect(sampled([1000, media()], [1500, media()])?.settlesAt).toBe(5000);
    const stalled = (ms: number): Told[] => [
      [1000, media()],
      [9000, media({ packets: 0 }, { intervalMs: ms })],
      [9500, media()],
    ];
    expect(sampled(...stalled(499))?.settlesAt).toBe(5000);
    expect(sampled(...stalled(500))?.settlesAt).toBe(14_500);
    expect(sampled(...stalled(500).slice(0, 2))?.settlesAt).toBe(5000);
  });

  it('remembers the best it had, fading by half in about a minute', () => {
    const good = media(
      { kbps: 600 },
      { uplink: { availableKbps: 1000, targetKbps: 500, framesPerSecond: 30, rttMs: 40 } },
    );
    const poor = (intervalMs: number) =>
      media(
        { kbps: 10 },
        {
          intervalMs,
          uplink: { availableKbps: 10, targetKbps: 5, framesPerSecond: 1, rttMs: 400 },
        },
      );
    const best = sampled([0, good])?.best;
    expect(best).toEqual({
      availableKbps: 1000,
      targetKbps: 500,
      framesPerSecond: 30,
      downKbps: 600,
      rttMs: 40,
    });
    const minute = Array.from({ length: 69 }, (_, index): Told => [index * 1000, poor(1000)]);
    const faded = sampled([0, good], ...minute)?.best;
    expect(faded?.availableKbps).toBeCloseTo(500, -1);
    expect(faded?.downKbps).toBeCloseTo(300, -1);
    expect(faded?.rttMs).toBeCloseTo(80, 0);
  });

  it('fades no faster for having slept', () => {
    const good = media({}, { uplink: { availableKbps: 1000 } });
    const asleep = media({}, { intervalMs: 600_000 });
    expect(sampled([0, good], [600_000, asleep])?.best.availableKbps).toBe(990);
  });

  it('is judged by no burst shorter than a fifth of a second', () => {
    expect(sampled([0, media({ kbps: 9000 }, { intervalMs: 200 })])?.best.downKbps).toBe(0);
    expect(sampled([0, media({ kbps: 9000 }, { intervalMs: 201 })])?.best.downKbps).toBe(9000);
  });

  it('has no best of what was never measured', () => {
    expect(sampled([0, media({ kbps: 1 })])?.best).toMatchObject({
      availableKbps: 0,
      rttMs: Number.POSITIVE_INFINITY,
    });
  });

  it('is kept apart from that of others, and forgotten with its connection', () => {
    const call = callAfter(
      [1000, media()],
      [1000, media({ packets: 0 }, { connectionId: 'pc1' })],
      [2000, { type: 'mediaClosed', connectionId: 'pc0' }],
    );
    expect(Object.keys(call.media)).toEqual(['pc1']);
    expect(continued(call, [3000, { type: 'mediaClosed', connectionId: 'pc0' }])).toBe(call);
  });
});

describe('quality', () => {
  const sample = (basis: 'sdk' | 'derived', uplink: 'good' | 'bad'): SourceEvent => ({
    type: 'qualitySampled',
    basis,
    uplink,
  });

  it('changes in the directions that were measured', () => {
    const { quality } = callAfter([1000, sample('sdk', 'good')]);
    expect(quality.uplink).toMatchObject({ raw: 'good', at: 1000 });
    expect(quality.downlink).toBe(initialCall.quality.downlink);
    expect(callAfter([1000, { type: 'qualitySampled', basis: 'sdk' }])).toBe(initialCall);
  });

  it('is our own measurement as long as it is fresher than four seconds', () => {
    const call = callAfter([1000, sample('derived', 'good')]);
    expect(continued(call, [4999, sample('sdk', 'bad')])).toBe(call);
    expect(continued(call, [5000, sample('sdk', 'bad')]).quality.uplink.raw).toBe('bad');
    expect(continued(call, [1500, sample('derived', 'bad')]).quality.uplink.raw).toBe('bad');
  });

  it('of the SDK gives way to our own measurement at once', () => {
    const call = callAfter([1000, sample('sdk', 'good')], [1001, sample('derived', 'bad')]);
    expect(call.quality.uplink).toMatchObject({ raw: 'bad', basis: 'derived' });
  });
});

describe('what else is known', () => {
  it.each<[string, SourceEvent, object]>([
    [
      'stats',
      { type: 'statsSampled', rttMs: 50, lossUp: 0.1 },
      { stats: { at: 7, rttMs: 50, lossUp: 0.1 } },
    ],
    [
      'a token that expires in ten seconds',
      { type: 'tokenChanged', scope: 'session', state: 'expiring', secondsLeft: 10 },
      { token: { scope: 'session', state: 'expiring', at: 7, expiresAt: 10_007 } },
    ],
    [
      'a token without a time',
      { type: 'tokenChanged', scope: 'publish', state: 'invalid' },
      { token: { scope: 'publish', state: 'invalid', at: 7 } },
    ],
    [
      'our own fallback',
      { type: 'fallbackChanged', direction: 'fallback', cause: 'bandwidth' },
      { fallback: true },
    ],
    ['blocked autoplay', { type: 'autoplayBlocked', media: 'audio' }, { autoplayBlocked: true }],
    ['warnings, counted', { type: 'warningRaised', code: 1 }, { warnings: 1 }],
  ])('%s', (_what, event, change) => {
    const call = callAfter([7, event]);
    expect(call).toEqual({ ...initialCall, at: 7, ...change });
  });

  it('ends with the fallback', () => {
    const call = callAfter(
      [1, { type: 'fallbackChanged', direction: 'fallback', cause: 'bandwidth' }],
      [2, { type: 'fallbackChanged', direction: 'recover', cause: 'bandwidth' }],
    );
    expect(call.fallback).toBe(false);
  });
});

describe('the same object comes back', () => {
  const call = callAfter(
    [1, phase('connected', { cause: 'joined' })],
    [2, device(true)],
    [3, { type: 'visibilityChanged', visible: true }],
    [4, { type: 'localMediaChanged', audio: true }],
    [5, { type: 'fallbackChanged', direction: 'fallback', cause: 'bandwidth' }],
    [6, { type: 'autoplayBlocked', media: 'audio' }],
  );

  it.each<[string, SourceEvent]>([
    ['connected again', phase('connected', { cause: 'joined' })],
    [
      'connected again, with a fresh copy of the callback',
      { ...phase('connected', { cause: 'joined' }), raw: { event: 'x', args: [] } },
    ],
    ['online again', device(true)],
    ['visible again', { type: 'visibilityChanged', visible: true }],
    ['sending what it sent', { type: 'localMediaChanged', audio: true, video: false }],
    ['fallen back again', { type: 'fallbackChanged', direction: 'fallback', cause: 'unknown' }],
    ['autoplay blocked again', { type: 'autoplayBlocked', media: 'video' }],
    ['a remote joined', { type: 'userJoined', userId: 'maya' }],
    ['a remote left', { type: 'userLeft', userId: 'maya', reason: 'quit' }],
    ['a remote reconnects', { type: 'userConnectionChanged', userId: 'maya', phase: 'lost' }],
    ['a remote published', { type: 'streamPublished', userId: 'maya', media: ['audio'] }],
    [
      'a remote unpublished',
      { type: 'streamUnpublished', userId: 'maya', media: ['audio'], reason: 'muted' },
    ],
    [
      'the score of a remote',
      { type: 'qualitySampled', userId: 'maya', uplink: 'bad', basis: 'sdk' },
    ],
    ['numbers of a remote', { type: 'statsSampled', userId: 'maya', rttMs: 1 }],
    [
      'the fallback of a remote',
      { type: 'fallbackChanged', userId: 'maya', direction: 'recover', cause: 'unknown' },
    ],
    ['a report of a remote', { type: 'peerReported', userId: 'maya', uplink: 'bad' }],
    ['an exception', { type: 'exceptionRaised', code: 1, text: 'x', recovered: false }],
  ])('when nothing changed: %s', (_what, event) => {
    expect(continued(call, [100, event])).toBe(call);
  });

  it('when the same leg is still down', () => {
    const down = phase('reconnecting', { link: { media: 'down' } });
    const broken = callAfter([1, down]);
    expect(continued(broken, [2, down])).toBe(broken);
    expect(continued(broken, [2, phase('reconnecting', { link: { media: 'up' } })])).not.toBe(
      broken,
    );
  });

  it('for an event nobody knows', () => {
    const unknown = { type: 'toString', at: 1, source: 'sdk' } as never;
    expect(reduceCall(call, unknown)).toBe(call);
    expect(reduceCall(call, { ...eventAt(1, device(true)), type: 'moonRose' } as never)).toBe(call);
  });
});

it('keeps every cause as it was said', () => {
  const causes: Cause[] = ['network', 'kicked', 'tokenExpired', 'serverShutdown', 'unknown'];
  for (const cause of causes) {
    expect(callAfter([1, phase('failed', { cause })]).connection.cause).toBe(cause);
  }
});
