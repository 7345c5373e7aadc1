import { initialCall } from '../../state/initialCall.ts';
import type { CallFacts, QualityTrack } from '../../state/networkState.ts';
import { ago, flowing, type Moment, outage } from '../signView.test.helper.ts';
import { sdkSigns } from './sdkSigns.ts';
import { itReads, type SignCase } from './signCases.test.helper.ts';

const connection = (change: Partial<CallFacts['connection']>): CallFacts['connection'] => ({
  ...initialCall.connection,
  phase: 'connected',
  everConnected: true,
  since: ago(9000),
  ...change,
});
const down = (change: Partial<QualityTrack> = {}): QualityTrack => ({
  ...initialCall.quality.uplink,
  raw: 'down',
  at: ago(500),
  rawSince: ago(1600),
  ...change,
});
const quality = (up: QualityTrack, downlink: QualityTrack, phase = connection({})): Moment => ({
  call: { connection: phase, quality: { ...initialCall.quality, uplink: up, downlink } },
});
const heard = (change: Partial<CallFacts['heard']>, more: Moment = {}): Moment => ({
  ...more,
  call: { heard: { state: 'heard', since: ago(9000), at: ago(100), ...change }, ...more.call },
});
/** Signalling that broke in an outage which ended two seconds ago. */
const resuming = (cause: 'signal' | 'network', media: Moment['media']): Moment => ({
  call: { connection: connection({ phase: 'reconnecting', cause, outageSince: ago(3000) }) },
  media: { ...media },
  outage: { ...outage, endedAt: ago(2000) },
});
/** An outage that is not over yet, while a host answers again since. */
const healing = (msAgo: number): Moment => ({
  call: { server: { ...initialCall.server, backAt: ago(msAgo), failedSentAt: ago(msAgo + 900) } },
  outage,
});
const sdkRows: readonly SignCase[] = [
  [
    'SDK says connected',
    'since it is',
    { call: { connection: connection({ connectedAt: ago(4000) }) } },
    { at: ago(4000) },
  ],
  [
    'SDK says connected',
    'not when reconnecting',
    { call: { connection: connection({ phase: 'reconnecting', connectedAt: ago(4000) }) } },
    undefined,
  ],
  [
    'SDK says connected',
    'not by a snapshot without a time',
    { call: { connection: connection({}) } },
    undefined,
  ],
  ...(['reconnecting', 'lost', 'connecting'] as const).map(
    (phase): SignCase => [
      'SDK says reconnecting',
      phase,
      { call: { connection: connection({ phase, outageSince: ago(3000) }) } },
      { at: ago(3000), value: phase },
    ],
  ),
  [
    'SDK says reconnecting',
    'by its phase, where no outage is known',
    { call: { connection: connection({ phase: 'lost' }) } },
    { at: ago(9000), value: 'lost' },
  ],
  [
    'SDK says reconnecting',
    'not when connecting for the first time',
    { call: { connection: connection({ phase: 'connecting', everConnected: false }) } },
    undefined,
  ],
  [
    'SDK says reconnecting',
    'not when connected',
    { call: { connection: connection({}) } },
    undefined,
  ],
  [
    'SDK says reconnecting',
    'not when left',
    { call: { connection: connection({ phase: 'left' }) } },
    undefined,
  ],
  [
    'SDK says reconnecting',
    'not when it resumes signalling that an outage broke, and media flows again',
    resuming('signal', flowing),
    undefined,
  ],
  [
    'SDK says reconnecting',
    'but when no media comes in yet',
    resuming('signal', { ...flowing, rtpSilentMs: 500 }),
    { at: ago(3000), value: 'reconnecting' },
  ],
  [
    'SDK says reconnecting',
    'but when it is more than signalling',
    resuming('network', flowing),
    { at: ago(3000), value: 'reconnecting' },
  ],
  [
    'SDK says reconnecting',
    'but when no outage explains it',
    { ...resuming('signal', flowing), outage: undefined },
    { at: ago(3000), value: 'reconnecting' },
  ],
  [
    'quality down both ways',
    'since both are',
    quality(down(), down({ rawSince: ago(1500) })),
    { at: ago(1500), since: ago(1500) },
  ],
  ['quality down both ways', 'not one way', quality(down(), down({ raw: 'bad' })), undefined],
  ['quality down both ways', 'not the other', quality(down({ raw: 'bad' }), down()), undefined],
  [
    'quality down both ways',
    'not by our own measurement',
    quality(down({ basis: 'derived' }), down()),
    undefined,
  ],
  [
    'quality down both ways',
    'not by old samples',
    quality(down({ at: ago(8000) }), down()),
    undefined,
  ],
  [
    'quality down both ways',
    'not when the phase says it all',
    quality(down(), down(), connection({ phase: 'reconnecting' })),
    undefined,
  ],
  ['server receives us', 'since it said so', heard({}), { at: ago(9000) }],
  ['server receives us', 'as of its last measurement', heard({ loss: 0 }), { at: ago(100) }],
  [
    'server receives us',
    'not by a measurement that is 3 s old',
    heard({ loss: 0, at: ago(3000) }),
    { at: ago(9000) },
  ],
  ['server receives us', 'not when it does not', heard({ state: 'notAtAll' }), undefined],
  [
    'server receives nothing',
    'a second after the last packet',
    heard({ state: 'notAtAll' }),
    { at: ago(9000), since: ago(10_000), sure: true },
  ],
  ['server receives nothing', 'not when it receives', heard({}), undefined],
  [
    'server receives nothing',
    'not when we send nothing',
    heard({ state: 'notAtAll' }, { call: { sending: { ...initialCall.sending, known: true } } }),
    undefined,
  ],
  [
    'server receives nothing',
    'not what it says of an outage',
    heard({ state: 'notAtAll' }, { outage: { ...outage, endedAt: ago(3999) } }),
    undefined,
  ],
  [
    'server receives nothing',
    'four seconds later it does',
    heard({ state: 'notAtAll' }, { outage: { ...outage, endedAt: ago(4000) } }),
    { at: ago(9000), since: ago(10_000), sure: true },
  ],
  [
    'server receives nothing',
    'not what it says of an outage that is only just healing',
    heard({ state: 'notAtAll', since: ago(500) }, healing(3999)),
    undefined,
  ],
  [
    'server receives nothing',
    'four seconds after the heal it does',
    heard({ state: 'notAtAll', since: ago(500) }, healing(4000)),
    { at: ago(500), since: ago(1500), sure: true },
  ],
  [
    'server receives nothing',
    'what it says later is new',
    heard({ state: 'notAtAll', since: ago(100) }, { outage: { ...outage, endedAt: ago(200) } }),
    { at: ago(100), since: ago(1100), sure: true },
  ],
];

itReads(sdkSigns, sdkRows);
