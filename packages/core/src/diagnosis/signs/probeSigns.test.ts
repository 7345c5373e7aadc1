import { initialCall } from '../../state/initialCall.ts';
import type { CallFacts, ProbeState } from '../../state/networkState.ts';
import { ago, flowing, type Moment } from '../signView.test.helper.ts';
import { probeSigns } from './probeSigns.ts';
import { itReads, type SignCase as Row } from './signCases.test.helper.ts';

const device = (change: Partial<CallFacts['device']>): Moment => ({
  call: { device: { ...initialCall.device, changedAt: ago(500), ...change } },
});
const probes = (server: Partial<ProbeState>, other: Partial<ProbeState> = {}): Moment => ({
  call: { server: { ...initialCall.server, ...server }, other: { ...initialCall.other, ...other } },
});
const failed = {
  outcome: 'timedOut',
  failedSentAt: ago(2000),
  since: ago(500),
  tookMs: 1500,
  calibrated: true,
} as const;
const refused = { ...failed, outcome: 'refused', tookMs: 7 } as const;
const probeRows: readonly Row[] = (['server', 'other'] as const).flatMap((host): Row[] => {
  const of = (change: Partial<ProbeState>) =>
    host === 'server' ? probes(change) : probes({}, change);
  return [
    [
      `${host} probe answered`,
      'as of its answer',
      of({ answeredAt: ago(3000) }),
      { at: ago(3000) },
    ],
    [`${host} probe answered`, 'for 20 s', of({ answeredAt: ago(19_999) }), { at: ago(19_999) }],
    [`${host} probe answered`, 'and no longer', of({ answeredAt: ago(20_000) }), undefined],
    [`${host} probe answered`, 'not when never', of({}), undefined],
    [
      `${host} probe failed`,
      'since it was asked',
      of(failed),
      { at: ago(2000), since: ago(2000), value: 'timed out' },
    ],
    [
      `${host} probe failed`,
      'since the first that failed',
      of({ ...failed, since: ago(7000) }),
      { at: ago(2000), since: ago(7000), value: 'timed out' },
    ],
    [
      `${host} probe failed`,
      'says how quickly it was refused',
      of(refused),
      { at: ago(2000), since: ago(2000), value: 'refused after 7 ms' },
    ],
    [
      `${host} probe failed`,
      'not a refusal by a host that never answered',
      of({ ...refused, calibrated: undefined }),
      undefined,
    ],
    [
      `${host} probe failed`,
      'not once it answers again',
      of({ ...failed, outcome: 'reachable' }),
      undefined,
    ],
    [
      `${host} probe failed`,
      'for 20 s',
      of({ ...failed, failedSentAt: ago(20_000) }),
      { at: ago(20_000), since: ago(20_000), value: 'timed out' },
    ],
    [
      `${host} probe failed`,
      'and no longer',
      of({ ...failed, failedSentAt: ago(20_001) }),
      undefined,
    ],
    [
      `${host} probe failed`,
      'not when media came back after it was asked',
      { ...of(failed), media: { ...flowing, rtpBackAt: ago(1999) } },
      undefined,
    ],
    [
      `${host} probe failed`,
      'but when it was asked at that moment',
      { ...of(failed), media: { ...flowing, rtpBackAt: ago(2000) } },
      { at: ago(2000), since: ago(2000), value: 'timed out' },
    ],
    [
      `${host} probe failed`,
      'not when the device was not online yet',
      {
        call: {
          ...of(failed).call,
          ...device({ online: true, offlineAt: ago(9000), changedAt: ago(1000) }).call,
        },
      },
      undefined,
    ],
    [`${host} probe failed`, 'not when never asked', of({ outcome: 'timedOut' }), undefined],
    [
      'somebody answered a probe',
      `asked as ${host}`,
      of({ somebodyAt: ago(3000) }),
      { at: ago(3000) },
    ],
    [
      'somebody answered a probe',
      `for 20 s, asked as ${host}`,
      of({ somebodyAt: ago(20_000) }),
      undefined,
    ],
  ];
});
const somebody: readonly Row[] = [
  [
    'somebody answered a probe',
    'the newest of both',
    probes({ somebodyAt: ago(3000) }, { somebodyAt: ago(1000) }),
    { at: ago(1000) },
  ],
  ['somebody answered a probe', 'not when never', probes({}), undefined],
];

const timedOut = {
  outcome: 'timedOut',
  calibrated: true,
  failedSentAt: ago(3000),
  since: ago(3000),
} as const;
const instead: readonly Row[] = [
  [
    'other probe answered',
    'by itself: whoever answers in the place of others answers for both',
    probes(timedOut, { somebodyAt: ago(3000) }),
    { at: ago(3000) },
  ],
  [
    'server probe answered',
    'the same, of the server',
    probes({ somebodyAt: ago(2000) }, { ...timedOut, outcome: 'refused' }),
    { at: ago(2000) },
  ],
  [
    'server probe answered',
    'the newer of what is proved and what is said',
    probes({ somebodyAt: ago(2000), answeredAt: ago(1000) }, timedOut),
    { at: ago(1000) },
  ],
  [
    'other probe answered',
    'not when that was before the failure',
    probes(timedOut, { somebodyAt: ago(3001) }),
    undefined,
  ],
  [
    'other probe answered',
    'not when both answer',
    probes({ ...timedOut, outcome: 'reachable' }, { somebodyAt: ago(1000) }),
    undefined,
  ],
  [
    'other probe answered',
    'not when the failing one never answered: it may be blocked here',
    probes({ ...timedOut, calibrated: undefined }, { somebodyAt: ago(1000) }),
    undefined,
  ],
];

itReads(probeSigns, [...probeRows, ...somebody, ...instead]);
