import { expect, it } from 'vitest';
import type { CallDiagnosis, OutageMemory } from '../diagnosis/diagnosis.ts';
import type { OwnSide } from '../diagnosis/diagnoseRemote.ts';
import type { Phase } from '../events/networkEvent.ts';
import { initialCall } from '../state/initialCall.ts';
import type { CallFacts, ConnectionMedia } from '../state/networkState.ts';
import type { NetworkState } from './networkStatus.ts';
import { ownSide } from './ownSide.ts';
import { ago, now } from './remote.test.helper.ts';

const well: CallDiagnosis = { cause: 'none', began: 0, since: 0, confidence: 1, evidence: [] };
const diagnosed = (change: Partial<CallDiagnosis>): Partial<NetworkState> => ({
  diagnosis: { ...well, began: ago(2000), ...change },
});
const inPhase = (phase: Phase): Partial<NetworkState> => ({
  connection: { ...initialCall.connection, phase },
});
const ended = (msAgo?: number): Partial<NetworkState> => {
  const outage: OutageMemory = {
    began: ago(9000),
    namedAt: ago(8000),
    deadAt: ago(9000),
    way: 'both',
    told: true,
  };
  return diagnosed({ outage: msAgo === undefined ? outage : { ...outage, endedAt: ago(msAgo) } });
};
const channels = (signaling: CallFacts['signaling']): Partial<NetworkState> => ({ signaling });
const opened = { health: 'alive', since: ago(9000), aliveAt: ago(9000) } as const;
const answering = { ...opened, aliveAt: ago(300) } as const;
const late = { health: 'late', since: ago(1500), aliveAt: ago(4000) } as const;

const cut = { down: true, unheardOf: true };
const fine = {
  down: false,
  unheardOf: false,
  downSince: undefined,
  backAt: undefined,
  serverAnsweredAt: 0,
  channelAliveAt: undefined,
  betweenUs: false,
};

it.each<[what: string, state: Partial<NetworkState>, own: Partial<OwnSide>]>([
  ['all is well', {}, {}],
  ['the SDK reconnects', inPhase('reconnecting'), cut],
  ['the SDK has lost it', inPhase('lost'), cut],
  ['the SDK is connected', inPhase('connected'), {}],
  ['there is no internet', diagnosed({ cause: 'noInternet' }), { ...cut, downSince: ago(2000) }],
  [
    'an outage may be said',
    diagnosed({ cause: 'unknownOutage', confidence: 0.5 }),
    { ...cut, downSince: ago(2000) },
  ],
  ['an outage is a guess', diagnosed({ cause: 'unknownOutage', confidence: 0.49 }), cut],
  [
    'only media is cut: what is said of the others is true',
    diagnosed({ cause: 'mediaBlocked' }),
    { down: true, downSince: ago(2000) },
  ],
  ['we are weak', diagnosed({ cause: 'weakBoth' }), {}],
  ['an outage lasts', ended(), {}],
  ['an outage has ended', ended(3000), { backAt: ago(3000) }],
  [
    'the call server answered',
    { server: { ...initialCall.server, answeredAt: ago(700) } },
    { serverAnsweredAt: ago(700) },
  ],
  ['a channel was only opened', channels({ app: opened }), { channelAliveAt: 'unproved' }],
  ['a channel answers', channels({ app: answering }), { channelAliveAt: ago(300) }],
  ['a channel is late', channels({ app: late }), { channelAliveAt: ago(4000) }],
  [
    'of several one answers',
    channels({ app: late, sfu: answering, other: opened }),
    { channelAliveAt: ago(300) },
  ],
  [
    'a channel closed that never answered',
    channels({ app: { health: 'closed', since: ago(900) } }),
    { channelAliveAt: 0 },
  ],
])('where %s', (_what, state, own) => {
  const call: NetworkState = { ...initialCall, diagnosis: well, usersRevision: 0, ...state };
  expect(ownSide(call, 2, 0, now)).toMatchObject({ ...fine, ...own });
});

it.each<[who: string, count: number, userId: string | undefined, is: boolean]>([
  ['one other, without a server', 1, 'maya', true],
  ['nobody yet, without a server', 0, 'maya', true],
  ['two others, without a server', 2, 'maya', false],
  ['one other, over a server', 1, undefined, false],
])('with %s', (_who, count, userId, is) => {
  const media = {
    pc0: {
      samples: [{ userId, at: ago(100) } as ConnectionMedia['samples'][number]],
      silentMs: 0,
      pauseMs: 0,
      settlesAt: 0,
      best: { availableKbps: 0, framesPerSecond: 0, targetKbps: 0, downKbps: 0, rttMs: 40 },
    },
  };
  const call: NetworkState = { ...initialCall, diagnosis: well, usersRevision: 0, media };
  expect(ownSide(call, count, 12_000, now)).toMatchObject({
    betweenUs: is,
    userDroppedLagMs: 12_000,
  });
});
