import {
  breaks,
  connected,
  connecting,
  drops,
  failed,
  heals,
  joins,
  lost,
  media,
  offline,
  online,
  probe,
  quits,
  reconnected,
  reconnecting,
  scores,
  scoresUser,
  sends,
  silence,
} from './facts.ts';
import { every, type Scenario, type ScenarioStep } from './scenario.ts';

/** When trouble begins: by then the call has warmed up. */
const trouble = 15_000;

const inCall: readonly ScenarioStep[] = [
  [0, connecting],
  [400, connected, sends({ audio: true, video: true }), ...joins('bo', 'Bo')],
];
const inGroup: readonly ScenarioStep[] = [
  ...inCall,
  [500, ...joins('cy', 'Cy'), ...joins('di', 'Di'), ...joins('em', 'Em')],
];
const fromAll = (packets: number, lost: number) =>
  media({
    downlink: { packets: packets * 4, lost: lost * 4 },
    streams: ['bo', 'cy', 'di', 'em'].map((userId) => ({
      streamId: userId,
      userId,
      media: 'audio',
      packets,
      lost,
    })),
  });
/** A call whose media is measured, healthy until the trouble. */
const measured: readonly ScenarioStep[] = [...inCall, ...every(500, 500, trouble, media())];
const healthyFrom = (from: number, to: number) => every(500, from, to, media());
const silentUntil = (to: number) => every(500, trouble + 500, to, silence);

/** Probes every second, each answered or given up in its own time. */
const probes = (
  target: 'server' | 'other',
  outcome: 'reachable' | 'refused' | 'timedOut',
  from: number,
  to: number,
) => {
  const steps: ScenarioStep[] = [];
  for (let sentAt = from; sentAt <= to; sentAt += 1_000) {
    const fact = probe(target, outcome, sentAt);
    steps.push([sentAt + fact.tookMs, fact]);
  }
  return steps;
};

export type ScenarioName =
  | 'clean'
  | 'shortBlip'
  | 'wifiOff'
  | 'routerDead'
  | 'serverDead'
  | 'serverHung'
  | 'mediaBlocked'
  | 'notHeard'
  | 'signalingOnly'
  | 'reconnecting'
  | 'slowSdk'
  | 'gaveUp'
  | 'kicked'
  | 'tokenExpired'
  | 'joinSlow'
  | 'joinFailed'
  | 'asleep'
  | 'weakUp'
  | 'weakDown'
  | 'weakBoth'
  | 'weakSevere'
  | 'slowDecline'
  | 'deviceBusy'
  | 'networkChanged'
  | 'remoteInterrupted'
  | 'remoteInterruptedInGroup'
  | 'remoteDrop'
  | 'remoteDropAndReturn'
  | 'remoteQuickReturn'
  | 'remoteLeft'
  | 'remoteWeak'
  | 'remoteVideoPaused'
  | 'manyRemotes'
  | 'everybodyLeavesWhileWeReconnect'
  | 'flapping'
  | 'precallPoor';

/** Named timelines that cover every prompt, with what should be on screen. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  clean: {
    name: 'Clean call',
    about: 'A minute in which nothing goes wrong.',
    steps: [
      ...inCall,
      ...every(500, 500, 60_000, media()),
      ...every(2_000, 2_000, 60_000, scores('excellent', 'excellent')),
    ],
    lastsMs: 60_000,
    expect: [],
  },
  shortBlip: {
    name: 'Short blip',
    about: 'The device is offline for a second.',
    steps: [...inCall, [trouble, offline], [trouble + 1_150, online]],
    lastsMs: 30_000,
    expect: [],
  },
  wifiOff: {
    name: 'Wi-Fi off',
    about: 'The device has no network for eight seconds.',
    steps: [...inCall, [trouble, offline], [trouble + 8_000, online]],
    lastsMs: 40_000,
    expect: [[16_200, 'local.offline'], [23_400, 'local.restored'], [28_400]],
  },
  routerDead: {
    name: 'Router dead',
    about: 'The router answers, nothing beyond it does.',
    steps: [
      ...measured,
      ...silentUntil(25_000),
      ...probes('server', 'timedOut', trouble + 1_000, 23_500),
      ...probes('other', 'timedOut', trouble + 1_000, 23_500),
      ...healthyFrom(25_500, 40_000),
    ],
    lastsMs: 40_000,
    expect: [[17_500, 'local.noInternet'], [25_900, 'local.restored'], [30_900]],
  },
  serverDead: {
    name: 'Call server dead',
    about: 'The internet works, the call server does not answer.',
    steps: [
      ...measured,
      ...silentUntil(25_000),
      ...probes('server', 'timedOut', trouble + 1_000, 23_500),
      ...probes('other', 'reachable', trouble + 1_000, 24_000),
      ...healthyFrom(25_500, 40_000),
    ],
    lastsMs: 40_000,
    expect: [[17_500, 'local.serverUnreachable'], [25_900, 'local.restored'], [30_900]],
  },
  serverHung: {
    name: 'Media server hung',
    about: 'The host of the call server answers, its media server has stopped.',
    steps: [
      ...measured,
      ...silentUntil(25_000),
      ...probes('server', 'reachable', trouble + 1_000, 24_000),
      ...probes('other', 'reachable', trouble + 1_000, 24_000),
      [
        trouble + 2_000,
        { type: 'signalingChanged', channel: 'sfu', health: 'late', lateMs: 1_500 },
      ],
      [25_400, { type: 'signalingChanged', channel: 'sfu', health: 'alive' }],
      ...healthyFrom(25_500, 40_000),
    ],
    lastsMs: 40_000,
    expect: [[17_000, 'local.serverUnreachable'], [25_900, 'local.restored'], [30_900]],
  },
  mediaBlocked: {
    name: 'Media blocked',
    about: 'Everything answers, but no media packet gets through.',
    steps: [
      ...measured,
      ...silentUntil(25_000),
      ...probes('server', 'reachable', trouble + 1_000, 24_000),
      ...probes('other', 'reachable', trouble + 1_000, 24_000),
      ...healthyFrom(25_500, 40_000),
    ],
    lastsMs: 40_000,
    expect: [[18_000, 'local.mediaInterrupted'], [25_900, 'local.restored'], [30_900]],
  },
  notHeard: {
    name: 'Not heard',
    about: 'Only what this device sends gets lost: the server hears nothing from it.',
    steps: [
      ...inCall,
      [trouble, { type: 'streamHealthChanged', media: 'audio', health: 'stalled' }],
      [24_000, { type: 'streamHealthChanged', media: 'audio', health: 'flowing' }],
    ],
    lastsMs: 40_000,
    expect: [[16_000, 'local.notHeard'], [24_400, 'local.restored'], [29_400]],
  },
  signalingOnly: {
    name: 'Signalling only',
    about: 'Media flows, the app’s own channel does not answer for half a minute.',
    steps: [
      ...inCall,
      ...every(500, 500, 60_000, media()),
      [trouble, { type: 'signalingChanged', health: 'late', lateMs: 0 }],
      [45_000, { type: 'signalingChanged', health: 'alive' }],
    ],
    lastsMs: 60_000,
    expect: [[18_000, 'local.signalingOnly'], [45_000]],
  },
  reconnecting: {
    name: 'Reconnecting',
    about: 'The SDK reconnects at once and needs five seconds.',
    steps: [...inCall, [trouble, reconnecting], [20_000, reconnected]],
    lastsMs: 35_000,
    expect: [[17_000, 'local.reconnecting'], [20_400, 'local.restored'], [25_400]],
  },
  slowSdk: {
    name: 'Slow SDK',
    about:
      'VolcEngine’s timing: reconnecting is said 12 s late, lost 10 s later; it comes back after 40 s.',
    steps: [
      ...inCall,
      [trouble + 12_000, { ...reconnecting, lagMs: 12_000 }],
      [trouble + 22_000, lost],
      [trouble + 40_000, reconnected],
    ],
    lastsMs: 70_000,
    expect: [
      [27_000, 'local.reconnecting'],
      [35_000, 'local.lost'],
      [55_400, 'local.restored'],
      [60_400],
    ],
  },
  gaveUp: {
    name: 'Gave up',
    about: 'The SDK retries for 30 s and then gives up for good.',
    steps: [...inCall, [trouble, reconnecting], [trouble + 30_000, failed]],
    lastsMs: 70_000,
    expect: [
      [17_000, 'local.reconnecting'],
      [35_000, 'local.lost'],
      [45_000, 'local.failed'],
    ],
    actions: ['rejoin', 'leave', 'copyDetails'],
  },
  kicked: {
    name: 'Kicked',
    about: 'A moderator removes this device from the call.',
    steps: [
      ...inCall,
      [trouble, { type: 'callEnded', cause: 'kicked', code: 'KICKED_OUT', rejoinAllowed: true }],
      [trouble + 50, { ...failed, phase: 'left', cause: 'kicked' }],
    ],
    lastsMs: 30_000,
    expect: [[15_000, 'ended.byServer']],
    actions: ['rejoin', 'leave'],
  },
  tokenExpired: {
    name: 'Token expired',
    about: 'The session token runs out: warned 30 s before, then ended.',
    steps: [
      ...inCall,
      [trouble, { type: 'tokenChanged', scope: 'session', state: 'expiring', secondsLeft: 30 }],
      [trouble + 30_000, { type: 'callEnded', cause: 'tokenExpired', code: 'TOKEN_EXPIRED' }],
    ],
    lastsMs: 60_000,
    expect: [[45_000, 'ended.byServer']],
  },
  joinSlow: {
    name: 'Slow join',
    about: 'The first connect takes twelve seconds.',
    steps: [
      [0, connecting],
      [12_000, connected],
    ],
    lastsMs: 25_000,
    expect: [[8_000, 'join.slow'], [12_000]],
    actions: ['cancel'],
  },
  joinFailed: {
    name: 'Failed join',
    about: 'The first connect is refused.',
    steps: [
      [0, connecting],
      [3_000, { ...failed, cause: 'joinFailed' }],
    ],
    lastsMs: 20_000,
    expect: [[3_000, 'join.failed']],
    actions: ['retry', 'leave'],
  },
  asleep: {
    name: 'Device asleep',
    about: 'The laptop was shut for five minutes; the SDK needs six seconds to come back.',
    steps: [
      ...inCall,
      [trouble, { type: 'deviceResumed', gapMs: 300_000 }, reconnecting],
      [trouble + 6_000, reconnected],
    ],
    lastsMs: 40_000,
    expect: [[15_000, 'local.resumed'], [21_400, 'local.restored'], [26_400]],
  },
  weakUp: {
    name: 'Weak uplink',
    about: 'The SDK scores the uplink bad for half a minute.',
    steps: [
      ...inCall,
      ...every(2_000, 2_000, 14_000, scores('good')),
      ...every(2_000, 16_000, 44_000, scores('bad')),
      ...every(2_000, 46_000, 80_000, scores('good')),
    ],
    lastsMs: 80_000,
    expect: [[20_000, 'weak.up'], [55_000]],
    actions: ['cameraOff', 'stopSharing', 'effectsOff'],
  },
  weakDown: {
    name: 'Weak downlink',
    about: 'A fifth of what comes in is lost for 20 s.',
    steps: [
      ...inGroup,
      ...every(500, 1_000, trouble, fromAll(25, 0)),
      ...every(500, trouble + 500, 35_000, fromAll(20, 5)),
      ...every(500, 35_500, 60_000, fromAll(25, 0)),
    ],
    lastsMs: 60_000,
    expect: [[16_500, 'weak.down'], [38_500]],
    actions: ['pauseIncomingVideo'],
  },
  weakBoth: {
    name: 'Weak both ways',
    about: 'The SDK scores both directions bad for half a minute.',
    steps: [
      ...inCall,
      ...every(2_000, 2_000, 14_000, scores('good')),
      ...every(2_000, 16_000, 44_000, scores('bad', 'bad')),
      ...every(2_000, 46_000, 80_000, scores('good')),
    ],
    lastsMs: 80_000,
    expect: [[20_000, 'weak.both'], [55_000]],
  },
  weakSevere: {
    name: 'Severely weak',
    about: 'The SDK scores the uplink very bad for half a minute.',
    steps: [
      ...inCall,
      ...every(2_000, 2_000, 14_000, scores('good')),
      ...every(2_000, 16_000, 44_000, scores('vbad')),
      ...every(2_000, 46_000, 80_000, scores('good')),
    ],
    lastsMs: 80_000,
    expect: [[20_000, 'weak.severe'], [55_000]],
    actions: ['audioOnly'],
  },
  slowDecline: {
    name: 'Slow decline',
    about: 'From excellent to nothing in a minute, as on the way out of a building.',
    steps: [
      ...inCall,
      ...every(2_000, 2_000, 14_000, scores('excellent', 'excellent')),
      ...every(2_000, 16_000, 24_000, scores('poor', 'poor')),
      ...every(2_000, 26_000, 36_000, scores('bad', 'poor')),
      ...every(2_000, 38_000, 50_000, scores('vbad', 'bad')),
      [52_000, offline, reconnecting],
      [62_000, online],
      [63_000, reconnected],
    ],
    lastsMs: 80_000,
    expect: [
      [30_000, 'weak.up'],
      [42_000, 'weak.severe'],
      [53_200, 'local.offline'],
      [63_000, 'local.reconnecting'],
      [64_000, 'local.restored'],
      [69_000],
    ],
  },
  deviceBusy: {
    name: 'Device busy',
    about: 'The processor cannot encode the camera, the network is fine.',
    steps: [
      ...measured,
      ...every(500, trouble + 500, 45_000, media({ uplink: { limitedBy: 'cpu' } })),
      ...healthyFrom(45_500, 70_000),
    ],
    lastsMs: 70_000,
    expect: [[25_500, 'weak.device'], [46_500]],
    actions: ['effectsOff', 'cameraOff'],
  },
  networkChanged: {
    name: 'Network changed',
    about: 'From Wi-Fi to mobile without an outage: only the indicator knows.',
    steps: [
      ...inCall,
      [1_000, { type: 'deviceNetworkChanged', online: true, networkType: 'wifi' }],
      [trouble, { type: 'deviceNetworkChanged', online: true, networkType: '4g' }],
    ],
    lastsMs: 30_000,
    expect: [],
  },
  remoteInterrupted: {
    name: 'Remote interrupted',
    about: 'In a one-to-one the other side falls silent for ten seconds.',
    steps: [...inCall, [trouble, breaks('bo')], [25_000, heals('bo')]],
    lastsMs: 40_000,
    expect: [[17_000, 'remote.interrupted:bo'], [25_000, 'remote.returned:bo'], [30_000]],
  },
  remoteInterruptedInGroup: {
    name: 'Remote interrupted, in a group',
    about: 'One of four others falls silent for ten seconds.',
    steps: [...inGroup, [trouble, breaks('bo')], [25_000, heals('bo')]],
    lastsMs: 40_000,
    expect: [[21_000, 'remote.interrupted:bo'], [25_000]],
  },
  remoteDrop: {
    name: 'Remote drop',
    about: 'The other side falls silent and is declared gone.',
    steps: [...inGroup, [trouble, breaks('bo')], [30_000, drops('bo')]],
    lastsMs: 60_000,
    expect: [
      [21_000, 'remote.interrupted:bo'],
      [33_000, 'remote.dropped:bo'],
    ],
  },
  remoteDropAndReturn: {
    name: 'Remote drop and return',
    about: 'Gone, and back twenty seconds later.',
    steps: [...inGroup, [trouble, drops('bo')], [35_000, ...joins('bo', 'Bo')]],
    lastsMs: 60_000,
    expect: [[18_000, 'remote.dropped:bo'], [35_000, 'remote.returned:bo'], [40_000]],
  },
  remoteQuickReturn: {
    name: 'Remote quick return',
    about: 'Gone and back within two seconds: nothing happened.',
    steps: [...inGroup, [trouble, drops('bo')], [17_000, ...joins('bo', 'Bo')]],
    lastsMs: 40_000,
    expect: [],
  },
  remoteLeft: {
    name: 'Remote left',
    about: 'Somebody hangs up: no prompt unless the app asks for one.',
    steps: [...inGroup, [trouble, quits('bo')]],
    lastsMs: 30_000,
    expect: [],
  },
  remoteWeak: {
    name: 'Remote weak',
    about: 'The SDK scores one remote’s uplink bad for 20 s.',
    steps: [
      ...inGroup,
      ...every(2_000, 2_000, 14_000, scoresUser('bo', 'good')),
      ...every(2_000, 16_000, 34_000, scoresUser('bo', 'bad')),
      ...every(2_000, 36_000, 70_000, scoresUser('bo', 'good')),
    ],
    lastsMs: 70_000,
    expect: [[20_000, 'remote.weak:bo'], [44_000]],
  },
  remoteVideoPaused: {
    name: 'Remote video paused',
    about: 'The server pauses a remote’s video to save bandwidth, for ten seconds.',
    steps: [
      ...inGroup,
      [
        trouble,
        {
          type: 'fallbackChanged',
          userId: 'bo',
          media: 'video',
          direction: 'fallback',
          cause: 'bandwidth',
        },
      ],
      [
        25_000,
        {
          type: 'fallbackChanged',
          userId: 'bo',
          media: 'video',
          direction: 'recover',
          cause: 'bandwidth',
        },
      ],
    ],
    lastsMs: 40_000,
    expect: [[17_000, 'remote.videoPaused:bo'], [25_000]],
  },
  manyRemotes: {
    name: 'Many remotes',
    about: 'Three of four others drop within two seconds.',
    steps: [...inGroup, [trouble, drops('bo')], [16_000, drops('cy')], [17_000, drops('di')]],
    lastsMs: 40_000,
    expect: [
      [18_000, 'remote.dropped:bo'],
      [19_000, 'remote.dropped:bo', 'remote.dropped:cy'],
      [20_000, 'remote.dropped:bo', 'remote.dropped:cy', 'remote.dropped:di'],
      [21_000, 'remote.many', 'remote.dropped:bo', 'remote.dropped:cy', 'remote.dropped:di'],
      [26_000, 'remote.dropped:bo', 'remote.dropped:cy', 'remote.dropped:di'],
    ],
    actions: ['showList'],
  },
  everybodyLeavesWhileWeReconnect: {
    name: 'Everybody leaves while we reconnect',
    about: 'NERTC reports a leave for every remote while this device reconnects.',
    steps: [
      ...inGroup,
      [trouble, reconnecting],
      [trouble + 100, ...['bo', 'cy', 'di', 'em'].map(drops)],
      [22_000, reconnected],
      [22_100, ...['bo', 'cy', 'di', 'em'].flatMap((userId) => joins(userId))],
    ],
    lastsMs: 45_000,
    expect: [[17_000, 'local.reconnecting'], [22_400, 'local.restored'], [27_400]],
  },
  flapping: {
    name: 'Flapping',
    about: 'The SDK says connected and reconnecting in turn, every 300 ms, for ten seconds.',
    steps: [
      ...inCall,
      ...every(600, trouble, 25_000, reconnecting),
      ...every(600, trouble + 300, 25_000, reconnected),
      [25_200, reconnected],
    ],
    lastsMs: 45_000,
    expect: [[17_000, 'local.reconnecting'], [26_300], [27_900, 'local.restored'], [32_900]],
  },
  precallPoor: {
    name: 'Poor pre-call check',
    about: 'Measured before joining: the network may not carry video.',
    steps: [
      ...every(2_000, 0, 10_000, scores('poor', 'poor')),
      [12_000, connecting],
      [12_500, connected],
    ],
    lastsMs: 25_000,
    expect: [[0, 'precall.poor'], [12_000]],
    actions: ['joinAudioOnly', 'testAgain'],
  },
};
