import { describe, expect, it } from 'vitest';
import type { Phase, ProbeOutcome, SourceEvent } from '../events/networkEvent.ts';
import type { CallDiagnosisCause } from './diagnosis.ts';
import { allReading } from '../witnesses/allWitnesses.ts';
import { diagnose } from './diagnose.ts';
import { isOutage } from './outage.ts';
import {
  faultAt,
  type JudgedCall,
  lobby,
  oneToOneCall,
  silence,
  spokenCall,
  watchedCall,
} from './judgedCall.test.helper.ts';

const phase = (name: Phase): SourceEvent => ({
  type: 'connectionChanged',
  phase: name,
  cause: 'network',
  willRetry: name === 'reconnecting' || name === 'lost',
});
const offline: SourceEvent = { type: 'deviceNetworkChanged', online: false };
const online: SourceEvent = { type: 'deviceNetworkChanged', online: true };
const resumed: SourceEvent = { type: 'deviceResumed', gapMs: 60_000 };
const channel = (health: 'alive' | 'late' | 'closed', name?: string): SourceEvent => ({
  type: 'signalingChanged',
  health,
  ...(name && { channel: name }),
  ...(health === 'late' && { lateMs: 1500 }),
});
const heard = (health: 'flowing' | 'stalled', lost?: number): SourceEvent => ({
  type: 'streamHealthChanged',
  media: 'audio',
  health,
  ...(lost !== undefined && { lost }),
});
const kicked: SourceEvent = { type: 'callEnded', cause: 'kicked', code: 1 };
// Remotes or the server still reach us with something: STUN, RTCP, another stream.
const onlyOtherPackets = (at: number) => ({
  ...silence,
  down: { ...silence.down, bytes: 90, lastPacketAt: at },
});

type Script = (call: JudgedCall) => JudgedCall;
type Row = [what: string, cause: CallDiagnosisCause, script: Script];

function withoutInternet(): JudgedCall {
  return watchedCall().poll(2500, silence).probes('timedOut', 'timedOut');
}

function causeAfter(call: JudgedCall, script: Script): CallDiagnosisCause {
  return script(call).diagnosis.cause;
}

describe('with media measured, through a server', () => {
  it.each<Row>([
    // Device
    ['all is well', 'none', (call) => call.poll(5000)],
    ['the browser says offline', 'deviceOffline', (call) => call.tell(offline)],
    [
      'offline, and media stopped',
      'deviceOffline',
      (call) => call.tell(offline).poll(1500, silence),
    ],
    [
      'offline, and media goes on for 0.75 s',
      'deviceOffline',
      (call) => call.tell(offline).poll(750),
    ],
    ['offline, and media goes on for longer', 'none', (call) => call.tell(offline).poll(1250)],
    [
      'both refused: nothing beyond the device or its router answers',
      'noInternet',
      (call) => call.poll(1000, silence).probe('server', 'refused', 200).probe('other', 'refused'),
    ],
    [
      'both refused while media flows in and is heard',
      'none',
      (call) => call.poll(1000).probes('refused', 'refused').poll(1000),
    ],
    [
      'both refused while media flows in and nobody hears us: media in says nothing about the way out',
      'noInternet',
      (call) => call.tell(heard('stalled')).probes('refused', 'refused'),
    ],
    [
      'both refused, then the device came online',
      'unknownOutage',
      (call) =>
        call.poll(1000, silence).probes('refused', 'refused').wait(100).tell(offline, online),
    ],

    // Beyond the device
    ['nothing comes in for 0.75 s', 'none', (call) => call.poll(750, silence)],
    ['nothing comes in for a second', 'unknownOutage', (call) => call.poll(1000, silence)],
    [
      'nothing comes in, the server times out, the other host is refused',
      'noInternet',
      (call) => call.poll(2500, silence).probe('server', 'timedOut').probe('other', 'refused', 900),
    ],
    [
      'both hosts time out while media flows: a blocker, or a slow server',
      'none',
      (call) => call.poll(2500).probes('timedOut', 'timedOut').poll(500),
    ],
    [
      'only the server times out while media flows',
      'none',
      (call) => call.poll(2500).probes('timedOut', 'reachable').poll(500),
    ],
    [
      'the probe that failed was sent before the stall',
      'unknownOutage',
      (call) => call.probes('timedOut', 'reachable').wait(300).poll(1250, silence),
    ],

    // The server
    [
      "the media server's channel closed, its host answers",
      'serverUnreachable',
      (call) => call.tell(channel('closed', 'sfu')).wait(250).probe('server', 'reachable', 0),
    ],
    [
      "the media server's channel closed, its host last answered long ago",
      'none',
      (call) => call.probe('server', 'reachable').wait(9000).tell(channel('closed', 'sfu')),
    ],
    [
      "the media server's channel closed, its host does not answer",
      'signalingLost',
      (call) => call.tell(channel('closed', 'sfu')).probe('server', 'timedOut', 0).poll(2500),
    ],
    [
      "the media server's channel closed, and media goes on: not the server",
      'signalingLost',
      (call) => call.tell(channel('closed', 'sfu')).probe('server', 'reachable', 0).poll(17_000),
    ],
    [
      "nothing comes in, the host answers, the server's channel is late: it hangs",
      'serverUnreachable',
      (call) => call.poll(2000, silence).probe('server', 'reachable').tell(channel('late', 'sfu')),
    ],
    [
      "nothing comes in, the host answers, only the app's own channel is late",
      'unknownOutage',
      (call) => call.poll(2000, silence).probe('server', 'reachable').tell(channel('late')),
    ],

    // Signalling
    [
      'the channel is late, media flows',
      'signalingLost',
      (call) => call.tell(channel('late')).poll(250),
    ],
    [
      'the channel just closed, media flows',
      'none',
      (call) => call.tell(channel('closed')).wait(250),
    ],
    [
      'the channel closed, media flows both ways since',
      'signalingLost',
      (call) => call.tell(channel('closed')).poll(2500),
    ],
    [
      'the channel closed and was opened again',
      'none',
      (call) => call.tell(channel('closed')).wait(200).tell(channel('alive')).poll(1000),
    ],
    [
      'the SDK reconnects while media flows',
      'signalingLost',
      (call) => call.tell(phase('reconnecting')).poll(2500),
    ],
    [
      'the SDK lost its server while media flows',
      'signalingLost',
      (call) => call.tell(phase('lost')).poll(2500),
    ],

    // The media path
    [
      'media stopped, other packets still come: it is not our path',
      'none',
      (call) =>
        call
          .poll(3000, (index) => onlyOtherPackets(faultAt + index * 250))
          .probe('server', 'reachable'),
    ],
    [
      'nobody sends anything',
      'none',
      (call) =>
        call.others({ expectsMedia: false }).poll(5000, silence).probe('server', 'reachable'),
    ],

    // The way out alone
    [
      'the server receives nothing from us',
      'notHeard',
      (call) => call.tell(heard('stalled')).poll(250),
    ],
    [
      'the server receives nothing of what we do not send',
      'none',
      (call) => call.tell({ type: 'localMediaChanged', audio: false }, heard('stalled')).poll(250),
    ],
    [
      'one of two reports still shows something new',
      'none',
      (call) => call.poll(500, (index) => ({ up: { unheardMs: index ? 1500 : 0 } })),
    ],
    [
      'no remote hears us, who send nothing',
      'none',
      (call) =>
        call
          .tell({ type: 'localMediaChanged', audio: false, video: false, screen: false })
          .poll(500, { up: { unheardMs: 600 } })
          .others({ hearNothing: 1 }),
    ],

    // The device itself
    [
      'the encoder is held back by the processor for six seconds',
      'deviceBusy',
      (call) => call.poll(6000, { up: { limitedBy: 'cpu' } }),
    ],
    [
      'the encoder was free for a moment',
      'none',
      (call) => call.poll(6000, (index) => ({ up: { limitedBy: index === 12 ? 'none' : 'cpu' } })),
    ],
    [
      'the encoder is held back by the network',
      'none',
      (call) => call.poll(6000, { up: { limitedBy: 'bandwidth' } }),
    ],
    [
      'no video is sent',
      'none',
      (call) => call.poll(7000, { up: { limitedBy: 'cpu', video: false } }),
    ],

    // Sleep
    [
      'the device woke up, and media is not back',
      'resumed',
      (call) => call.tell(resumed).poll(250, silence),
    ],
    ['the device woke up, and nothing was measured yet', 'none', (call) => call.tell(resumed)],
    ['the device woke up, and media is back', 'none', (call) => call.tell(resumed).poll(250)],
    [
      'the device woke up in a call where nobody sends',
      'none',
      (call) => call.others({ expectsMedia: false }).tell(resumed).poll(500, silence),
    ],

    // The end
    ['the server threw us out', 'endedByServer', (call) => call.tell(kicked)],
    [
      'thrown out, and offline, and silent',
      'endedByServer',
      (call) => call.tell(offline).poll(2000, silence).tell(kicked),
    ],
    ['we left', 'none', (call) => call.tell(phase('left')).poll(3000, silence).tell(offline)],
    ['we are leaving', 'none', (call) => call.tell(phase('leaving')).poll(3000, silence)],
    [
      'the SDK gave up: the phase says that',
      'none',
      (call) => call.poll(3000, silence).tell(phase('failed')),
    ],
  ])('%s: %s', (_what, cause, script) => {
    expect(causeAfter(watchedCall(), script)).toBe(cause);
  });
});

describe('with media measured, nothing comes in', () => {
  it.each<[ms: number, server: ProbeOutcome, other: ProbeOutcome | undefined, CallDiagnosisCause]>([
    [1000, 'refused', 'refused', 'noInternet'],
    [1000, 'refused', undefined, 'unknownOutage'],
    [2500, 'timedOut', 'timedOut', 'noInternet'],
    [2500, 'timedOut', undefined, 'unknownOutage'],
    [2500, 'timedOut', 'reachable', 'serverUnreachable'],
    [1500, 'refused', 'reachable', 'serverUnreachable'],
    // Still the server or the path: no channel has had the time to be late.
    [2500, 'reachable', undefined, 'unknownOutage'],
    [2750, 'reachable', undefined, 'mediaBlocked'],
  ])('for %i ms, the server is %s, the other host %s: %s', (ms, server, other, cause) => {
    expect(watchedCall().poll(ms, silence).probes(server, other).diagnosis.cause).toBe(cause);
  });

  it.each<[ms: number, CallDiagnosisCause]>([
    [5250, 'none'],
    [5500, 'mediaBlocked'],
  ])('for %i ms at all, after only media had stopped: %s', (ms, cause) => {
    const call = watchedCall();
    call.poll(1500, () => onlyOtherPackets(call.now)).probe('server', 'reachable');
    call.poll(ms - 250, silence).probe('server', 'reachable');
    expect(call.poll(250, silence).diagnosis.cause).toBe(cause);
  });
});

describe('with media measured, what we send', () => {
  const noNews = { loss: undefined, unheardReports: undefined, arrivedAt: undefined };

  it.each<[reports: number, CallDiagnosisCause]>([
    [2, 'none'],
    [3, 'notHeard'],
  ])('has shown in none of %i reports: %s', (unheardReports, cause) => {
    const up = { ...noNews, unheardReports, unheardMs: unheardReports * 1000 };
    const call = watchedCall().poll(3000, { up: noNews });
    expect(call.poll(500, { up }).diagnosis.cause).toBe(cause);
  });

  it.each<[what: string, CallDiagnosisCause, others: object]>([
    ['no remote hears', 'notHeard', {}],
    ['one remote does not hear, another does', 'none', { hearUs: 1 }],
    ['one remote does not hear, another does so badly', 'none', { hearBadly: 1 }],
  ])('%s: %s', (_what, cause, others) => {
    const repeated = { ...noNews, unheardReports: 1, unheardMs: 1500 };
    const call = watchedCall().poll(2000, { up: repeated });
    const said = { hearNothing: 1, hearNothingSince: faultAt + 1000, ...others };
    expect(call.others(said).diagnosis.cause).toBe(cause);
  });

  it('a remote does not hear, the server does: their downlink', () => {
    const call = watchedCall().poll(2000, { up: noNews }).tell(heard('flowing', 0));
    const said = { hearNothing: 1, hearNothingSince: faultAt + 1000 };
    expect(call.others(said).diagnosis.cause).toBe('none');
  });
});

describe('with nothing but the SDK and probes', () => {
  it.each<Row>([
    ['all is well', 'none', (call) => call.wait(1000)],
    ['the SDK reconnects', 'unknownOutage', (call) => call.tell(phase('reconnecting'))],
    ['the SDK lost its server', 'unknownOutage', (call) => call.tell(phase('lost'))],
    [
      'the SDK connects again, in its words',
      'unknownOutage',
      (call) => call.tell(phase('lost'), phase('connecting')),
    ],
    [
      'the SDK reconnects, and one host refuses slowly, the other times out',
      'noInternet',
      (call) =>
        call
          .tell(phase('reconnecting'))
          .wait(1600)
          .probe('server', 'timedOut')
          .probe('other', 'refused', 900),
    ],
    [
      'the SDK reconnects, and the other host answered before that, not since',
      'unknownOutage',
      (call) =>
        call
          .probe('other', 'reachable')
          .wait(9000)
          .tell(phase('reconnecting'))
          .wait(1600)
          .probe('server', 'timedOut'),
    ],
    [
      'probes fail, and the SDK is connected',
      'none',
      (call) => call.wait(1600).probes('timedOut', 'timedOut').wait(1000),
    ],
    ['both hosts refuse at once', 'none', (call) => call.probes('refused', 'refused')],
    [
      'both hosts have refused for five seconds',
      'noInternet',
      (call) => call.probes('refused', 'refused').wait(5000),
    ],
    [
      'both hosts refused, and the SDK connected since',
      'none',
      (call) =>
        call
          .tell(phase('reconnecting'))
          .probes('refused', 'refused')
          .wait(500)
          .tell(phase('connected')),
    ],
    ['offline', 'deviceOffline', (call) => call.tell(offline)],
    [
      'offline and back, the SDK never noticed',
      'none',
      (call) => call.tell(offline).wait(5000).tell(online),
    ],
    [
      'online again, the SDK still reconnects',
      'unknownOutage',
      (call) => call.tell(offline).wait(5000).tell(phase('reconnecting'), online),
    ],
    [
      'online again, the SDK still reconnects, and the hosts refused while offline',
      'unknownOutage',
      (call) =>
        call
          .tell(offline, phase('reconnecting'))
          .probes('refused', 'refused')
          .wait(5000)
          .tell(online),
    ],
    [
      'the channel is late, and nobody knows whether media flows',
      'none',
      (call) => call.tell(channel('late')).wait(5000),
    ],
    ['woke up connected', 'none', (call) => call.tell(resumed)],
    ['woke up reconnecting', 'resumed', (call) => call.tell(phase('reconnecting'), resumed)],
    [
      'woke up reconnecting 20 s ago',
      'unknownOutage',
      (call) => call.tell(phase('reconnecting'), resumed).wait(20_250),
    ],
    [
      'the SDK scored the uplink bad, and has been silent for over eight seconds',
      'none',
      (call) => call.tell(...scores({ uplink: 'bad' })).wait(8250),
    ],
    [
      'the SDK scored the uplink bad once',
      'none',
      (call) => call.tell({ type: 'qualitySampled', uplink: 'bad', basis: 'sdk' }),
    ],
  ])('%s: %s', (_what, cause, script) => {
    expect(causeAfter(spokenCall(), script)).toBe(cause);
  });

  it.each<[server: ProbeOutcome, other: ProbeOutcome | undefined, CallDiagnosisCause]>([
    ['timedOut', 'timedOut', 'noInternet'],
    ['timedOut', 'reachable', 'serverUnreachable'],
    ['timedOut', undefined, 'unknownOutage'],
    ['reachable', 'reachable', 'unknownOutage'],
  ])('the SDK reconnects, its server is %s, the other host %s: %s', (server, other, cause) => {
    const call = spokenCall().tell(phase('reconnecting')).wait(1600);
    expect(call.probes(server, other).diagnosis.cause).toBe(cause);
  });

  it.each<[what: string, CallDiagnosisCause, score: object]>([
    ['the uplink bad', 'weakUplink', { uplink: 'bad' }],
    ['the downlink bad', 'weakDownlink', { downlink: 'vbad' }],
    ['both bad', 'weakBoth', { uplink: 'bad', downlink: 'bad' }],
    ['the connection bad', 'weakBoth', { overall: 'bad' }],
    ['the uplink poor', 'none', { uplink: 'poor' }],
  ])('the SDK scores %s: %s', (_what, cause, score) => {
    expect(spokenCall().tell(...scores(score)).diagnosis.cause).toBe(cause);
  });

  function scores(change: object): SourceEvent[] {
    return [1, 2, 3].map(
      () => ({ type: 'qualitySampled', basis: 'sdk', ...change }) as SourceEvent,
    );
  }
});

describe('between two people, without a server', () => {
  const nothingComes = { userId: 'maya', ...silence };
  const stillThere = { reports: true, lastHeardOf: faultAt + 2500 };

  it.each<Row>([
    [
      'nothing comes, the host answers: nobody can say whose side',
      'unknownOutage',
      (call) => call.poll(2000, nothingComes).probe('server', 'reachable'),
    ],
    [
      'nothing comes, and the server says they are gone: not us',
      'none',
      (call) =>
        call.others({ saidGoneAt: faultAt }).poll(2000, nothingComes).probe('server', 'reachable'),
    ],
    [
      'nothing comes, neither media nor reports: they are gone',
      'none',
      (call) =>
        call
          .others({ reports: true, lastHeardOf: faultAt })
          .poll(2750, nothingComes)
          .probe('server', 'reachable'),
    ],
    [
      'nothing comes, and they still report: the path between us',
      'mediaBlocked',
      (call) =>
        call.poll(2500, nothingComes).probe('server', 'reachable').others(stillThere).wait(500),
    ],
    [
      'nothing comes, and whoever relays gets nothing from us either',
      'mediaBlocked',
      (call) => call.tell(heard('stalled')).poll(1500, nothingComes).probe('server', 'reachable'),
    ],
    [
      'no remote hears us, and there is no server to disprove it',
      'notHeard',
      (call) =>
        call
          .poll(2000, { userId: 'maya', up: { arrivedAt: undefined } })
          .others({ hearNothing: 1, hearNothingSince: faultAt + 1000, reports: true }),
    ],
  ])('%s: %s', (_what, cause, script) => {
    expect(causeAfter(oneToOneCall(), script)).toBe(cause);
  });

  it.each<[ms: number, CallDiagnosisCause]>([
    [3750, 'unknownOutage'],
    [4000, 'mediaBlocked'],
  ])('nothing comes for %i ms, and nobody says anything: %s', (ms, cause) => {
    const call = oneToOneCall().poll(2000, nothingComes).probe('server', 'reachable');
    expect(call.poll(ms - 2000, nothingComes).diagnosis.cause).toBe(cause);
  });
});

describe('in no call', () => {
  it.each<Row>([
    ['the device woke up', 'none', (call) => call.tell(resumed)],
    [
      'connecting for the first time, offline',
      'none',
      (call) => call.tell(phase('connecting'), offline),
    ],
    ['offline before anything was said', 'deviceOffline', (call) => call.tell(offline)],
    [
      'the SDK reconnects its first connect',
      'none',
      (call) => call.tell(phase('connecting'), phase('reconnecting')),
    ],
    [
      'thrown out before it began',
      'endedByServer',
      (call) => call.tell(phase('connecting'), kicked),
    ],
  ])('%s: %s', (_what, cause, script) => {
    expect(causeAfter(lobby(), script)).toBe(cause);
  });

  it('media without any SDK is a call all the same', () => {
    expect(lobby().poll(8000).poll(1250, silence).diagnosis.cause).toBe('unknownOutage');
  });
});

describe('a diagnosis', () => {
  it('is the same object until something changes', () => {
    const call = watchedCall();
    const before = call.diagnosis;
    expect(call.poll(2000).diagnosis).toBe(before);
    const out = call.poll(3000, silence).diagnosis;
    expect(call.poll(1000, silence).diagnosis).toBe(out);
  });

  it('does not look at the clock: the same facts at the same time give the same answer', () => {
    const { call, remotes, diagnosis, now } = watchedCall().poll(1500, silence);
    const again = () => diagnose(call, remotes, allReading, { ...diagnosis, cause: 'none' }, now);
    expect(again()).toEqual(again());
  });

  it('knows when the trouble began, and when it was named', () => {
    const { diagnosis } = watchedCall().poll(1500, silence);
    expect(diagnosis).toMatchObject({ began: faultAt, since: faultAt + 1000 });
  });

  it('began as long ago as the SDK took to notice', () => {
    const said = { ...phase('reconnecting'), lagMs: 12_000 } as SourceEvent;
    expect(spokenCall().tell(said).diagnosis).toMatchObject({
      began: faultAt - 12_000,
      since: faultAt,
    });
  });

  it('of one outage keeps its beginning when the cause becomes clearer', () => {
    const call = withoutInternet();
    expect(call.named).toEqual([
      ['unknownOutage', 1000],
      ['noInternet', 2500],
    ]);
    expect(call.diagnosis).toMatchObject({ began: faultAt, since: faultAt + 2500 });
  });

  it.each<[string, Script, sign: RegExp]>([
    ['offline', (call) => call.tell(offline), /^device offline$/],
    [
      'no internet',
      (call) => call.poll(2500, silence).probes('timedOut', 'timedOut'),
      /no packet on any connection, server probe failed, other probe failed/,
    ],
    [
      'server unreachable',
      (call) => call.poll(2500, silence).probes('refused', 'reachable'),
      /no packet on any connection, server probe failed, other probe answered/,
    ],
    [
      'refused',
      (call) => call.poll(1000, silence).probes('refused', 'refused'),
      /server probe failed, other probe failed/,
    ],
    [
      'a hung server',
      (call) => call.poll(2000, silence).probe('server', 'reachable').tell(channel('late', 'sfu')),
      /media server's channel late, server probe answered/,
    ],
    [
      'a server that died',
      (call) => call.tell(channel('closed', 'sfu')).wait(250).probe('server', 'reachable', 0),
      /media server's channel late, server probe answered/,
    ],
    ['signalling', (call) => call.tell(channel('late')).poll(2500), /^channel late$/],
    [
      'signalling, as the SDK knows',
      (call) => call.tell(phase('lost')).poll(2500),
      /^SDK says reconnecting$/,
    ],
    ['unheard', (call) => call.tell(heard('stalled')), /^server receives nothing$/],
    [
      'unheard by reports',
      (call) =>
        call.poll(3500, { up: { unheardMs: 2000, unheardReports: 3, arrivedAt: undefined } }),
      /reports show nothing new/,
    ],
    ['woken', (call) => call.tell(resumed).poll(250, silence), /^device resumed$/],
    [
      'busy',
      (call) => call.poll(6000, { up: { limitedBy: 'cpu' } }),
      /encoder limited by processor/,
    ],
    ['ended', (call) => call.tell(kicked), /^call ended$/],
  ])('names its evidence: %s', (_what, script, sign) => {
    const { evidence, confidence } = script(watchedCall()).diagnosis;
    expect(evidence.map((one) => one.sign).join(', ')).toMatch(sign);
    for (const { at } of evidence) expect(Math.abs(at - faultAt)).toBeLessThan(7000);
    expect(confidence).toBeGreaterThan(0.5);
  });

  it('names the SDK as its evidence where it has no other', () => {
    const { evidence } = spokenCall().tell(phase('reconnecting')).diagnosis;
    expect(evidence).toEqual([
      { sign: 'SDK says reconnecting', at: faultAt, value: 'reconnecting' },
    ]);
  });

  it.each<[string, Script, began: number]>([
    ['the event', (call) => call.poll(500, silence).tell(offline), 500],
    ['the last packet', (call) => call.poll(2000, silence).probes('refused', 'refused'), 0],
    [
      'what lies half-way between the last proof and the late answer, a second before it at most',
      (call) => call.poll(2000).tell(channel('late')).poll(2500),
      -500,
    ],
    ['the last thing heard of us', (call) => call.wait(2000).tell(heard('stalled')), 1000],
    ['the kick', (call) => call.poll(500).tell(kicked), 500],
    ['the first frame held back', (call) => call.poll(6000, { up: { limitedBy: 'cpu' } }), 250],
  ])('began with %s', (_what, script, began) => {
    expect(script(watchedCall()).diagnosis.began).toBe(faultAt + began);
  });
});

describe('an outage', () => {
  it.each<[what: string, start: () => JudgedCall, Script, JudgedCall['named']]>([
    [
      'no internet',
      spokenCall,
      (call) =>
        call.tell(phase('reconnecting')).wait(1600).probes('timedOut', 'timedOut').wait(15_000),
      [
        ['unknownOutage', 0],
        ['noInternet', 1600],
      ],
    ],
    [
      'no internet, refused',
      watchedCall,
      (call) => call.poll(1000, silence).probes('refused', 'refused').poll(15_000, silence),
      [
        ['unknownOutage', 1000],
        ['noInternet', 1000],
      ],
    ],
  ])('stays %s when the probes slow down', (_what, start, script, named) => {
    expect(script(start()).named).toEqual(named);
  });

  it('ends with traffic, not with a better-looking sign', () => {
    const call = withoutInternet();
    call.poll(500, silence).probes('reachable', 'reachable').poll(500, silence);
    expect(isOutage(call.diagnosis.cause)).toBe(true);
    expect(call.poll(250).diagnosis.cause).toBe('none');
  });

  it('of the device is merely an outage once the device says online, until media is back', () => {
    const call = watchedCall().tell(offline).poll(3000, silence).tell(online);
    expect(call.diagnosis).toMatchObject({ cause: 'unknownOutage', began: faultAt });
    expect(call.poll(250).diagnosis.cause).toBe('none');
  });

  it('ends with packets of any kind where nobody sends any more', () => {
    const call = watchedCall().poll(3000, silence).others({ expectsMedia: false });
    expect(call.poll(250, silence).diagnosis.cause).toBe('unknownOutage');
    expect(call.poll(250, onlyOtherPackets(call.now)).diagnosis.cause).toBe('none');
  });

  it('ends with packets of any kind, a little later, though somebody should send', () => {
    const call = watchedCall().poll(3000, silence).probe('server', 'reachable');
    const others = (ms: number) => call.poll(ms, () => onlyOtherPackets(call.now));
    expect(isOutage(others(2000).diagnosis.cause)).toBe(true);
    expect(others(4000).diagnosis.cause).toBe('none');
  });

  it('keeps its first cause while ICE gives up', () => {
    const call = watchedCall().poll(3000, silence).probe('server', 'reachable');
    expect(call.diagnosis.cause).toBe('mediaBlocked');
    call.poll(2000, silence).tell(channel('late', 'sfu')).poll(8000, silence);
    expect(call.diagnosis.cause).toBe('mediaBlocked');
    expect(call.tell(phase('reconnecting')).diagnosis.cause).toBe('mediaBlocked');
  });

  it('in which one host is the first to answer again is healing, not a broken server', () => {
    const call = withoutInternet();
    call.poll(5000, silence).probes('timedOut', 'reachable');
    expect(call.diagnosis.cause).not.toBe('serverUnreachable');
    expect(call.poll(3250, silence).probe('server', 'timedOut').diagnosis.cause).toBe(
      'serverUnreachable',
    );
  });

  it('in which the server answers again is healing, not a blocked path', () => {
    const call = withoutInternet();
    call.poll(3000, silence).probes('reachable', 'reachable');
    expect(call.poll(2750, silence).diagnosis.cause).toBe('unknownOutage');
    expect(call.poll(500, silence).diagnosis.cause).toBe('mediaBlocked');
  });
});

describe('what an outage leaves behind is no new trouble', () => {
  const outOfFour = (call: JudgedCall) =>
    call.poll(2500, silence).probes('timedOut', 'timedOut').poll(1500, silence);

  it('its time is remembered', () => {
    expect(outOfFour(watchedCall()).poll(250).diagnosis.outage).toMatchObject({
      began: faultAt,
      endedAt: faultAt + 4250,
    });
  });

  it.each<[string, Script]>([
    ['loss counted over the gap', (call) => call.poll(5000, { down: { packets: 15, lost: 5 } })],
    ['loss reported over the gap', (call) => call.poll(5000, { up: { loss: 0.4 } })],
    ['reports that still show nothing new', (call) => call.poll(3500, { up: { unheardMs: 5000 } })],
    ['a server that still receives nothing', (call) => call.tell(heard('stalled')).poll(3500)],
  ])('%s', (_what, script) => {
    const call = outOfFour(watchedCall()).poll(250);
    call.named.length = 0;
    expect(script(call).named).toEqual([]);
  });

  it.each<[string, Script, CallDiagnosisCause]>([
    [
      'unheard after four seconds',
      (call) => call.tell(heard('stalled')).poll(4250, { up: { arrivedAt: undefined } }),
      'notHeard',
    ],
    ['weak after ten', (call) => call.poll(11_000, { up: { loss: 0.4 } }), 'weakUplink'],
  ])('but what stays is: %s', (_what, script, cause) => {
    expect(script(outOfFour(watchedCall()).poll(250)).diagnosis.cause).toBe(cause);
  });

  it('a socket that went mute in the outage does not keep a trouble alive for the 10 s of its backoff', () => {
    const call = watchedCall().poll(2000, silence).tell(channel('late')).poll(2000, silence);
    call.poll(12_000);
    expect(call.diagnosis.cause).toBe('none');
    expect(call.tell(channel('alive')).poll(5000).named).toEqual([
      ['unknownOutage', 1000],
      ['none', 4250],
    ]);
  });

  it('a socket that is still mute a quarter of a minute later is a trouble of its own', () => {
    const call = watchedCall().poll(2000, silence).tell(channel('late')).poll(2000, silence);
    expect(call.poll(15_500).diagnosis.cause).toBe('signalingLost');
  });

  it('a socket that goes mute after the outage is a trouble at once', () => {
    const call = watchedCall().poll(4000, silence).poll(3000).tell(channel('late')).poll(2500);
    expect(call.diagnosis.cause).toBe('signalingLost');
  });

  it('a media server channel that closed in the outage is not the server', () => {
    const call = withoutInternet();
    call.poll(1500, silence).tell(channel('closed', 'sfu')).probe('server', 'reachable', 0);
    expect(call.poll(2500, silence).diagnosis.cause).toBe('unknownOutage');
    expect(call.poll(250).diagnosis.cause).toBe('none');
  });
});
