import { describe, expect, it } from 'vitest';
import { initialCall } from '../state/initialCall.ts';
import type { CallDiagnosisCause } from './diagnosis.ts';
import type { Observation } from './observation.ts';
import { continueOutage, isOutage } from './outage.ts';
import {
  type Before,
  evidence,
  previousOf,
  finding,
  theirs,
  next,
  silent,
  flows,
  device,
  blocked,
  internet,
  serverOut,
  vague,
  unheard,
} from './outages.test.helper.ts';
import {
  ago,
  alive,
  dead,
  flowing,
  type Moment,
  silentFor,
  viewOf,
} from './signView.test.helper.ts';

describe('outside an outage', () => {
  it.each<[what: string, before: Before]>([
    ['that never was', { cause: 'none' }],
    ['that has ended', { cause: 'mediaBlocked', outage: { endedAt: ago(100) } }],
    ['in a weakness', { cause: 'weakUplink' }],
  ])('%s, what is found is said, and what is theirs is not', (_what, before) => {
    const found = finding('noInternet');
    expect(next(before, found, silent)).toBe(found);
    expect(next(before, theirs, silent)).toBeUndefined();
    expect(next(before, undefined, silent)).toBeUndefined();
  });
});

describe('in an outage', () => {
  it.each<
    [
      what: string,
      before: Before,
      found: CallDiagnosisCause | undefined,
      says: CallDiagnosisCause | undefined,
      moment: Moment,
      all?: readonly Observation[],
    ]
  >([
    ['what was said is said on', blocked, undefined, 'mediaBlocked', silent],
    ['a neutral word as well', vague, undefined, 'unknownOutage', silent],
    [
      'back from sleep it becomes neutral',
      { cause: 'resumed' },
      undefined,
      'unknownOutage',
      silent,
    ],
    ['a consequence takes no cause away', internet, 'serverUnreachable', 'noInternet', silent],
    ['nor does a channel that went mute', internet, 'signalingLost', 'noInternet', silent],
    ['nor a neutral word', internet, 'unknownOutage', 'noInternet', silent],
    ['the device takes the place of anything', internet, 'deviceOffline', 'deviceOffline', silent],
    ['and the internet of anything else', blocked, 'noInternet', 'noInternet', silent],
    [
      'but not while a nearer part heals',
      blocked,
      'noInternet',
      'mediaBlocked',
      { ...silent, remotes: { reportsBackAt: ago(2999) } },
    ],
    [
      'three seconds later it does',
      blocked,
      'noInternet',
      'noInternet',
      { ...silent, remotes: { reportsBackAt: ago(3000) } },
    ],
    ['a neutral word gives way to a cause', vague, 'mediaBlocked', 'mediaBlocked', silent],
    [
      'not while a nearer part heals',
      vague,
      'mediaBlocked',
      'unknownOutage',
      { ...silent, remotes: { reportsBackAt: ago(2999) } },
    ],
    ['nor to a mute channel', vague, 'signalingLost', 'unknownOutage', silent],
    ['not heard is said where nothing named holds', vague, 'notHeard', 'notHeard', silent],
    [
      'words true of several places give way to one place',
      { cause: 'mediaBlocked', outage: { began: ago(3999) } },
      'serverUnreachable',
      'serverUnreachable',
      silent,
    ],
    [
      'not after four seconds: then it is a consequence',
      { cause: 'mediaBlocked', outage: { began: ago(4000) } },
      'serverUnreachable',
      'mediaBlocked',
      silent,
    ],
    [
      'not heard stays when the other way falls silent later',
      unheard,
      'mediaBlocked',
      'notHeard',
      silent,
    ],
    [
      'but not within two seconds: then both ended at once',
      { ...unheard, since: ago(1999) },
      'mediaBlocked',
      'mediaBlocked',
      silent,
    ],
    ['after two it does', { ...unheard, since: ago(2000) }, 'mediaBlocked', 'notHeard', silent],
    [
      'while media still comes in it does',
      { ...unheard, since: ago(100) },
      'mediaBlocked',
      'notHeard',
      { media: silentFor(499) },
    ],
  ])('%s', (_what, before, found, says, moment, all = []) => {
    const place = { place: 'host', way: 'both', deadAt: ago(500) } as const;
    const word = found && finding(found, { located: place });
    expect(next(before, word, moment, ...all)?.cause).toBe(says);
  });

  it('what is said on keeps its beginning, its evidence and its confidence', () => {
    const { outage: _outage, ...before } = previousOf(blocked);
    const { cause, began, confidence } = before;
    expect(next(blocked, undefined, silent)).toEqual({ cause, began, confidence, evidence });
    expect(next(blocked, finding('mediaBlocked'), silent)).toEqual(finding('mediaBlocked'));
  });

  it('the neutral word is sayable, however unsure the cause was', () => {
    expect(next({ cause: 'resumed' }, undefined, silent)).toMatchObject({ confidence: 0.9 });
    const unsure = { ...previousOf({ cause: 'resumed' }), confidence: 0.4 };
    const view = viewOf({ ...silent, outage: unsure.outage });
    expect(continueOutage(undefined, view, [], unsure)).toMatchObject({
      cause: 'unknownOutage',
      confidence: 0.6,
    });
  });

  it('a neutral word that replaces a cause shows what is found now', () => {
    const found = finding('unknownOutage');
    const said = next(serverOut, found, silent, alive('serverHost', ago(100)));
    expect(said).toMatchObject({
      cause: 'unknownOutage',
      confidence: 0.9,
      evidence: found.evidence,
    });
  });

  it('what turns out to be theirs is withdrawn', () => {
    expect(next(vague, theirs, silent)).toBe(theirs);
  });

  it('a guess goes with what it was guessed from', () => {
    expect(next({ ...vague, outage: { told: false } }, undefined, silent)).toBeUndefined();
    const found = finding('unknownOutage', { confidence: 0.4 });
    expect(next({ ...blocked, outage: { told: false } }, found, flows)).toBe(found);
  });

  it('between people it ends when everybody is gone', () => {
    const media = { ...silentFor(10_000), mesh: true };
    expect(next(vague, undefined, { media, remotes: { alone: true } })).toMatchObject({
      cause: 'none',
      theirs: true,
    });
    expect(next(vague, undefined, { media, remotes: { alone: false } })?.cause).toBe(
      'unknownOutage',
    );
    expect(next(vague, undefined, { ...silent, remotes: { alone: true } })?.cause).toBe(
      'unknownOutage',
    );
  });
});

describe('a cause gives way to the neutral word', () => {
  const later = ago(5000);
  const back: Moment = { media: { ...flowing, rtpBackAt: later } };
  it.each<
    [what: string, before: Before, moment: Moment, all: readonly Observation[], stays: boolean]
  >([
    ['no internet, once media is back', internet, back, [], false],
    ['no internet, not by media that never left', internet, flows, [], true],
    [
      'no internet, not by media of that moment',
      internet,
      { media: { ...flowing, rtpBackAt: ago(10_000) } },
      [],
      true,
    ],
    [
      'no internet, not by media that stopped again',
      internet,
      { media: { ...flowing, rtpBackAt: later, rtpSilentMs: 500 } },
      [],
      true,
    ],
    ['media blocked, once it comes in', blocked, flows, [], false],
    [
      'media blocked, not by media of that moment',
      blocked,
      { media: { ...flowing, lastRtpAt: ago(10_000) } },
      [],
      true,
    ],
    [
      'media blocked, not by media that stopped again',
      blocked,
      { media: { ...flowing, rtpSilentMs: 500 } },
      [],
      true,
    ],
    ['not heard, once something arrives', unheard, silent, [alive('mediaOut', later)], false],
    [
      'not heard, not by what comes in',
      { ...unheard, since: ago(100) },
      flows,
      [alive('mediaIn', later)],
      true,
    ],
    [
      'anything, not by a device that never was offline',
      blocked,
      { ...silent, call: { device: { ...initialCall.device, online: true, changedAt: later } } },
      [],
      true,
    ],
    ['anything, not by a device that goes offline', blocked, device(false, later), [], true],
  ])('%s', (_what, before, moment, all, stays) => {
    const said = next(before, finding('unknownOutage'), moment, ...all);
    expect(said?.cause).toBe(stays ? before.cause : 'unknownOutage');
  });
});

describe('a cause is disproved', () => {
  const offline: Before = { cause: 'deviceOffline', outage: { place: 'device' } };
  const later = ago(5000);
  it.each<
    [what: string, before: Before, moment: Moment, all: readonly Observation[], stays: boolean]
  >([
    ['no internet: by the server', internet, silent, [alive('serverHost', later)], false],
    ['no internet: by the other host', internet, silent, [alive('otherHost', later)], false],
    [
      'no internet: not by what lived before',
      internet,
      silent,
      [alive('otherHost', ago(10_000))],
      true,
    ],
    ['no internet: not by a death', internet, silent, [dead('otherHost', later)], true],
    ['no internet: not by a channel', internet, silent, [alive('appChannel', later)], true],
    ['no server: by the server', serverOut, silent, [alive('serverHost', later)], false],
    ['no server: not by the other host', serverOut, silent, [alive('otherHost', later)], true],
    [
      'no media server: by its channel',
      { ...serverOut, outage: { place: 'process' } },
      silent,
      [alive('mediaChannel', later)],
      false,
    ],
    [
      'no media server: not by its host',
      { ...serverOut, outage: { place: 'process' } },
      silent,
      [alive('serverHost', later)],
      true,
    ],
    ['anything: by the device being online again', blocked, device(true, later), [], false],
    ['not when it was online before', blocked, device(true, ago(10_000)), [], true],
    ['offline: by the device no longer saying so', offline, silent, [], false],
    ['offline: not while it says so', offline, silent, [dead('device', ago(10_000))], true],
    [
      'offline: by an answer',
      offline,
      silent,
      [dead('device', ago(10_000)), alive('otherHost', later)],
      false,
    ],
  ])('%s', (_what, before, moment, all, stays) => {
    expect(next(before, undefined, moment, ...all)?.cause).toBe(
      stays ? before.cause : 'unknownOutage',
    );
  });

  it('and offline is taken back where the device said so and something lives', () => {
    const moment = device(false, ago(10_000));
    expect(next(offline, undefined, moment, alive('mediaIn', later))).toMatchObject({
      cause: 'none',
      theirs: true,
    });
    expect(
      next(offline, undefined, moment, alive('session', later), dead('device', ago(10_000)))?.cause,
    ).toBe('deviceOffline');
    expect(
      next(offline, undefined, moment, alive('mediaIn', ago(10_000)), dead('device', ago(10_000)))
        ?.cause,
    ).toBe('deviceOffline');
    const found = finding('noInternet');
    expect(next(offline, found, moment, alive('mediaIn', later))).toBe(found);
    expect(next(offline, finding('deviceOffline'), moment, alive('mediaIn', later))?.cause).toBe(
      'deviceOffline',
    );
  });
});

it.each<[CallDiagnosisCause, boolean]>([
  ['none', false],
  ['deviceOffline', true],
  ['noInternet', true],
  ['serverUnreachable', true],
  ['signalingLost', false],
  ['mediaBlocked', true],
  ['notHeard', false],
  ['weakUplink', false],
  ['weakDownlink', false],
  ['weakBoth', false],
  ['deviceBusy', false],
  ['endedByServer', false],
  ['resumed', true],
  ['unknownOutage', true],
])('%s means being out of the call: %s', (cause, out) => {
  expect(isOutage(cause)).toBe(out);
});
