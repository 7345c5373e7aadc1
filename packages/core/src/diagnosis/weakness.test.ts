import { describe, expect, it } from 'vitest';
import type { MediaSampled, SourceEvent } from '../events/networkEvent.ts';
import { initialCall } from '../state/initialCall.ts';
import type { CallFacts, ConnectionMedia, QualityTrack } from '../state/networkState.ts';
import type { CallDiagnosisCause, OutageMemory } from './diagnosis.ts';
import {
  faultAt,
  type JudgedCall,
  oneToOneCall,
  type SampleChange,
  silence,
  watchedCall,
} from './judgedCall.test.helper.ts';
import { measureWeakness } from './weakness/measureWeakness.ts';
import { readWeakSigns } from './weakness/readWeakSigns.ts';
import { type WeakBefore, type WeakSigns, worstLevel } from './weakness/weakness.ts';

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
    ['round trips of 300 ms that stay', 'weakBoth', (call) => call.poll(3000, slow(300))],
    ['round trips of 299 ms', 'none', (call) => call.poll(4000, slow(299))],
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
      { sign: 'uplink loss', at: faultAt + 2000, value: 0.13 },
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
      (call) => call.poll(6000, slow(230)),
      (call) => call.poll(6000, slow(220)),
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

describe('at the edge, read off single samples', () => {
  type Measured = readonly [agoMs: number, change: SampleChange];
  interface Given {
    before?: Partial<WeakBefore>;
    heardBadly?: boolean;
    best?: Partial<ConnectionMedia['best']>;
    quality?: Partial<CallFacts['quality']>;
    outage?: OutageMemory;
  }
  type Edge = [what: string, said: string, measured: readonly Measured[], given?: Given];

  const now = 60_000;
  const usual: ConnectionMedia['best'] = {
    availableKbps: 1000,
    framesPerSecond: 30,
    targetKbps: 600,
    downKbps: 500,
    rttMs: 40,
  };
  const wasUp: Given = { before: { uplink: true } };
  const wasDown: Given = { before: { downlink: true } };
  const wasSlow: Given = { before: { path: true } };

  const ago = (ages: readonly number[], change: SampleChange = {}): Measured[] =>
    ages.map((age) => [age, change]);
  const lost = (loss: number, lossCovers?: number): SampleChange => ({ up: { loss, lossCovers } });

  function sample({ up, down, ...more }: SampleChange, at: number): MediaSampled & { at: number } {
    return {
      at,
      type: 'mediaSampled',
      connectionId: 'pc0',
      intervalMs: 250,
      state: 'connected',
      streams: [],
      ...more,
      uplink: {
        packets: 20,
        kbps: 500,
        audio: true,
        video: true,
        rttMs: 40,
        availableKbps: 1000,
        ...up,
      },
      downlink: { packets: 20, lost: 0, kbps: 500, bytes: 15_000, ...down },
    };
  }

  function signsOf(
    measured: readonly Measured[],
    { before, heardBadly = false, best, quality, outage }: Given = {},
  ): WeakSigns {
    const samples = measured.map(([agoMs, change]) => sample(change, now - agoMs));
    const ids = [...new Set(samples.map(({ connectionId }) => connectionId))];
    const media = ids.map((id): [string, ConnectionMedia] => {
      const own = samples.filter(({ connectionId }) => connectionId === id);
      const rest = { silentMs: 0, pauseMs: 0, settlesAt: 0 };
      return [id, { samples: own, ...rest, best: { ...usual, ...best } }];
    });
    const call: CallFacts = {
      ...initialCall,
      media: Object.fromEntries(media),
      quality: { ...initialCall.quality, ...quality },
    };
    const calm: WeakBefore = { uplink: false, downlink: false, path: false };
    return readWeakSigns(
      { call, outage, now, measureWeakness },
      { ...calm, ...before },
      heardBadly,
    );
  }

  /** All that was found, by name and number. */
  function saidOf({ uplink, downlink, path }: WeakSigns): string {
    const evidence = [uplink, downlink, path].flatMap((sign) => sign?.evidence ?? []);
    return evidence.map(({ sign, value }) => `${sign} ${value}`).join(', ') || 'nothing';
  }

  function check(_what: string, said: string, measured: readonly Measured[], given?: Given): void {
    expect(saidOf(signsOf(measured, given))).toBe(said);
  }

  describe('what the others miss of us', () => {
    const hearBadly: Given = { heardBadly: true };
    const from = (connectionId: string, loss: number): Measured[] =>
      ago([0, 1000], { ...lost(loss), connectionId });

    it.each<Edge>([
      ['8 % in two reports', 'uplink loss 0.08', ago([0, 1000], lost(0.08))],
      ['7.9 % in two reports', 'nothing', ago([0, 1000], lost(0.079))],
      ['no report at all', 'nothing', ago([0, 1000])],
      [
        'a gap, which one report counts and the next does not',
        'nothing',
        [...ago([1000], lost(0.9)), ...ago([0], lost(0))],
      ],
      [
        'less than 4 % in the second report',
        'nothing',
        [...ago([1000], lost(0.3)), ...ago([0], lost(0.039))],
      ],
      [
        'a report that covers three streams weighs three times as much',
        'uplink loss 0.15',
        [...ago([0], lost(0.2, 3)), ...ago([1000], lost(0))],
      ],
      ['4 % in one report keeps it', 'uplink loss 0.04', ago([3999], lost(0.04)), wasUp],
      ['4 % of four seconds ago', 'nothing', ago([4000], lost(0.04)), wasUp],
      ['3.9 % does not keep it', 'nothing', ago([0], lost(0.039)), wasUp],
      ['4 % when they hear us badly', 'uplink loss 0.04', ago([1499], lost(0.04)), hearBadly],
      ['4 % of 1.5 s ago, and they do', 'nothing', ago([1500], lost(0.04)), hearBadly],
      ['3.9 % when they hear us badly', 'nothing', ago([0], lost(0.039)), hearBadly],
      ['both of two miss it', 'uplink loss 0.1', [...from('maya', 0.2), ...from('jon', 0.1)]],
      [
        'only one of two misses it: that one’s downlink',
        'nothing',
        [...from('maya', 0.2), ...from('jon', 0)],
      ],
    ])('%s: %s', check);
  });

  describe('what fits on the way out', () => {
    const half = { availableKbps: 500 };
    const cut = { availableKbps: 600, framesPerSecond: 15, rttMs: undefined };
    const dry = (availableKbps?: number, framesPerSecond = 15): SampleChange => ({
      up: { availableKbps, framesPerSecond },
    });

    it.each<Edge>([
      [
        'half, and 5 % was lost within four seconds',
        'uplink capacity halved 500',
        [...ago([0], { up: half }), ...ago([3999], lost(0.05))],
      ],
      [
        'half, and 5 % was lost before',
        'nothing',
        [...ago([0], { up: half }), ...ago([4000], lost(0.05))],
      ],
      [
        'half, and 4.9 % was lost',
        'nothing',
        [...ago([0], { up: half }), ...ago([1000], lost(0.049))],
      ],
      [
        '50.1 %, and 5 % was lost',
        'nothing',
        ago([0], { up: { availableKbps: 501, ...lost(0.05).up } }),
      ],
      [
        'half of the frames is no reason to start',
        'nothing',
        ago([0], { up: { ...cut, ...half } }),
      ],
      [
        '60 % and half of the frames keep it',
        'uplink capacity halved 600',
        ago([0], { up: cut }),
        wasUp,
      ],
      ['60.1 % does not', 'nothing', ago([0], { up: { ...cut, availableKbps: 601 } }), wasUp],
      [
        'a third of the rate keeps it too',
        'uplink capacity halved 600',
        ago([0], { up: { ...cut, framesPerSecond: 30, targetKbps: 200 } }),
        wasUp,
      ],
      [
        'more than half of the frames and a third of the rate do not',
        'nothing',
        ago([0], { up: { ...cut, framesPerSecond: 16, targetKbps: 201 } }),
        wasUp,
      ],
      [
        'nor does a round trip of twice the best and 50 ms',
        'nothing',
        ago([0], { up: { ...cut, rttMs: 130 } }),
        wasUp,
      ],
      [
        'a fifth, for two seconds, with half of the frames',
        'uplink capacity halved 200',
        ago([1900, 1000, 0], dry(200)),
      ],
      ['for less', 'nothing', ago([1899, 1000, 0], dry(200))],
      ['more than a fifth', 'nothing', [...ago([1900, 1000], dry(200)), ...ago([0], dry(201))]],
      ['a fifth, and as many frames as ever', 'nothing', ago([1900, 1000, 0], dry(200, 30))],
      ['unknown in between', 'nothing', [...ago([1900, 0], dry(200)), ...ago([1000], dry())]],
      [
        'frames and a rate that were never measured are no part of anything',
        'nothing',
        ago([0], { up: { ...cut, framesPerSecond: undefined } }),
        { ...wasUp, best: { framesPerSecond: 0, targetKbps: 0 } },
      ],
      [
        'one longer round trip lately does',
        'uplink capacity halved 600',
        [...ago([1000], slow(131)), ...ago([0], { up: { ...cut, rttMs: 40 } })],
        wasUp,
      ],
    ])('%s: %s', check);
  });

  describe('what fits between two, while the way in has its usual rate', () => {
    const short = { availableKbps: 500, framesPerSecond: 15 };
    const maya = (kbps = 500, up = short): SampleChange => ({ userId: 'maya', up, down: { kbps } });

    it.each<Edge>([
      ['three samples', 'uplink capacity halved 500', ago([0, 250, 1499], maya())],
      ['two samples', 'nothing', ago([0, 250], maya())],
      ['the third is 1.5 s old', 'nothing', ago([0, 250, 1500], maya())],
      ['a server is in between', 'nothing', ago([0, 250, 500], { up: short })],
      ['the path was slow before', 'nothing', ago([0, 250, 500], maya()), wasSlow],
      [
        'it was not short all the while',
        'nothing',
        [...ago([0, 250, 500], maya()), ...ago([750], maya(500, { ...short, availableKbps: 501 }))],
      ],
      [
        'one sample with 40.2 % of what usually comes',
        'uplink capacity halved 500',
        [...ago([0, 250], maya()), ...ago([500], maya(201))],
      ],
      [
        'one sample with 40 % of it',
        'nothing',
        [...ago([0, 250], maya()), ...ago([500], maya(200))],
      ],
      ['60.2 % of it comes', 'uplink capacity halved 500', ago([0, 250, 500], maya(301))],
      ['60 % of it comes', 'nothing', ago([0, 250, 500], maya(300))],
    ])('%s: %s', check);
  });

  describe('what is lost on the way in', () => {
    const heard = (packets: number, lost: number, userId = 'maya'): MediaSampled['streams'] => [
      { streamId: userId, userId, media: 'audio', packets, lost },
    ];
    const both = (...jon: [packets: number, lost: number]): Measured[] =>
      ago([0], { streams: [...heard(16, 4), ...heard(...jon, 'jon')] });

    it.each<Edge>([
      ['4 % keeps it', 'downlink loss 0.04', ago([0], { streams: heard(48, 2) }), wasDown],
      ['less does not', 'nothing', ago([0], { streams: heard(49, 2) }), wasDown],
      ['both of two come in broken', 'downlink loss 0.1', both(18, 2), wasDown],
      ['one of two comes in whole: it is the other', 'nothing', both(15, 0), wasDown],
      ['one of two sends too little to tell', 'downlink loss 0.2', both(14, 0), wasDown],
      ['one packet of fifteen is chance', 'nothing', ago([0], { streams: heard(14, 1) }), wasDown],
      ['two are not', 'downlink loss 0.13', ago([0], streams([13, 2], [60, 0])), wasDown],
      ['two of too few to tell', 'nothing', ago([0], streams([5, 2], [60, 0])), wasDown],
    ])('%s: %s', check);
  });

  describe('what fits on the way in', () => {
    const late = (kbps = 250, up: SampleChange['up'] = {}): SampleChange => ({
      up: { rttMs: 225, ...up },
      down: { kbps },
    });
    const four = [0, 250, 500, 750];
    const [first = 0, ...three] = four;
    const halved = 'downlink capacity halved 250';

    it.each<Edge>([
      ['half, late', halved, ago(four, late())],
      ['50.2 %, late', 'nothing', ago(four, late(251))],
      ['half, late, in three samples', 'nothing', ago(three, late())],
      [
        'half, and one round trip was in time',
        'nothing',
        [...ago([first], late(250, { rttMs: 224 })), ...ago(three, late())],
      ],
      [
        'half, and some round trips are unknown',
        halved,
        [...ago([first], late(250, { rttMs: undefined })), ...ago(three, late())],
      ],
      [
        'half, and but one round trip is known',
        'nothing',
        [...ago([first], late()), ...ago(three, late(250, { rttMs: undefined }))],
      ],
      ['half, still rather late, keeps it', halved, ago(four, late(250, { rttMs: 120 })), wasDown],
      ['half, in time and whole, ends it', 'nothing', ago(four, late(250, { rttMs: 40 })), wasDown],
      [
        'half, late, and what we send was halved once',
        'nothing',
        [...ago([first], late(250, { availableKbps: 500 })), ...ago(three, late())],
      ],
      [
        'half, late, and nobody measures what we could send',
        halved,
        ago(four, late(250, { availableKbps: undefined })),
      ],
      [
        'half, late, of never more than 50 kbit/s',
        'nothing',
        ago(four, late(25)),
        { best: { downKbps: 50 } },
      ],
      [
        'half, late, of 51 kbit/s, in numbers of two digits',
        'downlink capacity halved 25.33',
        ago(four, late(25.333)),
        { best: { downKbps: 51 } },
      ],
    ])('%s: %s', check);
  });

  describe('round trips', () => {
    it.each<Edge>([
      ['two that are 1.5 s apart', 'round trip 300', ago([0, 1500], slow(300))],
      ['two in less', 'nothing', ago([0, 1499], slow(300))],
      ['one alone', 'nothing', ago([1500], slow(300))],
      ['two, one of them three seconds ago', 'nothing', ago([0, 3000], slow(300))],
      ['two, but nothing in the last 2.5 s', 'nothing', ago([2500, 2999], slow(300))],
      [
        'the fastest is what counts',
        'round trip 400',
        [...ago([0], slow(400)), ...ago([1500], slow(1300))],
      ],
      [
        'samples without one say nothing',
        'round trip 300',
        [...ago([0, 1500], slow(300)), ...ago([250, 500], { up: { rttMs: undefined } })],
      ],
      [
        'four of five',
        'round trip 300',
        [...ago([0, 500, 1000, 1500], slow(300)), ...ago([250], slow(40))],
      ],
      ['three of four', 'nothing', [...ago([0, 1000, 1500], slow(300)), ...ago([250], slow(40))]],
      ['twice the best', 'round trip 400', ago([0, 1500], slow(400)), { best: { rttMs: 200 } }],
      ['less than twice', 'nothing', ago([0, 1500], slow(399)), { best: { rttMs: 200 } }],
      ['225 ms keep it at once', 'round trip 225', ago([0, 250], slow(225)), wasSlow],
      ['224 ms do not', 'nothing', ago([0, 1500], slow(224)), wasSlow],
    ])('%s: %s', check);
  });

  describe('jitter', () => {
    it.each<Edge>([
      ['28 ms both ways in three reports', 'jitter 28', ago([0, 1000, 2999], jittery(28, 28, 50))],
      ['less on the way in', 'nothing', ago([0, 1000, 2000], jittery(27.9, 28))],
      ['less on the way out', 'nothing', ago([0, 1000, 2000], jittery(28, 27.9))],
      ['two reports', 'nothing', [...ago([0, 1000], jittery(28, 28)), ...ago([2000], slow(60))]],
      ['the third is three seconds old', 'nothing', ago([0, 1000, 3000], jittery(28, 28))],
      [
        'samples without jitter say nothing',
        'jitter 28',
        [...ago([0, 1000, 2000], jittery(28, 28)), ...ago([250, 500], slow(60))],
      ],
      [
        'less on the way out, and a sample that does not say',
        'nothing',
        [...ago([0, 1000, 2000], jittery(28, 27)), ...ago([500], slow(60))],
      ],
      [
        'one round trip below 50 ms, and one that is unknown',
        'nothing',
        [
          ...ago([0], jittery(28, 28, 49)),
          ...ago([500], { up: { rttMs: undefined } }),
          ...ago([1000, 2000], jittery(28, 28, 60)),
        ],
      ],
      ['16.8 ms keep it', 'jitter 16.8', ago([0, 1000, 2000], jittery(16.8, 16.8)), wasSlow],
      ['16.7 ms do not', 'nothing', ago([0, 1000, 2000], jittery(16.7, 16.7)), wasSlow],
    ])('%s: %s', check);
  });

  describe('short gaps', () => {
    const gapIn: SampleChange = { down: { lost: 2 } };
    const gaps = [...ago([3999], lost(0.03)), ...ago([5000, 5999], gapIn)];

    it.each<Edge>([
      ['three in six seconds, both ways', 'bursts of loss 3', gaps],
      ['two', 'nothing', [...gaps.slice(0, 2), ...ago([0])]],
      ['within less than two', 'nothing', [...ago([4000], lost(0.03)), ...gaps.slice(1)]],
      ['the third is six seconds old', 'nothing', [...gaps.slice(0, 2), ...ago([6000], gapIn)]],
      ['the third is a loss of 2.9 %', 'nothing', [...gaps.slice(1), ...ago([4000], lost(0.029))]],
      [
        'the third is one packet',
        'nothing',
        [...gaps.slice(0, 2), ...ago([0], { down: { lost: 1 } })],
      ],
      [
        'single packets do not make it both ways',
        'nothing',
        ago([0, 1000, 2000], { ...lost(0.03), down: { lost: 1 } }),
      ],
      ['our uplink was weak already: it leaves', 'nothing', gaps, wasUp],
      ['our downlink was weak already: it leaves', 'nothing', gaps, wasDown],
      ['both were', 'bursts of loss 3', gaps, { before: { uplink: true, downlink: true } }],
    ])('%s: %s', check);
  });

  describe('the score of the SDK', () => {
    const began = now - 40_000;
    const over = { began, namedAt: began, deadAt: began, way: 'both', told: true } as const;
    const track = (agoMs: number, change: Partial<QualityTrack> = {}): QualityTrack => ({
      ...initialCall.quality.uplink,
      steady: 'bad',
      at: now - agoMs,
      ...change,
    });

    it.each<Edge>([
      ['of eight seconds ago', 'uplink score bad', [], { quality: { uplink: track(7999) } }],
      ['of before', 'nothing', [], { quality: { uplink: track(8000) } }],
      [
        'of down: that is no weakness',
        'nothing',
        [],
        { quality: { uplink: track(0, { steady: 'down' }) } },
      ],
      [
        'that holds, for less than four seconds',
        'nothing',
        [],
        { quality: { uplink: track(60_000, { held: true, rawSince: now - 3999 }) } },
      ],
      [
        'that holds, for four seconds',
        'uplink score bad',
        [],
        { quality: { uplink: track(60_000, { held: true, rawSince: now - 4000 }) } },
      ],
      [
        'that was said soon after an outage, for less than ten seconds',
        'nothing',
        [],
        {
          quality: { uplink: track(60_000, { held: true, rawSince: now - 9999 }) },
          outage: { ...over, endedAt: now - 24_998 },
        },
      ],
      [
        'that was said soon after an outage, for ten seconds',
        'uplink score bad',
        [],
        {
          quality: { uplink: track(60_000, { held: true, rawSince: now - 10_000 }) },
          outage: { ...over, endedAt: now - 24_998 },
        },
      ],
      [
        'that was said long after an outage',
        'uplink score bad',
        [],
        {
          quality: { uplink: track(60_000, { held: true, rawSince: now - 4000 }) },
          outage: { ...over, endedAt: now - 19_000 },
        },
      ],
      ['poor', 'nothing', [], { quality: { downlink: track(0, { steady: 'poor' }) } }],
      [
        'that is our own guess',
        'nothing',
        [],
        { quality: { downlink: track(0, { basis: 'derived' }) } },
      ],
      ['of no direction', 'overall score bad', [], { quality: { overall: track(0) } }],
      [
        'gives way to what we measure',
        'uplink loss 0.2',
        ago([0, 1000], lost(0.2)),
        { quality: { uplink: track(0) } },
      ],
    ])('%s: %s', check);

    it('is marked as such, and as bad as the SDK says', () => {
      const downlink = track(500, { steady: 'vbad' });
      expect(signsOf([], { quality: { downlink } }).downlink).toEqual({
        level: 'vbad',
        scored: true,
        evidence: [{ sign: 'downlink score', at: now - 500, value: 'vbad' }],
      });
    });
  });

  it('is unknown in level when nothing is weak', () => {
    expect(worstLevel(undefined)).toBe('unknown');
  });
});
