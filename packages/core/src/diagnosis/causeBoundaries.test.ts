import { describe, expect, it } from 'vitest';
import type { CallFacts } from '../state/networkState.ts';
import type { CallDiagnosisCause } from './diagnosis.ts';
import {
  ago,
  answered,
  causesAround,
  diagnosed,
  type Facts,
  giveWay,
  lastMedia,
  lobby,
  silence,
  spokenFacts,
  watchedCall,
} from './judgedCall.test.helper.ts';

type Single = [what: string, cause: CallDiagnosisCause, facts: Facts];

const { connection, device } = spokenFacts;
const reconnecting: Partial<CallFacts> = { connection: { ...connection, phase: 'reconnecting' } };
const before = (cause: CallDiagnosisCause, began = 9000, named = began): Facts => ({
  previous: { cause, began: ago(began), since: ago(named), confidence: 0.1 },
});
const deviceSays = (online: boolean, age: number): Partial<CallFacts> => ({
  device: { ...device, online, changedAt: ago(age) },
});
const bothRefuse = (how: Parameters<typeof answered>[1] = {}) => ({
  server: answered('refused', how),
  other: answered('refused', how),
});
const heard = (state: 'unknown' | 'heard' | 'notAtAll', since = 9000): Partial<CallFacts> => ({
  heard: { state, since: ago(since), at: ago(0) },
});
const measuredAt = (age: number, change: Partial<CallFacts['heard']> = {}): Partial<CallFacts> => ({
  heard: { state: 'heard', since: ago(9000), at: ago(age), loss: 0, ...change },
});
const channel = (
  health: 'alive' | 'late' | 'closed',
  since: number,
  name = 'app',
): Partial<CallFacts> => ({ signaling: { [name]: { health, since: ago(since) } } });
const serverAnswers = { server: answered('reachable', { since: 20_000 }) };
const wereOut = (failed: number) => ({
  server: { ...answered('reachable'), failedAt: ago(failed) },
  other: { ...answered('reachable'), failedAt: ago(failed) },
});
const theyHearNothing = { hearNothing: 1 };

function named(...rows: readonly Single[]): void {
  it.each(rows)('%s: %s', (_what, cause, facts) => {
    expect(diagnosed(facts).cause).toBe(cause);
  });
}

describe('a device that says it is offline', () => {
  giveWay(
    [
      'media came after its word by',
      'deviceOffline',
      801,
      'none',
      (ms) => ({ ...deviceSays(false, ms), ...lastMedia(0) }),
    ],
    [
      'media came after its word, and paused for',
      'none',
      500,
      'deviceOffline',
      (ms) => ({ ...deviceSays(false, 2000), ...lastMedia(ms) }),
    ],
  );

  it.each([
    [299, 0.8],
    [300, 1],
  ])('is believed after %i ms: %f', (ms, confidence) => {
    expect(diagnosed({ ...deviceSays(false, ms), ...lastMedia(0) }).confidence).toBe(confidence);
  });
});

describe('two hosts that refuse', () => {
  giveWay(
    ['took', 'deviceOffline', 200, 'none', (ms) => bothRefuse({ tookMs: ms })],
    ['did so before', 'deviceOffline', 5000, 'none', (ms) => bothRefuse({ age: ms })],
    [
      'in an outage of the device took',
      'deviceOffline',
      1000,
      'none',
      (ms) => ({ ...before('deviceOffline'), ...bothRefuse({ tookMs: ms }) }),
    ],
    [
      'in an outage of the device did so before',
      'deviceOffline',
      20_000,
      'none',
      (ms) => ({ ...before('deviceOffline'), ...bothRefuse({ age: ms }) }),
    ],
    [
      'while media pauses for',
      'none',
      500,
      'deviceOffline',
      (ms) => ({ ...bothRefuse(), ...lastMedia(ms) }),
    ],
    [
      'before the device came online by',
      'deviceOffline',
      1,
      'none',
      (ms) => ({ ...bothRefuse({ age: 1000 }), ...deviceSays(true, 1000 - ms) }),
    ],
    [
      'before the SDK connected by',
      'deviceOffline',
      1,
      'none',
      (ms) => ({
        ...bothRefuse({ age: 1000 }),
        connection: { ...connection, connectedAt: ago(1000 - ms) },
      }),
    ],
  );

  named(
    [
      'long after the device came online',
      'deviceOffline',
      { ...bothRefuse(), ...deviceSays(true, 5000) },
    ],
    [
      'before the SDK connected, only to reconnect',
      'deviceOffline',
      {
        ...bothRefuse({ age: 1000 }),
        connection: { ...connection, phase: 'reconnecting', connectedAt: ago(500) },
      },
    ],
    [
      'before the device said offline, while media comes in and nothing goes out',
      'deviceOffline',
      {
        ...bothRefuse({ age: 2000 }),
        ...deviceSays(false, 1000),
        ...heard('notAtAll'),
        ...lastMedia(0),
      },
    ],
  );

  it.each<[what: string, ms: number, facts: Facts]>([
    ['the last packet', 2000, { ...bothRefuse({ since: 500 }), ...lastMedia(2000) }],
    ['their first word', 1000, { ...bothRefuse({ since: 1000 }), ...lastMedia(600) }],
    ['their first word, without any media', 1000, bothRefuse({ since: 1000 })],
  ])('date it back to %s', (_what, ms, facts) => {
    expect(diagnosed(facts).began).toBe(ago(ms));
  });
});

describe('a device that woke up', () => {
  it('is said to be on its way back for twenty seconds', () => {
    const woke = (ms: number) => ({ ...reconnecting, device: { ...device, resumedAt: ago(ms) } });
    expect(causesAround(20_001, woke)).toEqual(['resumed', 'unknownOutage']);
  });

  it('may be in a call of which only the media tells', () => {
    const call = lobby().poll(8000).tell({ type: 'deviceResumed', gapMs: 60_000 });
    expect(call.poll(250, silence).diagnosis.cause).toBe('resumed');
  });
});

describe('silence', () => {
  giveWay(
    ['lasts', 'none', 800, 'unknownOutage', (ms) => lastMedia(ms)],
    [
      'lasts, but for what our device overslept,',
      'none',
      800,
      'unknownOutage',
      (ms) => lastMedia(5000, { awake: ms }),
    ],
    [
      'of all packets follows that of media by',
      'unknownOutage',
      701,
      'none',
      (ms) => lastMedia(800 + ms, { packets: 800 }),
    ],
    [
      'of all packets, long after that of media, lasts',
      'none',
      3000,
      'unknownOutage',
      (ms) => lastMedia(1000 + ms, { packets: ms }),
    ],
  );

  it.each([
    [2599, 0.4],
    [2600, 0.6],
  ])('of %i ms makes sure by %f that it is more than a pause', (ms, confidence) => {
    expect(diagnosed(lastMedia(ms)).confidence).toBe(confidence);
  });

  it.each<CallDiagnosisCause>(['notHeard', 'mediaBlocked', 'serverUnreachable'])(
    'is the consequence of %s',
    (cause) => {
      expect(diagnosed({ ...before(cause), ...lastMedia(2000) }).cause).toBe(cause);
    },
  );
});

describe('silence of who did not hear us', () => {
  // Who does not hear us goes on sending for seconds; both ways at once are another trouble.
  giveWay([
    'named before for',
    'unknownOutage',
    2000,
    'notHeard',
    (ms) => ({ ...before('notHeard', 9000, ms), ...heard('notAtAll'), ...lastMedia(1500) }),
  ]);
});

describe('silence, and the server alone does not answer', () => {
  const otherAnswers = (since: number): Facts => ({
    ...lastMedia(20_000),
    server: answered('timedOut', { tookMs: 1500 }),
    other: answered('reachable', { since }),
  });

  giveWay(
    [
      'the other host answers again for',
      'unknownOutage',
      1600,
      'serverUnreachable',
      (ms) => ({ ...before('noInternet'), ...otherAnswers(ms) }),
    ],
    [
      'the other host first answered in the outage after',
      'serverUnreachable',
      3001,
      'unknownOutage',
      (ms) => ({ ...before('noInternet', ms + 1000), ...otherAnswers(1000) }),
    ],
  );

  it.each<CallDiagnosisCause>(['none', 'serverUnreachable'])(
    'is certain after %s, however short the other host has answered',
    (cause) => {
      const { confidence } = diagnosed({ ...before(cause), ...otherAnswers(0) });
      expect(confidence).toBe(0.95);
    },
  );
});

describe('silence, and the server answers', () => {
  giveWay(
    [
      'for',
      'unknownOutage',
      2600,
      'mediaBlocked',
      (ms) => ({ ...serverAnswers, ...lastMedia(ms) }),
    ],
    [
      'and hears nothing from us, for',
      'unknownOutage',
      1000,
      'mediaBlocked',
      (ms) => ({ ...serverAnswers, ...heard('notAtAll', 500), ...lastMedia(ms) }),
    ],
    [
      'and heard nothing from us, before the silence by',
      'mediaBlocked',
      2000,
      'unknownOutage',
      (ms) => ({ ...serverAnswers, ...heard('notAtAll', 1500 + ms), ...lastMedia(1500) }),
    ],
    [
      'again, long into the outage, for',
      'unknownOutage',
      3000,
      'mediaBlocked',
      (ms) => ({
        ...before('noInternet', 20_000),
        ...lastMedia(20_000),
        server: answered('reachable', { since: ms }),
      }),
    ],
    [
      'again, into the outage by',
      'mediaBlocked',
      3001,
      'unknownOutage',
      (ms) => ({
        ...before('noInternet', ms + 1000),
        ...lastMedia(ms + 1000),
        server: answered('reachable', { since: 1000 }),
      }),
    ],
  );

  it.each<Single>([
    [
      'and hears us: nothing is known yet',
      'unknownOutage',
      { ...heard('heard', 500), ...lastMedia(1500) },
    ],
    [
      'on its own channel as well: it is the path',
      'mediaBlocked',
      { ...channel('alive', 9000, 'sfu'), ...lastMedia(3000) },
    ],
    [
      'though its channel is late: it hangs',
      'serverUnreachable',
      { ...channel('late', 1000, 'sfu'), ...lastMedia(3000) },
    ],
    [
      'again, as does the other host: its channel is late from our own outage',
      'mediaBlocked',
      { ...channel('late', 1000, 'sfu'), ...lastMedia(3000), ...wereOut(3000) },
    ],
    [
      'and both hosts failed only before the silence: it hangs',
      'serverUnreachable',
      { ...channel('late', 1000, 'sfu'), ...lastMedia(3000), ...wereOut(3001) },
    ],
    [
      'again, after it alone had failed: it hangs',
      'serverUnreachable',
      { ...channel('late', 1000, 'sfu'), ...lastMedia(3000), server: wereOut(3000).server },
    ],
  ])('%s: %s', (_what, cause, facts) => {
    expect(diagnosed({ ...serverAnswers, ...facts }).cause).toBe(cause);
  });
});

describe('silence between two people, and the host answers', () => {
  /** The signs of life on the app's channel stopped `lastSign` ms ago. */
  const between = (silentMs: number, lastSign = 60_000, reports = false): Facts => ({
    ...before('unknownOutage'),
    ...serverAnswers,
    ...lastMedia(silentMs, { userId: 'maya' }),
    remotes: { reports, lastHeardOf: ago(lastSign) },
  });

  giveWay(
    ['silence of', 'unknownOutage', 3800, 'mediaBlocked', (ms) => between(ms)],
    [
      'a sign of life into the silence by',
      'unknownOutage',
      1501,
      'mediaBlocked',
      (ms) => between(3000, 3000 - ms),
    ],
    [
      'they signed, and we have said for',
      'unknownOutage',
      500,
      'mediaBlocked',
      (ms) => ({ ...between(3000, 100), ...before('unknownOutage', 3000, ms) }),
    ],
    ['no media and no report for', 'unknownOutage', 2600, 'none', (ms) => between(ms, 9000, true)],
    ['no report for', 'unknownOutage', 2501, 'none', (ms) => between(3000, ms, true)],
  );

  it.each<CallDiagnosisCause>(['none', 'noInternet'])(
    'is first of all an outage, after %s',
    (cause) => {
      expect(diagnosed({ ...between(5000, 100), ...before(cause) }).cause).toBe('unknownOutage');
    },
  );
});

describe("a media server's channel", () => {
  it('closed is forgiven once media came a second later', () => {
    const facts = (ms: number) => ({
      ...serverAnswers,
      ...channel('closed', ms, 'sfu'),
      ...lastMedia(0),
    });
    expect(causesAround(1001, facts)).toEqual(['serverUnreachable', 'signalingLost']);
  });

  it.each<Single>([
    ['late, while media flows', 'signalingLost', channel('late', 500, 'sfu')],
    ['alive', 'none', channel('alive', 500, 'sfu')],
  ])('%s: %s', (_what, cause, facts) => {
    expect(diagnosed({ ...serverAnswers, ...lastMedia(0), ...facts }).cause).toBe(cause);
  });
});

describe("a media server's channel, closed as the SDK said that it reconnects", () => {
  const closed = (closedAgo: number, said: number, answeredSince: number): Facts => ({
    ...before('unknownOutage', said),
    ...channel('closed', closedAgo, 'sfu'),
    connection: { ...connection, phase: 'reconnecting', since: ago(said), outageSince: ago(said) },
    server: answered('reachable', { since: answeredSince }),
  });

  giveWay(
    // Later it is what the outage did to it.
    [
      'after it by',
      'serverUnreachable',
      300,
      'unknownOutage',
      (ms) => closed(5000, 5000 + ms, 4900),
    ],
  );

  it.each([
    ['whose host answered all along', 20_000, 'serverUnreachable'],
    ['whose host answered within a second', 4001, 'serverUnreachable'],
    ['whose host was out of reach as well', 4000, 'unknownOutage'],
  ])('%s', (_what, answeredSince, cause) => {
    expect(diagnosed(closed(5000, 5000, answeredSince)).cause).toBe(cause);
  });
});

describe('an SDK that reconnects', () => {
  it('means the signalling alone while media pauses for less than half a second', () => {
    const facts = (ms: number) => ({ ...reconnecting, ...lastMedia(ms) });
    expect(causesAround(500, facts)).toEqual(['signalingLost', 'unknownOutage']);
  });

  it('dates the loss back to its first attempt', () => {
    const times = { since: ago(1000), outageSince: ago(5000) };
    const facts = { connection: { ...connection, phase: 'reconnecting', ...times } as const };
    expect(diagnosed({ ...facts, ...lastMedia(0) }).began).toBe(ago(5000));
  });
});

describe('a channel that is lost', () => {
  giveWay(
    ['is closed for', 'none', 300, 'signalingLost', (ms) => channel('closed', ms)],
    [
      'while others pause for',
      'signalingLost',
      1000,
      'none',
      (ms) => ({ ...channel('late', 2000), ...lastMedia(ms, { packets: 0 }) }),
    ],
  );

  const back = (since: number, failed: number): Partial<CallFacts> => ({
    server: { ...answered('reachable', { since }), failedAt: ago(failed) },
  });

  giveWay(
    [
      'late on an old socket, when the server is back for',
      'none',
      15_000,
      'signalingLost',
      (ms) => ({ ...channel('late', 20_000), ...back(ms, 16_000) }),
    ],
    [
      'late after the server was out of reach by',
      'none',
      1,
      'signalingLost',
      (ms) => ({ ...channel('late', 5000), ...back(1000, 5000 + ms) }),
    ],
  );

  named(
    [
      'is closed, and the server is back',
      'signalingLost',
      { ...channel('closed', 5000), ...back(1000, 4000) },
    ],
    [
      'is late, and the server is not back',
      'signalingLost',
      { ...channel('late', 5000), server: { ...answered('timedOut'), failedAt: ago(0) } },
    ],
    [
      'is late, and the server always answered',
      'signalingLost',
      { ...channel('late', 5000), ...serverAnswers },
    ],
  );

  it('is told however long nobody sends, when nobody should', () => {
    const pause = lastMedia(60_000, { packets: 0 });
    const facts = { ...channel('late', 2000), ...pause, remotes: { expectsMedia: false } };
    expect(diagnosed(facts).cause).toBe('signalingLost');
  });
});

describe('nobody hears us', () => {
  giveWay(
    [
      'as the server says, while media pauses for',
      'notHeard',
      500,
      'none',
      (ms) => ({ ...heard('notAtAll'), ...lastMedia(ms) }),
    ],
    [
      'as a remote says, but the server measured us before',
      'none',
      3000,
      'notHeard',
      (ms) => ({ ...measuredAt(ms), remotes: theyHearNothing }),
    ],
    [
      'as a remote says, and the reports have been silent for',
      'none',
      500,
      'notHeard',
      (ms) => ({ ...lastMedia(0, { up: { unheardMs: ms } }), remotes: theyHearNothing }),
    ],
  );

  named(
    [
      'as the server says, where nobody else sends',
      'notHeard',
      { ...heard('notAtAll'), ...lastMedia(9000), remotes: { expectsMedia: false } },
    ],
    [
      'as we said before, until the others fell silent because of it',
      'notHeard',
      { ...before('notHeard'), ...heard('notAtAll'), ...lastMedia(700) },
    ],
    ['as a remote says', 'notHeard', { remotes: theyHearNothing }],
    [
      'as a remote says, and the server hears us without a measure',
      'notHeard',
      { ...heard('heard'), remotes: theyHearNothing },
    ],
    [
      'as a remote says, and the server measured what has paused since',
      'notHeard',
      { ...measuredAt(0, { state: 'unknown' }), remotes: theyHearNothing },
    ],
    [
      'as a remote says, while we send',
      'notHeard',
      {
        sending: { ...spokenFacts.sending, known: true, audio: true, since: ago(9000) },
        remotes: theyHearNothing,
      },
    ],
  );

  it('as the last reports said, before a look without any', () => {
    const call = watchedCall().poll(500, { up: { unheardMs: 950 } });
    expect(call.poll(250, { up: { unheardMs: undefined } }).diagnosis.cause).toBe('notHeard');
  });

  it.each<[what: string, sign: string, ms: number, facts: Facts]>([
    [
      'the reports stopped',
      'reports show nothing new from us',
      1200,
      lastMedia(0, { up: { unheardMs: 1200 } }),
    ],
    ['about a second', 'no remote hears us', 1000, { remotes: theyHearNothing }],
  ])('since %s', (_what, sign, ms, facts) => {
    expect(diagnosed(facts).evidence).toEqual([{ sign, at: ago(ms) }]);
  });
});

describe('an encoder held back by the processor', () => {
  it.each<[looks: number, cause: CallDiagnosisCause]>([
    [7, 'none'],
    [8, 'deviceBusy'],
  ])('in %i looks out of six seconds: %s', (looks, cause) => {
    const media = lastMedia(0, { up: { limitedBy: 'cpu' }, looks });
    expect(diagnosed(media).cause).toBe(cause);
  });
});
