import { initialCall } from '../../state/initialCall.ts';
import type { CallFacts, ConnectionMedia } from '../../state/networkState.ts';
import { ago, backOnline, flowing, now, outage, silentFor } from '../signView.test.helper.ts';
import { mediaRows } from './mediaRows.ts';
import { itReads, type SignCase } from './signCases.test.helper.ts';

type Up = Partial<ConnectionMedia['samples'][number]['uplink']>;

/** Connections with one sample each, looked at so long ago. */
const looks = (...all: readonly (Up & { msAgo?: number })[]): CallFacts['media'] =>
  Object.fromEntries(
    all.map(({ msAgo = 100, ...up }, index) => [
      `pc${index}`,
      {
        samples: [
          {
            type: 'mediaSampled',
            connectionId: `pc${index}`,
            intervalMs: 250,
            state: 'connected',
            uplink: { packets: 10, kbps: 100, audio: true, video: false, ...up },
            downlink: { packets: 10, lost: 0, kbps: 100, bytes: 1000 },
            streams: [],
            at: ago(msAgo),
          },
        ],
        silentMs: 0,
        pauseMs: 0,
        settlesAt: 0,
        best: { availableKbps: 0, framesPerSecond: 0, targetKbps: 0, downKbps: 0, rttMs: 40 },
      } satisfies ConnectionMedia,
    ]),
  );

const silent = 'no packet on any connection';
const never = 'no media has come in';
const overdue = 'connectivity check overdue';
const unheard = 'reports show nothing new from us';
const unreported = 'no more reports about us';
const connected: CallFacts['connection'] = {
  ...initialCall.connection,
  phase: 'connected',
  everConnected: true,
  connectedAt: ago(6000),
};
const begun = { watched: true, sampledAt: now };
const outlived = { ...silentFor(6000), lastPacketAt: ago(5200), packetSilentMs: 5200 };
const rows: readonly SignCase[] = [
  [
    'packets arrive',
    'as of the last one',
    { media: { ...flowing, lastPacketAt: ago(300) } },
    { at: ago(300) },
  ],
  [
    'packets arrive',
    'not when nobody measures',
    { media: { ...flowing, watched: false } },
    undefined,
  ],
  ['packets arrive', 'not when none came', { media: begun }, undefined],
  [
    'media is back',
    'as of its return',
    { media: { ...flowing, rtpBackAt: ago(700) } },
    { at: ago(700) },
  ],
  ['media is back', 'not when it never left', { media: flowing }, undefined],
  [
    'media is back',
    'not when nobody measures',
    { media: { ...flowing, watched: false, rtpBackAt: ago(700) } },
    undefined,
  ],
  [silent, 'for 0.8 s', { media: silentFor(800) }, { at: ago(800), value: 800 }],
  [silent, 'not sooner', { media: silentFor(799) }, undefined],
  [
    silent,
    'not when nobody is expected',
    { media: silentFor(3000), remotes: { expectsMedia: false } },
    undefined,
  ],
  [
    silent,
    'not when nothing ever came',
    { media: { ...silentFor(3000), hadRtp: false } },
    undefined,
  ],
  [
    silent,
    'not when nobody measures',
    { media: { ...silentFor(3000), watched: false } },
    undefined,
  ],
  [
    silent,
    'not while other packets come',
    { media: { ...silentFor(6000), lastPacketAt: ago(100), packetSilentMs: 100 } },
    undefined,
  ],
  [silent, 'not in the pauses of what comes without media', { media: outlived }, undefined],
  [
    silent,
    'but when they last longer than a receiver report',
    { media: { ...outlived, lastRtpAt: ago(7000), lastPacketAt: ago(5500), packetSilentMs: 5500 } },
    { at: ago(5500), value: 5500 },
  ],
  [
    silent,
    'not when pauses have been half as long',
    { media: { ...silentFor(9000), lastPacketAt: ago(5600), packetSilentMs: 5600, pauseMs: 2801 } },
    undefined,
  ],
  [
    silent,
    'other packets that ended with the media are no pause',
    { media: { ...silentFor(3000), lastPacketAt: ago(2300), packetSilentMs: 2300 } },
    { at: ago(3000), value: 2300 },
  ],
  [
    silent,
    'awaited from the unmute',
    { media: silentFor(9000), remotes: { awaitedSince: ago(900) } },
    { at: ago(900), value: 9000 },
  ],
  [
    silent,
    'in an outage from the beginning',
    { media: silentFor(9000), remotes: { awaitedSince: ago(900) }, outage },
    { at: ago(9000), value: 9000 },
  ],
  [
    silent,
    'after one from the unmute',
    {
      media: silentFor(9000),
      remotes: { awaitedSince: ago(900) },
      outage: { ...outage, endedAt: ago(20_000) },
    },
    { at: ago(900), value: 9000 },
  ],
  [
    silent,
    'faint for 3 s after the device is back',
    { media: silentFor(5000), call: backOnline },
    { at: ago(5000), value: 5000, faint: true },
  ],
  [
    silent,
    'full afterwards',
    { media: silentFor(5000), call: { device: { ...backOnline.device, changedAt: ago(3000) } } },
    { at: ago(5000), value: 5000 },
  ],
  [
    never,
    'since somebody publishes',
    { media: begun, call: { connection: connected }, remotes: { awaitedSince: ago(5000) } },
    { at: ago(5000) },
  ],
  [
    never,
    'since we are connected',
    { media: begun, call: { connection: connected }, remotes: { awaitedSince: ago(8000) } },
    { at: ago(6000) },
  ],
  [
    never,
    'not when nobody publishes',
    { media: begun, call: { connection: connected } },
    undefined,
  ],
  [
    never,
    'not when some came',
    { media: flowing, call: { connection: connected }, remotes: { awaitedSince: ago(5000) } },
    undefined,
  ],
  [
    never,
    'not when nobody measures',
    { call: { connection: connected }, remotes: { awaitedSince: ago(5000) } },
    undefined,
  ],
  [
    never,
    'not before we are connected',
    {
      media: begun,
      call: { connection: { ...connected, phase: 'connecting' } },
      remotes: { awaitedSince: ago(5000) },
    },
    undefined,
  ],
  [
    never,
    'now, when nobody knows since when',
    {
      media: begun,
      call: { connection: { ...connected, connectedAt: undefined } },
      remotes: { awaitedSince: ago(5000) },
    },
    { at: now },
  ],
  [
    'connectivity check answered',
    'as of the answer',
    { media: { ...flowing, checkedAt: ago(900) } },
    { at: ago(900) },
  ],
  ['connectivity check answered', 'not where they are not counted', { media: flowing }, undefined],
  [
    'connectivity check answered',
    'not when nobody measures',
    { media: { checkedAt: ago(900) } },
    undefined,
  ],
  [
    overdue,
    'since the last answer',
    {
      media: { ...flowing, checkedAt: ago(8000) },
      call: { media: looks({ checkOverdueMs: 500 }) },
    },
    { at: ago(8000), sure: true },
  ],
  [
    overdue,
    'not when one connection is checked',
    {
      media: { ...flowing, checkedAt: ago(8000) },
      call: { media: looks({ checkOverdueMs: 500 }, {}) },
    },
    undefined,
  ],
  [
    overdue,
    'not when in time',
    { media: { ...flowing, checkedAt: ago(8000) }, call: { media: looks({ checkOverdueMs: 0 }) } },
    undefined,
  ],
  [
    overdue,
    'not where they are not counted',
    { media: flowing, call: { media: looks({ checkOverdueMs: 500 }) } },
    undefined,
  ],
  [
    overdue,
    'not when nobody measures',
    {
      media: { ...flowing, watched: false, checkedAt: ago(8000) },
      call: { media: looks({ checkOverdueMs: 500 }) },
    },
    undefined,
  ],
  [overdue, 'not without a look', { media: { ...flowing, checkedAt: ago(8000) } }, undefined],
  [
    'reports show news from us',
    'as of the report before',
    { media: { ...flowing, arrivedAt: ago(1500) } },
    { at: ago(1500) },
  ],
  ['reports show news from us', 'not when none does', { media: flowing }, undefined],
  [
    'reports show news from us',
    'not when nobody measures',
    { media: { arrivedAt: ago(1500) } },
    undefined,
  ],
  [
    unheard,
    'three are sure',
    { media: flowing, call: { media: looks({ unheardReports: 3, unheardMs: 2900 }) } },
    { at: ago(3000), value: 3, faint: false, sure: true },
  ],
  [
    unheard,
    'one is faint',
    { media: flowing, call: { media: looks({ unheardReports: 1, unheardMs: 900 }) } },
    { at: ago(1000), value: 1, faint: true, sure: false },
  ],
  [
    unheard,
    'the fewest of all, since the first',
    {
      media: flowing,
      call: {
        media: looks({ unheardReports: 5, unheardMs: 4900 }, { unheardReports: 2, unheardMs: 900 }),
      },
    },
    { at: ago(5000), value: 2, faint: true, sure: false },
  ],
  [
    unheard,
    'not when one shows news',
    {
      media: flowing,
      call: {
        media: looks({ unheardReports: 5, unheardMs: 4900 }, { unheardReports: 0, unheardMs: 0 }),
      },
    },
    undefined,
  ],
  [
    unreported,
    'since the first that is missing on the connection where it is shortest',
    {
      media: flowing,
      call: { media: looks({ reportOverdueMs: 2900 }, { reportOverdueMs: 900 }) },
    },
    { at: ago(1000), faint: true },
  ],
  [
    unreported,
    'not when reports come on one connection',
    { media: flowing, call: { media: looks({ reportOverdueMs: 2900 }, {}) } },
    undefined,
  ],
  [
    unreported,
    'whatever a connection says on which we send nothing',
    { media: flowing, call: { media: looks({ reportOverdueMs: 2900 }, { packets: 0 }) } },
    { at: ago(3000), faint: true },
  ],
  [
    unreported,
    'not when we send nothing at all',
    { media: flowing, call: { media: looks({ reportOverdueMs: 2900, packets: 0 }) } },
    undefined,
  ],
  [
    unreported,
    'not of old looks',
    { media: flowing, call: { media: looks({ reportOverdueMs: 2900, msAgo: 3500 }) } },
    undefined,
  ],
  [
    unreported,
    'not when nobody measures',
    {
      media: { ...flowing, watched: false },
      call: { media: looks({ reportOverdueMs: 2900 }) },
    },
    undefined,
  ],
  [unheard, 'not when none tells', { media: flowing, call: { media: looks({}) } }, undefined],
  [
    unheard,
    'not of old looks',
    { media: flowing, call: { media: looks({ unheardReports: 3, unheardMs: 900, msAgo: 3500 }) } },
    undefined,
  ],
  [
    unheard,
    'not when something arrived since',
    {
      media: { ...flowing, arrivedAt: ago(2999) },
      call: { media: looks({ unheardReports: 3, unheardMs: 2900 }) },
    },
    undefined,
  ],
  [
    unheard,
    'but when it arrived before',
    {
      media: { ...flowing, arrivedAt: ago(3000) },
      call: { media: looks({ unheardReports: 3, unheardMs: 2900 }) },
    },
    { at: ago(3000), value: 3, faint: false, sure: true },
  ],
];

itReads(mediaRows, rows);
