import { describe, expect, it } from 'vitest';
import type { CallFacts } from '../state/networkState.ts';
import type { CallDiagnosis, CallDiagnosisCause } from './diagnosis.ts';
import {
  ago,
  answered,
  diagnosed,
  type Facts,
  giveWay,
  lastMedia,
  lobby,
  spokenFacts,
} from './judgedCall.test.helper.ts';

const { connection, device } = spokenFacts;
const nobodySends = { expectsMedia: false };
const stall = [{ sign: 'no packet on any connection', at: ago(9000) } as const];
const unheard: Partial<CallFacts> = { heard: { state: 'notAtAll', since: ago(1000), at: ago(0) } };
const earlier = { began: ago(9000), ended: ago(5000) };

/** An outage that began nine seconds ago, under this name for `named` ms. */
const out = (named: number, cause: CallDiagnosisCause = 'unknownOutage') => ({
  previous: { cause, began: ago(9000), since: ago(named), confidence: 0.6, evidence: stall },
});
const after = (lastOutage: CallDiagnosis['lastOutage']): Facts => ({ previous: { lastOutage } });
const connectedFor = (ms: number): Partial<CallFacts> => ({
  connection: { ...connection, connectedAt: ago(ms) },
});
const deviceSays = (online: boolean | null): Partial<CallFacts> => ({
  device: { ...device, online, changedAt: ago(3000) },
});
const closed = (since: number, channel = 'app'): Partial<CallFacts> => ({
  signaling: { [channel]: { health: 'closed', since: ago(since) } },
});

describe('an outage ends', () => {
  giveWay(
    [
      'once RTP came within',
      'none',
      500,
      'unknownOutage',
      (ms) => ({ ...out(2000), ...lastMedia(ms) }),
    ],
    [
      'with RTP later than its name by',
      'unknownOutage',
      1,
      'none',
      (ms) => ({ ...out(100 + ms), ...lastMedia(100) }),
    ],
    [
      'where nobody sends, once any packet came within',
      'none',
      500,
      'unknownOutage',
      (ms) => ({ ...out(2000), ...lastMedia(9000, { packets: ms }), remotes: nobodySends }),
    ],
    [
      'where nobody sends, with any packet later than its name by',
      'unknownOutage',
      1,
      'none',
      (ms) => ({ ...out(100 + ms), ...lastMedia(9000, { packets: 100 }), remotes: nobodySends }),
    ],
    [
      'where somebody should send, with other packets, when it has had its name for',
      'unknownOutage',
      3001,
      'none',
      (ms) => ({ ...out(ms), ...lastMedia(9000, { packets: 100 }) }),
    ],
    [
      'where somebody should send, with other packets, when connected again for',
      'unknownOutage',
      3001,
      'none',
      (ms) => ({ ...out(9000), ...connectedFor(ms), ...lastMedia(9000, { packets: 100 }) }),
    ],
    [
      'where media was measured and no longer is, when connected again for',
      'unknownOutage',
      3001,
      'none',
      (ms) => ({ ...out(9000), ...connectedFor(ms), mediaSeen: true }),
    ],
  );

  it('not while packets pause, even for less than would begin one', () => {
    expect(diagnosed({ ...out(9000), ...lastMedia(700) }).cause).toBe('unknownOutage');
  });

  it('before any call with the word of the device', () => {
    const call = lobby().tell({ type: 'deviceNetworkChanged', online: false });
    expect(call.tell({ type: 'deviceNetworkChanged', online: true }).named).toEqual([
      ['deviceOffline', 0],
      ['none', 0],
    ]);
  });

  it.each<[before: CallDiagnosisCause, online: boolean | null, now: CallDiagnosisCause]>([
    ['noInternet', true, 'noInternet'],
    ['noInternet', null, 'noInternet'],
    ['deviceOffline', true, 'unknownOutage'],
    ['deviceOffline', null, 'unknownOutage'],
  ])('not yet: %s, and the device says online: %s, is %s', (before, online, now) => {
    const joined = { ...connectedFor(1000), mediaSeen: true };
    const diagnosis = diagnosed({ ...out(5000, before), ...joined, ...deviceSays(online) });
    expect(diagnosis).toMatchObject({ cause: now, confidence: 0.5, evidence: stall });
  });

  it('not with packets of the very moment in which the device was said to be offline', () => {
    const said = { ...out(0, 'deviceOffline'), ...deviceSays(false) };
    expect(diagnosed({ ...said, ...lastMedia(0) }).cause).toBe('deviceOffline');
  });
});

describe('the beginning', () => {
  it.each<[what: string, ms: number, Facts]>([
    ['an outage that gets another name', 9000, { ...out(5000), ...deviceSays(false) }],
    [
      'a trouble that becomes surer',
      4000,
      { ...unheard, previous: { cause: 'notHeard', began: ago(4000), confidence: 0.8 } },
    ],
    [
      'a trouble that follows another',
      2000,
      { ...unheard, previous: { cause: 'signalingLost', began: ago(4000) } },
    ],
  ])('of %s lies %i ms back', (_what, ms, facts) => {
    expect(diagnosed(facts).began).toBe(ago(ms));
  });
});

describe('an outage leaves behind', () => {
  /** Between two people: the server says that the other one is gone. */
  const gone = (silentMs: number): Partial<Facts> => ({
    ...lastMedia(silentMs, { userId: 'maya' }),
    server: answered('reachable', { since: 20_000 }),
    remotes: { saidGone: true },
  });

  it.each<[what: string, Pick<CallDiagnosis, 'lastOutage' | 'wasTheirs'>, Facts]>([
    [
      'its time, when media came within a second',
      { lastOutage: { began: ago(9000), ended: ago(0) } },
      { ...out(2000), ...gone(999) },
    ],
    [
      'that it was theirs, when nothing has come for a second',
      { wasTheirs: true },
      { ...out(2000), ...gone(1000) },
    ],
    [
      'the time of one before it as well, when it was theirs',
      { lastOutage: earlier, wasTheirs: true },
      { ...gone(1000), previous: { ...out(2000).previous, lastOutage: earlier } },
    ],
    [
      'its time through the next trouble',
      { lastOutage: earlier },
      { ...after(earlier), ...unheard },
    ],
    ['nothing, when there was none', {}, unheard],
  ])('%s', (_what, left, facts) => {
    const { lastOutage, wasTheirs } = diagnosed(facts);
    expect({ lastOutage, wasTheirs }).toEqual(left);
  });

  it('no evidence', () => {
    expect(diagnosed({ previous: { cause: 'signalingLost' } }).evidence).toEqual([]);
  });

  giveWay(
    [
      'unheard, ended for',
      'none',
      4000,
      'notHeard',
      (ms) => ({ ...after({ began: ago(9000), ended: ago(ms) }), ...unheard }),
    ],
    [
      'a channel closed in it, ended for',
      'none',
      15_000,
      'signalingLost',
      (ms) => ({ ...after({ began: ago(20_000), ended: ago(ms) }), ...closed(16_000) }),
    ],
    [
      'a channel closed before its end by',
      'signalingLost',
      1,
      'none',
      (ms) => ({ ...after(earlier), ...closed(5000 + ms) }),
    ],
    [
      'a channel closed before its beginning by',
      'none',
      2000,
      'signalingLost',
      (ms) => ({ ...after(earlier), ...closed(9000 + ms) }),
    ],
    [
      "a media server's channel closed before its beginning, while it lasts, by",
      'unknownOutage',
      2000,
      'serverUnreachable',
      (ms) => ({
        ...out(2000),
        ...closed(9000 + ms, 'sfu'),
        server: answered('reachable'),
        connection: { ...connection, phase: 'reconnecting' },
      }),
    ],
  );

  it('a closed channel of the media server, which goes on to be the reason of a lost server', () => {
    const facts = { ...closed(1000, 'sfu'), server: answered('reachable') };
    expect(diagnosed({ ...out(2000, 'serverUnreachable'), ...facts })).toMatchObject({
      cause: 'serverUnreachable',
      confidence: 0.8,
    });
  });
});
