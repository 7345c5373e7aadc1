import { describe, expect, it } from 'vitest';
import { initialCall } from '../state/initialCall.ts';
import type { Observation } from './observation.ts';
import {
  type Before,
  finding,
  next,
  connected,
  stopped,
  blocked,
  internet,
  serverOut,
  vague,
  unheard,
  flows,
} from './outages.test.helper.ts';
import { ago, alive, dead, type Moment, now, flowing, silentFor } from './signView.test.helper.ts';

describe('an outage is over', () => {
  const bare: Before = { cause: 'unknownOutage', outage: { place: 'media' } };
  const outward: Before = { cause: 'mediaBlocked', outage: { way: 'out', place: 'media' } };
  const measured: Moment = { ...flows, ...connected() };
  const spoken = (moment: Moment): Moment => moment;
  it.each<
    [what: string, before: Before, moment: Moment, all: readonly Observation[], over: boolean]
  >([
    ['with media', blocked, measured, [], true],
    [
      'not with media of before',
      { ...blocked, outage: { deadAt: now } },
      { ...measured, media: { ...flowing, lastRtpAt: now } },
      [],
      false,
    ],
    ['not with media that stopped again', blocked, stopped(500), [], false],
    ['of the way out not with media that never stopped', outward, measured, [], false],
    [
      'of the way out with media that is back',
      outward,
      { ...measured, media: { ...flowing, rtpBackAt: ago(300) } },
      [],
      true,
    ],
    ['of the way out with an answer', outward, measured, [alive('serverHost', ago(300))], true],
    ['of the way out with a check', outward, measured, [alive('mediaOut', ago(300))], true],
    [
      'of the way out not with what comes in',
      outward,
      measured,
      [alive('mediaIn', ago(300), { way: 'in' })],
      false,
    ],
    [
      'of the way out not with a channel',
      outward,
      measured,
      [alive('appChannel', ago(300))],
      false,
    ],
    [
      'with packets, where nobody is expected',
      bare,
      {
        ...connected(),
        media: { ...silentFor(9000), lastPacketAt: now, packetSilentMs: 0 },
        remotes: { expectsMedia: false },
      },
      [],
      true,
    ],
    [
      'not with packets that stopped',
      bare,
      {
        ...connected(),
        media: { ...silentFor(9000), lastPacketAt: ago(500), packetSilentMs: 500 },
        remotes: { expectsMedia: false },
      },
      [],
      false,
    ],
    [
      'with packets alone after five seconds',
      { ...bare, since: ago(5001) },
      { ...connected(), media: { ...silentFor(9000), lastPacketAt: now, packetSilentMs: 0 } },
      [],
      true,
    ],
    [
      'not sooner',
      { ...bare, since: ago(5000) },
      { ...connected(), media: { ...silentFor(9000), lastPacketAt: now, packetSilentMs: 0 } },
      [],
      false,
    ],
    [
      'not while the SDK is not connected',
      { ...bare, since: ago(9000) },
      {
        ...connected({ phase: 'reconnecting' }),
        media: { ...silentFor(9000), lastPacketAt: now, packetSilentMs: 0 },
      },
      [],
      false,
    ],
    ['without measurement when the SDK is back', bare, spoken(connected()), [], true],
    ['not while it is not', bare, spoken(connected({ phase: 'reconnecting' })), [], false],
    ['not while it joins again', bare, spoken(connected({ phase: 'connecting' })), [], false],
    [
      'where nobody knows of an SDK',
      bare,
      { call: { connection: initialCall.connection } },
      [],
      true,
    ],
    [
      'three seconds after a join, where media had been measured',
      bare,
      spoken(connected({ connectedAt: ago(3001) }, { mediaSeen: true })),
      [],
      true,
    ],
    [
      'not sooner than that',
      bare,
      spoken(connected({ connectedAt: ago(3000) }, { mediaSeen: true })),
      [],
      false,
    ],
    [
      'not on a new connection on which nothing has come',
      bare,
      { ...connected({}, { mediaSeen: true }), media: { watched: true, sampledAt: now } },
      [],
      false,
    ],
    ['of the internet not by the SDK of before', internet, spoken(connected()), [], false],
    [
      'of the internet by an answer',
      { ...internet, cause: 'unknownOutage' },
      spoken(connected()),
      [alive('otherHost', ago(300))],
      true,
    ],
    [
      'of the internet by joining again',
      internet,
      spoken(connected({ connectedAt: ago(300) })),
      [],
      true,
    ],
    ['of the server not by the SDK of before', serverOut, spoken(connected()), [], false],
  ])('%s', (_what, before, moment, all, over) => {
    expect(next(before, undefined, moment, ...all) === undefined).toBe(over);
  });

  it('and a channel that is still mute is told by the next look', () => {
    expect(next(vague, finding('signalingLost'), measured)).toBeUndefined();
  });

  it.each<[what: string, all: readonly Observation[], over: boolean]>([
    ['when somebody hears us', [dead('mediaOut', ago(10_000)), alive('mediaOut', ago(300))], true],
    [
      'not when somebody heard us before',
      [dead('mediaOut', ago(9000)), alive('mediaOut', ago(10_000))],
      false,
    ],
    ['when nobody says any more that nobody does', [], true],
    ['not while it is said', [dead('mediaOut', ago(300))], false],
    ['not by life elsewhere', [dead('mediaOut', ago(300)), alive('mediaIn', ago(100))], false],
  ])('where nobody heard us: %s', (_what, all, over) => {
    expect(next(unheard, undefined, { ...flows, ...connected() }, ...all) === undefined).toBe(over);
  });
});
