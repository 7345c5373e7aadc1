import { describe, expect, it } from 'vitest';
import type { SourceEvent } from '../events/networkEvent.ts';
import type { CallDiagnosisCause } from './diagnosis.ts';
import {
  faultAt,
  type JudgedCall,
  oneToOneCall,
  type SampleChange,
  silence,
  watchedCall,
} from './judgedCall.test.helper.ts';

type Script = (call: JudgedCall) => JudgedCall;
type Row = [what: string, cause: CallDiagnosisCause, script: Script];

/** Reports of the other end come about once a second. */
const lossyUp =
  (loss: number, more: SampleChange['up'] = {}) =>
  (index: number): SampleChange => ({
    up: index % 4 === 3 ? { ...more, loss } : { ...more, loss: undefined },
  });
const lossyDown = (packets: number, lost: number): SampleChange => ({ down: { packets, lost } });
const streams = (
  audio: [packets: number, lost: number],
  video: [packets: number, lost: number],
): SampleChange => ({
  down: { packets: audio[0] + video[0], lost: audio[1] + video[1] },
  streams: [
    { streamId: 'a', userId: 'maya', media: 'audio', packets: audio[0], lost: audio[1] },
    { streamId: 'v', userId: 'maya', media: 'video', packets: video[0], lost: video[1] },
  ],
});
const starvedUp: SampleChange['up'] = { availableKbps: 400, framesPerSecond: 7, targetKbps: 150 };
const starvedDown: SampleChange = { up: { rttMs: 400 }, down: { kbps: 200 } };
const slow = (rttMs: number): SampleChange => ({ up: { rttMs } });
const jittery = (down: number, up: number, rttMs = 60): SampleChange => ({
  up: { jitterMs: up, rttMs },
  down: { jitterMs: down },
});
// A gap now and then: one poll of four loses three packets and is told of a loss.
const burst = (index: number): SampleChange =>
  index % 5 === 0
    ? { up: { loss: 0.07 }, down: { packets: 18, lost: 2 } }
    : { up: { loss: undefined } };

describe('through a server', () => {
  it.each<Row>([
    // Our own uplink: what the other end reports
    ['a fifth of what we send is lost', 'weakUplink', (call) => call.poll(2000, lossyUp(0.2))],
    ['8 % is lost', 'weakUplink', (call) => call.poll(3000, lossyUp(0.08))],
    ['7 % is lost: chance', 'none', (call) => call.poll(4000, lossyUp(0.07))],
    [
      '15 % in one report between clean ones: chance',
      'none',
      (call) => call.poll(1000, lossyUp(0.15)).poll(3000),
    ],
    [
      'one report that covers two streams',
      'weakUplink',
      (call) =>
        call
          .poll(2500, { up: { loss: undefined } })
          .poll(250, { up: { loss: 0.2, lossCovers: 2 } }),
    ],
    [
      'two reports, one of them clean and of three streams',
      'none',
      (call) =>
        call
          .poll(2500, { up: { loss: undefined } })
          .poll(250, { up: { loss: 0.2 } })
          .poll(250, { up: { loss: 0, lossCovers: 3 } }),
    ],
    [
      'two reports more than 2.5 s apart',
      'none',
      (call) =>
        call.poll(2500, { up: { loss: undefined } }).poll(10_000, (index) => ({
          up: { loss: index % 10 === 9 ? 0.2 : undefined },
        })),
    ],
    [
      'half of it in one report, and they hear us badly',
      'weakUplink',
      (call) => call.others({ hearBadly: 1 }).poll(1000, lossyUp(0.16)),
    ],
    [
      '4 % in one report, and they hear us badly: two signs that agree',
      'weakUplink',
      (call) =>
        call
          .poll(2500, { up: { loss: undefined } })
          .others({ hearBadly: 1 })
          .poll(250, { up: { loss: 0.04 } }),
    ],
    [
      '4 % in one report, one hears us badly and another well',
      'none',
      (call) =>
        call
          .poll(2500, { up: { loss: undefined } })
          .others({ hearBadly: 1, hearUs: 1 })
          .poll(250, { up: { loss: 0.04 } }),
    ],
    [
      '4 % in one report of over 1.5 s ago, and they hear us badly now',
      'none',
      (call) =>
        call
          .poll(2500, { up: { loss: undefined } })
          .poll(250, { up: { loss: 0.04 } })
          .poll(1500, { up: { loss: undefined } })
          .others({ hearBadly: 1 }),
    ],
    [
      'a server in between gets what we send: the other end misses it on its own side',
      'none',
      (call) => call.poll(250).tell(hears(0.02)).poll(2000, lossyUp(0.2)),
    ],
    [
      'a server in between misses it too',
      'weakUplink',
      (call) => call.tell(hears(0.03)).poll(2000, lossyUp(0.2)),
    ],
    [
      'a server in between got what we sent three seconds ago',
      'weakUplink',
      (call) => call.tell(hears(0)).poll(3000, lossyUp(0.2)),
    ],

    // Our own uplink: what fits
    [
      'it halves, frames too, and packets are lost with it',
      'weakUplink',
      starved({ ...starvedUp, loss: 0.05 }),
    ],
    [
      'it halves, and frames too, without loss: not told from a slow start',
      'none',
      starved(starvedUp),
    ],
    ['it falls to 51 %', 'none', starved({ ...starvedUp, availableKbps: 510, loss: 0.05 })],
    [
      'no video is sent: nothing needs the room',
      'none',
      starved({ ...starvedUp, loss: 0.05, video: false }),
    ],
    [
      'nobody says what fits',
      'none',
      starved({ ...starvedUp, availableKbps: undefined, loss: 0.05 }),
    ],

    // Our own downlink: what is lost
    ['a fifth of what comes is lost', 'weakDownlink', (call) => call.poll(2000, lossyDown(16, 4))],
    ['8 % is lost', 'weakDownlink', (call) => call.poll(2000, lossyDown(46, 4))],
    ['7 % is lost', 'none', (call) => call.poll(4000, lossyDown(186, 14))],
    ['a single gap', 'none', (call) => call.poll(1000).poll(250, lossyDown(5, 40)).poll(2000)],
    ['a gap that lasts a second', 'none', (call) => call.poll(1000, lossyDown(10, 10))],
    [
      'audio is lost, video is sent again',
      'weakDownlink',
      (call) => call.poll(2000, streams([9, 2], [60, 0])),
    ],
    ['too few packets to tell', 'none', (call) => call.poll(4000, streams([2, 0], [1, 0]))],
    [
      'one packet lost of few',
      'none',
      (call) =>
        call.poll(4000, (index) => (index % 4 ? streams([3, 0], [0, 0]) : streams([2, 1], [0, 0]))),
    ],
    [
      'packets only came late',
      'none',
      (call) => call.poll(4000, (index) => lossyDown(20, index % 2 ? -4 : 4)),
    ],
    [
      'their own reports explain it',
      'none',
      (call) => call.others({ weakThemselves: 1 }).poll(2000, lossyDown(16, 4)),
    ],
    [
      'the report of one of two explains nothing: both come in broken',
      'weakDownlink',
      (call) => call.others({ weakThemselves: 1, count: 2 }).poll(2000, lossyDown(16, 4)),
    ],

    // Our own downlink: what fits
    [
      'half of it comes, late, while we send as ever',
      'weakDownlink',
      (call) => call.poll(2500, starvedDown),
    ],
    [
      'half of it comes, in time: they send less',
      'none',
      (call) => call.poll(2500, { down: { kbps: 200 } }),
    ],
    [
      '60 % comes, late',
      'none',
      (call) => call.poll(1250, { up: { rttMs: 300 }, down: { kbps: 300 } }),
    ],
    [
      'half of it comes, late, and we are held back too',
      'weakBoth',
      (call) => call.poll(2500, { up: { rttMs: 400, availableKbps: 450 }, down: { kbps: 200 } }),
    ],

    // The path
    ['round trips of 350 ms that stay', 'weakBoth', (call) => call.poll(3000, slow(350))],
    ['round trips of 349 ms', 'none', (call) => call.poll(4000, slow(349))],
    ['one late round trip', 'none', (call) => call.poll(250, slow(900)).poll(3000)],
    ['long round trips for a second', 'none', (call) => call.poll(1250, slow(600))],
    [
      'a path that was always slow',
      'none',
      (call) => call.poll(170_000, slow(200)).poll(4000, slow(380)),
    ],
    ['jitter on both ways', 'weakBoth', (call) => call.poll(3000, jittery(40, 40))],
    [
      'jitter on the way in alone: their encoder, or our processor',
      'none',
      (call) => call.poll(3000, jittery(60, 4)),
    ],
    ['jitter on the way out alone', 'none', (call) => call.poll(3000, jittery(4, 60))],
    [
      'jitter of a path too short for it: a busy machine',
      'none',
      (call) => call.poll(3000, jittery(60, 60, 40)),
    ],
    ['short gaps both ways that keep coming back', 'weakBoth', (call) => call.poll(6000, burst)],
    [
      'short gaps on the way in alone',
      'none',
      (call) => call.poll(6000, (index) => ({ ...burst(index), up: {} })),
    ],
    [
      'short gaps on the way out alone',
      'none',
      (call) => call.poll(6000, (index) => ({ up: { loss: index % 5 ? undefined : 0.07 } })),
    ],

    // Both
    [
      'lost both ways',
      'weakBoth',
      (call) => call.poll(2000, (index) => ({ ...lossyUp(0.2)(index), ...lossyDown(16, 4) })),
    ],

    // When nobody is there, or nothing comes
    [
      'everybody left',
      'none',
      (call) => call.others({ alone: true, count: 0 }).poll(2000, lossyUp(0.2)),
    ],
    [
      'nothing comes in any more: that is more than weak',
      'none',
      (call) => call.poll(2000, lossyUp(0.2)).poll(750, silence),
    ],
    [
      'nothing comes in, and nobody should send',
      'weakUplink',
      (call) =>
        call
          .others({ expectsMedia: false })
          .poll(2000, (index) => ({ ...silence, ...lossyUp(0.2)(index) })),
    ],
  ])('%s: %s', (_what, cause, script) => {
    expect(script(watchedCall()).diagnosis.cause).toBe(cause);
  });

  function hears(lost: number): SourceEvent {
    return { type: 'streamHealthChanged', media: 'audio', health: 'flowing', lost };
  }

  function starved(up: SampleChange['up']): Script {
    return (call) =>
      call.poll(1500, (index) => ({ up: { ...up, loss: index % 4 ? undefined : up?.loss } }));
  }
});

describe('how bad', () => {
  it.each<[string, Script, level: string]>([
    ['a fifth lost on the way out', (call) => call.poll(2000, lossyUp(0.2)), 'bad'],
    ['39 % lost on the way out', (call) => call.poll(2000, lossyUp(0.39)), 'bad'],
    ['40 % lost on the way out', (call) => call.poll(4000, lossyUp(0.4)), 'vbad'],
    ['a fifth lost on the way in', (call) => call.poll(2000, lossyDown(16, 4)), 'bad'],
    [
      '40 % lost on the way in',
      (call) => call.poll(2500, lossyDown(12, 8)).poll(500, lossyDown(12, 8)),
      'vbad',
    ],
    ['round trips of half a second', (call) => call.poll(3000, slow(500)), 'bad'],
    ['round trips of 1.2 s', (call) => call.poll(3500, slow(1200)), 'vbad'],
    [
      'the worse of two',
      (call) => call.poll(5000, (index) => ({ ...lossyUp(0.5)(index), ...lossyDown(16, 4) })),
      'vbad',
    ],
  ])('%s: %s', (_what, script, level) => {
    expect(script(watchedCall()).diagnosis.level).toBe(level);
  });

  it('says the measured number and where it was measured', () => {
    expect(watchedCall().poll(2000, lossyUp(0.2)).diagnosis.evidence).toEqual([
      { sign: 'uplink loss', at: faultAt + 1500, value: 0.1 },
    ]);
    expect(watchedCall().poll(2000, lossyDown(16, 4)).diagnosis.evidence).toEqual([
      { sign: 'downlink loss', at: faultAt + 1500, value: 0.12 },
    ]);
    expect(watchedCall().poll(3000, slow(420)).diagnosis.evidence[0]).toMatchObject({
      sign: 'round trip',
      value: 420,
    });
  });

  it('is surer of two signs than of one', () => {
    expect(watchedCall().poll(2000, lossyUp(0.2)).diagnosis.confidence).toBe(0.75);
    const both = watchedCall().poll(2000, (index) => ({
      ...lossyUp(0.2)(index),
      ...lossyDown(16, 4),
    }));
    expect(both.diagnosis.confidence).toBe(0.9);
  });
});

describe('in time', () => {
  it.each<[string, SampleChange | ((index: number) => SampleChange), byMs: number]>([
    ['15 % lost on the way out', lossyUp(0.15), 2500],
    ['15 % lost on the way in', lossyDown(17, 3), 2500],
    [
      'a capacity that fell to 150 kbit/s',
      (index) => ({ up: { ...starvedUp, loss: index % 4 ? undefined : 0.1 } }),
      4000,
    ],
    ['300 ms more each way', slow(640), 4000],
    ['jitter', jittery(40, 40), 6000],
    ['bursts', burst, 6000],
  ])('%s is named by %s ms', (_what, change, byMs) => {
    const { named } = watchedCall().poll(byMs, change);
    expect(named).toHaveLength(1);
    expect(named[0]?.[1]).toBeLessThanOrEqual(byMs);
  });
});

describe('leaving asks for more than entering did', () => {
  it.each<[string, enter: Script, stay: Script, leave: Script]>([
    [
      'uplink loss',
      (call) => call.poll(2000, lossyUp(0.2)),
      (call) => call.poll(8000, lossyUp(0.045)),
      (call) => call.poll(8000, lossyUp(0.03)),
    ],
    [
      'downlink loss',
      (call) => call.poll(2000, lossyDown(16, 4)),
      (call) => call.poll(6000, streams([23, 1], [20, 0])),
      (call) => call.poll(6000, (index) => streams([23, index % 2], [20, 0])),
    ],
    [
      'round trips',
      (call) => call.poll(3000, slow(400)),
      (call) => call.poll(6000, slow(265)),
      (call) => call.poll(6000, slow(260)),
    ],
    [
      'jitter',
      (call) => call.poll(3000, jittery(40, 40)),
      (call) => call.poll(6000, jittery(18, 18)),
      (call) => call.poll(6000, jittery(16, 16)),
    ],
    [
      'downlink capacity',
      (call) => call.poll(2500, starvedDown),
      (call) => call.poll(3000, { down: { kbps: 200 } }),
      (call) => call.poll(3000, { down: { kbps: 400 } }),
    ],
  ])('%s', (_what, enter, stay, leave) => {
    const staying = enter(watchedCall());
    const { cause } = staying.diagnosis;
    expect(cause).toMatch(/^weak/);
    expect(stay(staying).diagnosis.cause).toBe(cause);
    expect(staying.named).toHaveLength(1);
    expect(leave(enter(watchedCall())).diagnosis.cause).toBe('none');
  });

  it('and one clean report does not end a loss', () => {
    const call = watchedCall().poll(3000, lossyUp(0.2)).poll(1000, lossyUp(0));
    expect(call.diagnosis.cause).toBe('weakUplink');
    expect(call.poll(4000, lossyUp(0)).diagnosis.cause).toBe('none');
    expect(call.named).toHaveLength(2);
  });

  it('and a trouble that grows both ways keeps its beginning', () => {
    const call = watchedCall().poll(2500, lossyUp(0.2));
    const { began } = call.diagnosis;
    call.poll(2500, (index) => ({ ...lossyUp(0.2)(index), ...lossyDown(16, 4) }));
    expect(call.diagnosis).toMatchObject({ cause: 'weakBoth', began });
  });
});

describe('a new connection settles first', () => {
  it('for four seconds its numbers say nothing', () => {
    const call = watchedCall();
    call.tell({ type: 'mediaClosed', connectionId: 'pc0' });
    call.poll(4250, lossyDown(10, 10));
    expect(call.diagnosis.cause).toBe('none');
    expect(call.poll(1250, lossyDown(10, 10)).diagnosis.cause).toBe('weakDownlink');
  });
});

describe('whose side it is', () => {
  const lossIn = (call: JudgedCall): JudgedCall => call.poll(2000, lossyDown(16, 4));

  it.each<[string, Parameters<JudgedCall['others']>[0], betweenUs: boolean]>([
    ['one remote without a word of how it left them', {}, true],
    ['one remote who reports', { reports: true }, false],
    ['one remote whom a server measures', { measured: true }, false],
    ['two remotes come in broken: it is us', { count: 2 }, false],
  ])('of a loss on the way in through a server: %s', (_what, others, betweenUs) => {
    const { diagnosis } = lossIn(watchedCall().others(others));
    expect(diagnosis.cause).toBe('weakDownlink');
    expect(diagnosis.betweenUs ?? false).toBe(betweenUs);
  });

  it('of a loss on the way out through a server is ours', () => {
    expect(watchedCall().poll(2000, lossyUp(0.2)).diagnosis.betweenUs).toBeUndefined();
  });

  it('of a low score of the SDK is ours', () => {
    const bad = { type: 'qualitySampled', downlink: 'bad', basis: 'sdk' } as const;
    expect(watchedCall().tell(bad, bad, bad).diagnosis).toMatchObject({
      cause: 'weakDownlink',
      level: 'bad',
    });
    expect(watchedCall().tell(bad, bad, bad).diagnosis.betweenUs).toBeUndefined();
  });

  it.each<[string, Parameters<JudgedCall['others']>[0], betweenUs: boolean]>([
    ['nobody stands in between', { reports: true }, true],
    ['a relay measures', { measured: true }, false],
    ['a third person is in the call', { count: 2 }, false],
  ])('between two is nobody’s, unless somebody else can tell: %s', (_what, others, betweenUs) => {
    const call = oneToOneCall();
    call.others(others);
    call.pollMaya(2000, lossyUp(0.2));
    expect(call.diagnosis.cause).toBe('weakUplink');
    expect(call.diagnosis.betweenUs ?? false).toBe(betweenUs);
  });

  it('between two is not explained by their report: it would be the same loss seen twice', () => {
    const call = oneToOneCall();
    call.others({ weakThemselves: 1, reports: true });
    call.pollMaya(2000, lossyDown(16, 4));
    expect(call.diagnosis).toMatchObject({ cause: 'weakDownlink', betweenUs: true });
  });

  it('becomes clear while it lasts, when somebody else joins', () => {
    const call = lossIn(watchedCall());
    expect(call.diagnosis.betweenUs).toBe(true);
    expect(call.others({ count: 2 }).diagnosis.betweenUs).toBeUndefined();
  });
});

describe('between two, what fits', () => {
  const outward = { up: starvedUp };

  it('on the way out is short although the way in has its usual rate', () => {
    const call = oneToOneCall();
    call.pollMaya(2500, outward);
    expect(call.diagnosis.cause).toBe('weakUplink');
  });

  it.each<[string, SampleChange]>([
    ['less comes in as well', { ...outward, down: { kbps: 180 } }],
    ['it is not short of half', { up: { ...starvedUp, availableKbps: 510 } }],
    ['nothing suffers from it', { up: { availableKbps: 400 } }],
  ])('says nothing when %s', (_what, change) => {
    const call = oneToOneCall();
    call.pollMaya(2500, change);
    expect(call.diagnosis.cause).toBe('none');
  });
});

it('measures what it had against the best of about a minute, not against an old record', () => {
  const call = watchedCall().poll(150_000, { up: { availableKbps: 400 } });
  call.poll(1500, (index) => ({
    up: { ...starvedUp, availableKbps: 390, loss: index % 4 ? undefined : 0.06 },
  }));
  expect(call.diagnosis.cause).toBe('none');
  expect(call.now).toBeGreaterThan(faultAt);
});
