import { describe, expect, it } from 'vitest';
import { beganOf, causeOf, sayable, waits } from './causes.ts';
import {
  type Died,
  said,
  channels,
  reports,
  mediaIn,
  hosts,
  server,
  channel,
  closedChannel,
  session,
  together,
  silent,
  flows,
  refusing,
} from './deaths.test.helper.ts';
import type { Place } from './places.ts';
import { dead, type Moment } from './signView.test.helper.ts';

describe('a cause is named once it has lasted', () => {
  it.each<
    [
      what: string,
      places: readonly Place[],
      died: Died,
      wait: number,
      cause: string,
      confidence: number,
      moment: Moment,
    ]
  >([
    ['one place, one witness', ['media'], mediaIn, waits.oneWitness, 'mediaBlocked', 0.8, silent],
    [
      'one place, several witnesses',
      ['host'],
      together(mediaIn, server),
      waits.severalWitnesses,
      'serverUnreachable',
      0.95,
      silent,
    ],
    [
      'one that is sure',
      ['channel'],
      closedChannel,
      waits.sureWitness,
      'signalingLost',
      0.8,
      flows,
    ],
    ['one that is not', ['channel'], channel, waits.oneWitness, 'signalingLost', 0.8, flows],
    [
      'probes alone, media not measured',
      ['host'],
      server,
      waits.probesAlone,
      'serverUnreachable',
      0.8,
      {},
    ],
    [
      'probes alone, media measured',
      ['host'],
      server,
      waits.oneWitness,
      'serverUnreachable',
      0.8,
      silent,
    ],
    [
      'two places of one cause',
      ['host', 'process'],
      together(server, (at) => [dead('mediaChannel', at, channels)]),
      0,
      'serverUnreachable',
      0.95,
      silent,
    ],
    [
      'several places, neutral',
      ['internet', 'host', 'media'],
      mediaIn,
      waits.neutral,
      'unknownOutage',
      0.6,
      silent,
    ],
    [
      'media or its server',
      ['process', 'media'],
      mediaIn,
      waits.mediaOrProcess,
      'mediaBlocked',
      0.7,
      silent,
    ],
    [
      'maybe the other person',
      ['internet', 'remote'],
      mediaIn,
      waits.maybeTheirs,
      'unknownOutage',
      0.6,
      silent,
    ],
    [
      'media or the other person',
      ['media', 'remote'],
      mediaIn,
      waits.maybeTheirs,
      'mediaBlocked',
      0.7,
      silent,
    ],
    [
      "several, and the SDK's word",
      ['internet', 'host'],
      together(mediaIn, session),
      0,
      'unknownOutage',
      0.6,
      silent,
    ],
    ["the SDK's word alone", ['internet', 'host'], session, 0, 'unknownOutage', 0.7, {}],
    [
      "the SDK's word while media flows",
      ['internet', 'host'],
      session,
      waits.oneWitness,
      'unknownOutage',
      0.7,
      flows,
    ],
    [
      'the way to the call server, media flows',
      ['host', 'process', 'tcp'],
      together(server, session),
      waits.oneWitness,
      'signalingLost',
      0.8,
      flows,
    ],
    [
      'channels alone, media flows',
      ['internet', 'channel'],
      channel,
      waits.channelAlone,
      'signalingLost',
      0.7,
      flows,
    ],
    [
      'what we send does not arrive',
      ['internet', 'mediaOut'],
      (at) => [dead('mediaOut', at, reports)],
      waits.unheard,
      'notHeard',
      0.85,
      flows,
    ],
    [
      'the same, surely',
      ['mediaOut'],
      (at) => [dead('mediaOut', at, { ...reports, sure: true })],
      0,
      'notHeard',
      0.85,
      flows,
    ],
    [
      'the same, by two',
      ['mediaOut'],
      (at) => [
        dead('mediaOut', at, { ...reports, faint: true }),
        dead('mediaOut', at, { witness: 'peers', faint: true }),
      ],
      0,
      'notHeard',
      0.85,
      flows,
    ],
    [
      'refused everywhere, media comes in',
      ['internet', 'tcp'],
      hosts,
      waits.refusedWithMedia,
      'noInternet',
      0.9,
      refusing(flows),
    ],
    [
      'refused everywhere, nothing comes in',
      ['internet', 'remote'],
      together(hosts, mediaIn),
      0,
      'noInternet',
      0.9,
      refusing(silent),
    ],
    [
      'the device by its own word',
      ['device'],
      (at) => [dead('device', at, { witness: 'browser', sure: true })],
      0,
      'deviceOffline',
      0.8,
      {},
    ],
  ])('%s', (_what, places, died, wait, cause, confidence, moment) => {
    expect(said(places, died, wait, moment)).toEqual({ cause, confidence });
    expect(said(places, died, wait + 1000, moment)).toEqual({ cause, confidence });
    if (wait) {
      const early = said(places, died, wait - 1, moment);
      expect(early === undefined || early.confidence < sayable).toBe(true);
    }
  });
});

it('every place has its words', () => {
  expect(causeOf).toEqual({
    device: 'deviceOffline',
    internet: 'noInternet',
    host: 'serverUnreachable',
    process: 'serverUnreachable',
    media: 'mediaBlocked',
    flows: 'unknownOutage',
    mediaOut: 'notHeard',
    channel: 'signalingLost',
    tcp: 'signalingLost',
    remote: 'none',
  });
});

it('the times are those that are documented', () => {
  expect(waits).toEqual({
    oneWitness: 1300,
    severalWitnesses: 0,
    sureWitness: 0,
    probesAlone: 5000,
    neutral: 2600,
    maybeTheirs: 3800,
    mediaOrProcess: 2600,
    channelAlone: 3000,
    unheard: 1600,
    refusedWithMedia: 1300,
  });
});

it('a trouble began when its first sign did', () => {
  expect(beganOf([dead('mediaIn', 30, { since: 20 }), dead('serverHost', 10, { since: 25 })])).toBe(
    20,
  );
});
