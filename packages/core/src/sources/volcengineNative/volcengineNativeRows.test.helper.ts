import type {
  RTCROOMCALLBACK,
  RTCVIDEOCALLBACK,
} from '@volcengine/vertc-electron-sdk/js/types/common';
import type { Cause, TokenChanged } from '../../events/networkEvent.ts';
import type { Row as RowOf, RowGroups } from '../describeRows.test.helper.ts';
import {
  callEnded,
  connection,
  ended,
  failed,
  levels,
  remoteUser,
  sampled,
  strange,
  token,
  warned,
} from '../expectedFacts.test.helper.ts';

/** Callbacks under the names, and with the fields, that the Electron SDK declares: a change breaks the type check. */
type Loose<Value> = Value extends number
  ? number
  : Value extends readonly (infer Item)[]
    ? readonly Loose<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]?: Loose<Value[Name]> }
      : Value;
type Args<Listener> = Listener extends (...args: infer All) => void
  ? { [Index in keyof All]: Loose<All[Index]> }
  : never;

export interface Call {
  from: 'engine' | 'room';
  event: string;
  args: readonly unknown[];
}

function engineSays<Event extends keyof RTCVIDEOCALLBACK>(
  event: Event,
  ...args: Args<RTCVIDEOCALLBACK[Event]>
): Call {
  return { from: 'engine', event, args: args as readonly unknown[] };
}

function roomSays<Event extends keyof RTCROOMCALLBACK>(
  event: Event,
  ...args: Args<RTCROOMCALLBACK[Event]>
): Call {
  return { from: 'room', event, args: args as readonly unknown[] };
}

/** Callbacks only phones have, or phones have with other arguments: no declarations to hold them to. */
function phoneSays(from: Call['from'], event: string, ...args: readonly unknown[]): Call {
  return { from, event, args };
}

type Row = RowOf<Call>;

const { left, published, unpublished } = remoteUser('ann');

export const state = (value: number) => engineSays('onConnectionStateChanged', value);
const roomState = (value: number, reason: number) =>
  roomSays('onRoomStateChangedWithReason', 'room', 'me', value, reason);
const stream = (index: number) => ({
  stream_id: 's1',
  room_id: 'room',
  user_id: 'ann',
  stream_index: index,
  is_screen: index === 1,
});
const noUser = (event: string) => warned(event, 'Error: no user');

export const joined = [state(2), state(3)];
export const broken = [...joined, state(1), state(4)];

const connectionRows: Row[] = [
  { what: 'connecting', call: state(2), facts: [connection('connecting', 'join')] },
  {
    what: 'connected',
    before: [state(2)],
    call: state(3),
    facts: [connection('connected', 'joined')],
  },
  {
    what: 'disconnected: no answer for 12 s',
    before: joined,
    call: state(1),
    facts: [connection('reconnecting', 'network', { lagMs: 12_000 })],
  },
  {
    what: 'reconnecting as the first word: 10 s without a connection',
    before: joined,
    call: state(4),
    facts: [connection('reconnecting', 'network', { lagMs: 10_000 })],
  },
  {
    what: 'reconnecting, already known to be down',
    before: [...joined, state(1)],
    call: state(4),
    facts: [connection('reconnecting', 'network', { lagMs: 12_000 })],
  },
  {
    what: 'back',
    before: broken,
    call: state(5),
    facts: [connection('connected', 'rejoined', { recovered: true })],
  },
  {
    what: 'lost as the first word: 22 s without an answer',
    before: joined,
    call: state(6),
    facts: [connection('lost', 'network', { lagMs: 22_000 })],
  },
  {
    what: 'another retry does not take lost back',
    before: [...broken, state(6)],
    call: state(4),
    facts: [connection('lost', 'network', { lagMs: 12_000 })],
  },
  {
    what: 'back after lost',
    before: [...broken, state(6)],
    call: state(5),
    facts: [connection('connected', 'rejoined', { recovered: true })],
  },
  {
    what: 'left',
    before: joined,
    call: roomSays('onLeaveRoom', {}),
    facts: [connection('left', 'localLeave')],
  },
  {
    what: 'disconnected after leaving is an echo',
    before: [...joined, roomSays('onLeaveRoom', {})],
    call: state(1),
    facts: [],
  },
  {
    what: 'joined the room',
    before: [state(2)],
    call: roomState(0, 0),
    facts: [connection('connected', 'joined')],
  },
  {
    what: 'joined the room again',
    before: broken,
    call: roomState(0, 1),
    facts: [connection('connected', 'rejoined', { recovered: true })],
  },
  {
    what: 'left the room',
    before: joined,
    call: roomState(2, 2),
    facts: [connection('left', 'localLeave')],
  },
  {
    what: 'joining failed, the SDK tries again',
    before: [state(2)],
    call: roomState(1, -2001),
    facts: [warned(-2001)],
  },
  {
    what: 'on a phone: joined the room',
    before: [state(2)],
    call: phoneSays('room', 'onRoomStateChanged', 'room', 'me', 0, '{"join_type":0,"elapsed":187}'),
    facts: [connection('connected', 'joined')],
  },
  {
    what: 'on a phone: joined the room again',
    before: [state(2)],
    call: phoneSays('room', 'onRoomStateChanged', 'room', 'me', 0, '{"join_type":1}'),
    facts: [connection('connected', 'rejoined', { recovered: true })],
  },
  {
    what: 'on a phone: joined the room, extra information unreadable',
    before: [state(2)],
    call: phoneSays('room', 'onRoomStateChanged', 'room', 'me', 0, 'oops'),
    facts: [connection('connected', 'joined')],
  },
  {
    what: 'on a phone: the state itself is the error',
    before: joined,
    call: phoneSays('room', 'onRoomStateChanged', 'room', 'me', -1006, ''),
    facts: ended('kicked', -1006),
  },
  {
    what: 'connected through the cloud proxy',
    before: joined,
    call: engineSays('onCloudProxyConnected', 300),
    facts: [connection('connected', 'proxy')],
  },
  {
    what: 'the licence is used up',
    call: engineSays('onLicenseQuotaExceeded', 'quota'),
    facts: [{ type: 'warningRaised', code: 'onLicenseQuotaExceeded', text: 'quota' }],
  },
  {
    what: 'proxy news before anything is known of the call',
    call: engineSays('onCloudProxyConnected', 300),
    facts: [],
  },
];

const networkTypes = ['unknown', 'none', 'lan', 'wifi', '2g', '3g', '4g', '5g'];
const deviceRows: Row[] = networkTypes.map((networkType, index) => ({
  what: `device network ${networkType}`,
  call: engineSays('onNetworkTypeChanged', index - 1),
  facts: [
    {
      type: 'deviceNetworkChanged',
      networkType,
      ...(networkType !== 'unknown' && { online: networkType !== 'none' }),
    },
    ...(networkType === 'none'
      ? [{ ...sampled('down', 'down'), basis: 'derived', synthetic: true }]
      : []),
  ],
}));

const qualityRows: Row[] = [
  ...levels.flatMap((quality, level) => [
    {
      what: `own uplink ${quality}`,
      call: roomSays('onNetworkQuality', { uid: 'me', tx_quality: level, rx_quality: 2 }, []),
      facts: [sampled(quality, 'good')],
    },
    {
      what: `own downlink ${quality}`,
      call: roomSays('onNetworkQuality', { uid: 'me', tx_quality: 3, rx_quality: level }, []),
      facts: [sampled('poor', quality)],
    },
  ]),
  {
    what: 'everybody else at once',
    call: roomSays('onNetworkQuality', { uid: 'me', tx_quality: 1, rx_quality: 1 }, [
      { uid: 'ann', fraction_lost: 0.1, tx_quality: 4, rx_quality: 2 },
      { uid: 'bo', fraction_lost: 0, tx_quality: 1, rx_quality: 5 },
    ]),
    facts: [
      sampled('excellent', 'excellent'),
      sampled('bad', 'good', 'ann'),
      sampled('excellent', 'vbad', 'bo'),
    ],
  },
  {
    what: 'on a phone: other spelling, no list',
    call: phoneSays('room', 'onNetworkQuality', { txQuality: 6, rxQuality: 6 }, undefined),
    facts: [sampled('down', 'down')],
  },
  {
    what: 'statistics of the call',
    call: roomSays('onRoomStats', {
      rtt: 80,
      tx_lostrate: 0.1,
      rx_lostrate: 0.02,
      tx_kbitrate: 700,
      rx_kbitrate: 900,
    }),
    facts: [
      {
        type: 'statsSampled',
        rttMs: 80,
        lossUp: 0.1,
        lossDown: 0.02,
        kbpsUp: 700,
        kbpsDown: 900,
      },
    ],
  },
  {
    what: 'on a phone: statistics of the call',
    call: phoneSays('room', 'onRoomStats', {
      rtt: 80,
      txLostrate: 0.1,
      rxLostrate: 0.02,
      txKBitRate: 700,
      rxKbitrate: 900,
    }),
    facts: [
      {
        type: 'statsSampled',
        rttMs: 80,
        lossUp: 0.1,
        lossDown: 0.02,
        kbpsUp: 700,
        kbpsDown: 900,
      },
    ],
  },
  {
    what: 'statistics of a user',
    call: roomSays('onRemoteStreamStats', {
      uid: 'ann',
      is_screen: false,
      audio_stats: {
        rtt: 40,
        audio_loss_rate: 0.3,
        received_kbitrate: 30,
        jitter_buffer_delay: 80,
        stall_count: 1,
      },
      video_stats: { rtt: 60, video_loss_rate: 0.1, received_kbitrate: 500, stall_count: 2 },
    }),
    facts: [
      {
        type: 'statsSampled',
        userId: 'ann',
        rttMs: 60,
        lossDown: 0.3,
        kbpsDown: 530,
        jitterBufferMs: 80,
        stalls: 3,
      },
    ],
  },
  {
    what: "a shared screen's statistics do not overwrite the camera's",
    call: roomSays('onRemoteStreamStats', { uid: 'ann', is_screen: true }),
    facts: [],
  },
];

const fallback = (reason: number, uid = 'ann') =>
  engineSays('onSimulcastSubscribeFallback', 's1', stream(0), {
    uid,
    is_screen: false,
    after_enable: true,
    reason,
  });
const fellBack = (direction: string, cause: string, userId?: string) => ({
  type: 'fallbackChanged',
  ...(userId && { userId }),
  media: 'video',
  direction,
  cause,
});

const userRows: Row[] = [
  {
    what: 'somebody joins',
    call: roomSays('onUserJoined', { uid: 'ann', extra_info: '' }),
    facts: [{ type: 'userJoined', userId: 'ann' }],
  },
  {
    what: 'on a phone: somebody joins',
    call: phoneSays('room', 'onUserJoined', { userId: 'ann' }),
    facts: [{ type: 'userJoined', userId: 'ann' }],
  },
  { what: 'quits', call: roomSays('onUserLeave', 'ann', 0), facts: [left('quit')] },
  {
    what: 'is dropped, 30 s ago',
    call: roomSays('onUserLeave', 'ann', 1),
    facts: [left('dropped', { lagMs: 30_000 })],
  },
  { what: 'turns invisible', call: roomSays('onUserLeave', 'ann', 2), facts: [left('invisible')] },
  { what: 'is kicked', call: roomSays('onUserLeave', 'ann', 3), facts: [left('kicked')] },
  ...(
    [
      ['onUserPublishStreamVideo', 0, 'video'],
      ['onUserPublishStreamVideo', 1, 'screen'],
      ['onUserPublishStreamAudio', 0, 'audio'],
      ['onUserPublishStreamAudio', 1, 'screenAudio'],
    ] as const
  ).flatMap(([event, index, media]) => [
    {
      what: `publishes ${media}`,
      call: roomSays(event, 's1', stream(index), true),
      facts: [published(media, { streamId: 's1' })],
    },
    {
      what: `removes ${media}, nobody says why`,
      call: roomSays(event, 's1', stream(index), false),
      facts: [unpublished(media, 'unknown', { streamId: 's1' })],
    },
  ]),
  ...(
    [
      ['onUserPublishStreamVideo', 'video'],
      ['onUserPublishStreamAudio', 'audio'],
      ['onUserPublishScreenVideo', 'screen'],
      ['onUserPublishScreenAudio', 'screenAudio'],
    ] as const
  ).map(([event, media]) => ({
    what: `on a phone: publishes ${media}`,
    call: phoneSays('room', event, 'room', 'ann', true),
    facts: [published(media)],
  })),
  ...([['audio'], ['video'], ['audio', 'video']] as const).map((media, index) => ({
    what: `below 3.60: publishes ${media.join(' and ')}`,
    call: phoneSays('room', 'onUserPublishStream', 'ann', index + 1),
    facts: [published(media)],
  })),
  ...([['screenAudio'], ['screen'], ['screenAudio', 'screen']] as const).map((media, index) => ({
    what: `below 3.60: shares ${media.join(' and ')}`,
    call: phoneSays('room', 'onUserPublishScreen', 'ann', index + 1),
    facts: [published(media)],
  })),
  ...(
    [
      'unpublish',
      'publishFailed',
      'keepaliveFailed',
      'peerDisconnected',
      'republish',
      'other',
      'tokenExpired',
    ] as const
  ).map((reason, code) => ({
    what: `below 3.60: unpublishes, ${reason}`,
    call: phoneSays('room', 'onUserUnpublishStream', 'ann', 3, code),
    facts: [unpublished(['audio', 'video'], reason)],
  })),
  {
    what: 'below 3.60: stops sharing the screen',
    call: phoneSays('room', 'onUserUnpublishScreen', 'ann', 2, 0),
    facts: [unpublished('screen', 'unpublish')],
  },
  {
    what: 'switches the microphone off',
    call: engineSays('onUserStopAudioCapture', 's1', stream(0)),
    facts: [unpublished('audio', 'muted')],
  },
  {
    what: 'switches the microphone on again',
    before: [engineSays('onUserStopAudioCapture', 's1', stream(0))],
    call: engineSays('onUserStartAudioCapture', 's1', stream(0)),
    facts: [published('audio')],
  },
  {
    what: 'switches the microphone on before publishing',
    call: engineSays('onUserStartAudioCapture', 's1', stream(0)),
    facts: [],
  },
  {
    what: 'switches the camera off',
    call: engineSays('onUserStopVideoCapture', 's1', stream(0)),
    facts: [unpublished('video', 'muted')],
  },
  {
    what: 'switches the camera on again, on a phone',
    before: [phoneSays('engine', 'onUserStopVideoCapture', 'room', 'ann')],
    call: phoneSays('engine', 'onUserStartVideoCapture', 'room', 'ann'),
    facts: [published('video')],
  },
  {
    what: 'switches the camera on',
    call: engineSays('onUserStartVideoCapture', 's1', stream(0)),
    facts: [],
  },
  ...(
    [
      ['onRemoteAudioStateChanged', 0, 'audio'],
      ['onRemoteVideoStateChanged', 1, 'screen'],
    ] as const
  ).flatMap(([event, index, media]) => [
    {
      what: `${media} stalls: congestion`,
      call: engineSays(event, 's1', stream(index), 3, 1),
      facts: [
        {
          type: 'streamHealthChanged',
          userId: 'ann',
          media,
          health: 'stalled',
          cause: 'congestion',
        },
      ],
    },
    {
      what: `${media} flows again`,
      call: engineSays(event, 's1', stream(index), 2, 2),
      facts: [
        {
          type: 'streamHealthChanged',
          userId: 'ann',
          media,
          health: 'flowing',
          cause: 'congestion',
        },
      ],
    },
    {
      what: `${media} muted by its owner`,
      call: engineSays(event, 's1', stream(index), 0, 5),
      facts: [unpublished(media, 'muted')],
    },
    {
      what: `${media} unmuted by its owner`,
      call: engineSays(event, 's1', stream(index), 2, 6),
      facts: [published(media)],
    },
    ...[0, 3, 4, 7].map((reason) => ({
      what: `${media} changed for a reason that says nothing (${reason})`,
      call: engineSays(event, 's1', stream(index), 0, reason),
      facts: [],
    })),
  ]),
  {
    what: 'on a phone: video stalls',
    call: phoneSays('engine', 'onRemoteVideoStateChanged', { userId: 'ann', streamIndex: 0 }, 3, 1),
    facts: [
      {
        type: 'streamHealthChanged',
        userId: 'ann',
        media: 'video',
        health: 'stalled',
        cause: 'congestion',
      },
    ],
  },
  ...(
    [
      [-1, 'recover', 'unknown', 'ann'],
      [0, 'fallback', 'bandwidth', 'ann'],
      [1, 'fallback', 'unknown', 'ann'],
      [2, 'recover', 'bandwidth', 'ann'],
      [3, 'recover', 'unknown', 'ann'],
      [4, 'fallback', 'bandwidth', undefined],
      [5, 'fallback', 'unknown', undefined],
      [6, 'recover', 'bandwidth', undefined],
      [7, 'recover', 'unknown', undefined],
    ] as const
  ).map(([reason, direction, cause, userId]) => ({
    what: `fallback reason ${reason}`,
    call: fallback(reason),
    facts: [fellBack(direction, cause, userId)],
  })),
  {
    what: 'on a phone: fallback',
    call: phoneSays('engine', 'onSimulcastSubscribeFallback', {
      uid: 'ann',
      isScreen: true,
      reason: 0,
    }),
    facts: [{ ...fellBack('fallback', 'bandwidth', 'ann'), media: 'screen' }],
  },
  ...(['onVideoStreamBanned', 'onAudioStreamBanned'] as const).flatMap((event) =>
    [true, false].map((banned) => ({
      what: `${event} ${banned}`,
      call: roomSays(event, 'ann', banned),
      facts: [
        {
          type: 'exceptionRaised',
          code: event,
          text: 'banned',
          recovered: !banned,
          userId: 'ann',
        },
      ],
    })),
  ),
];

const causes: readonly (readonly [code: number, cause: Cause])[] = [
  [-1000, 'tokenInvalid'],
  [-1004, 'duplicateLogin'],
  [-1006, 'kicked'],
  [-1009, 'tokenExpired'],
  [-1011, 'roomClosed'],
  [-1012, 'licence'],
  [-1018, 'capacity'],
  [-1025, 'bannedChannel'],
  [-1026, 'bannedUser'],
  [-1027, 'licence'],
  [-1084, 'serverError'],
];
const tokenStates: Partial<Record<Cause, TokenChanged['state']>> = {
  tokenInvalid: 'invalid',
  tokenExpired: 'expired',
};
const fatal = (code: number, cause: Cause) => [
  ...(tokenStates[cause] ? [token('session', tokenStates[cause])] : []),
  ...ended(cause, code),
];

const errorRows: Row[] = [
  ...causes.map(([code, cause]) => ({
    what: `error ${code}: ${cause}`,
    call: engineSays('onError', code),
    facts: fatal(code, cause),
  })),
  ...[-1007, -1013].map((code) => ({
    what: `error ${code}: about another room`,
    before: joined,
    call: engineSays('onError', code),
    facts: [warned(code)],
  })),
  {
    what: 'error -1010: only the new token was refused',
    before: joined,
    call: engineSays('onError', -1010),
    facts: [token('session', 'invalid')],
  },
  {
    what: 'room state -1007: this room was refused',
    call: roomState(1, -1007),
    facts: fatal(-1007, 'badParams'),
  },
  ...(['fallback', 'recover'] as const).map((direction, reason) => ({
    what: `our own stream: ${direction}`,
    call: engineSays('onPerformanceAlarms', 's1', stream(0), 1, reason, {} as never),
    facts: [{ type: 'fallbackChanged', media: 'video', direction, cause: 'bandwidth' }],
  })),
  {
    what: 'our own screen: the device is too slow',
    call: engineSays('onPerformanceAlarms', 's1', stream(1), 1, 2, {} as never),
    facts: [{ type: 'fallbackChanged', media: 'screen', direction: 'fallback', cause: 'unknown' }],
  },
  {
    what: 'an alarm where falling back is off',
    call: engineSays('onPerformanceAlarms', 's1', stream(0), 0, 2, {} as never),
    facts: [],
  },
  {
    what: 'on a phone: our own stream',
    call: phoneSays('engine', 'onPerformanceAlarms', 1, 'room', 0, {}),
    facts: [{ type: 'fallbackChanged', media: 'video', direction: 'fallback', cause: 'bandwidth' }],
  },
  {
    what: 'before the call: the way up',
    call: engineSays('onNetworkDetectionResult', 0, 4, 100, 0, 500, 5),
    facts: [{ type: 'qualitySampled', uplink: 'bad', basis: 'sdk' }],
  },
  {
    what: 'before the call: the way down',
    call: engineSays('onNetworkDetectionResult', 1, 2, 100, 0, 500, 5),
    facts: [{ type: 'qualitySampled', downlink: 'good', basis: 'sdk' }],
  },
  {
    what: 'before the call: nobody answered',
    call: engineSays('onNetworkDetectionStopped', 2),
    facts: [warned('onNetworkDetectionStopped', 'nobody answered')],
  },
  {
    what: 'before the call: it began',
    call: engineSays('onNetworkDetectionStopped', 3),
    facts: [],
  },
  {
    what: 'error -1001: joining failed, nobody ended the call',
    call: engineSays('onError', -1001),
    facts: [failed('joinFailed', -1001)],
  },
  {
    what: 'error -1002: no right to publish',
    call: engineSays('onError', -1002),
    facts: [token('publish', 'invalid')],
  },
  {
    what: 'error -1003: no right to subscribe',
    call: engineSays('onError', -1003),
    facts: [token('subscribe', 'invalid')],
  },
  ...[-1070, -1080, -1081, -1082, -1083, -1085, -1086, -1111].map((code) => ({
    what: `error ${code}: the call goes on`,
    call: engineSays('onError', code),
    facts: [warned(code)],
  })),
  ...[-2001, -2002, -2003, -2004, -2009, -2010, -2016, -5001].map((code) => ({
    what: `warning ${code}`,
    call: engineSays('onWarning', code),
    facts: [warned(code)],
  })),
  {
    what: 'a warning of the room',
    call: roomSays('onRoomWarning', -2013),
    facts: [warned(-2013)],
  },
  {
    what: 'room state: kicked',
    before: joined,
    call: roomState(1, -1006),
    facts: fatal(-1006, 'kicked'),
  },
  {
    what: 'room state: left because kicked',
    before: joined,
    call: roomState(2, -1006),
    facts: fatal(-1006, 'kicked'),
  },
  {
    what: 'disconnected after being kicked is an echo',
    before: [...joined, roomState(1, -1006)],
    call: state(1),
    facts: [],
  },
  {
    what: 'kicked for a time',
    before: [...joined, roomState(1, -1006)],
    call: roomSays('onRoomEvent', 'room', 'me', -2012, { forbidden_time: 1_900_000_000_000 }),
    facts: [
      callEnded('kicked', -2012, { rejoinAllowed: false, forbiddenUntil: 1_900_000_000_000 }),
    ],
  },
  {
    what: 'banned, may come back',
    call: roomSays('onRoomEvent', 'room', 'me', -2012, { forbidden_time: 0 }),
    facts: [callEnded('bannedUser', -2012, { rejoinAllowed: true })],
  },
  {
    what: 'more than 500 people: joins and leaves are no longer said',
    call: roomSays('onRoomEvent', 'room', 'me', -2013, { forbidden_time: 0 }),
    facts: [warned(-2013)],
  },
  {
    what: 'server error, the SDK tries again',
    call: roomSays('onRoomEvent', 'room', 'me', -2014, { forbidden_time: 0 }),
    facts: [warned(-2014)],
  },
  {
    what: 'token expires soon',
    call: roomSays('onTokenWillExpire'),
    facts: [token('session', 'expiring')],
  },
  {
    what: 'publish right expires soon',
    call: roomSays('onPublishPrivilegeTokenWillExpire'),
    facts: [token('publish', 'expiring')],
  },
  {
    what: 'subscribe right expires soon',
    call: roomSays('onSubscribePrivilegeTokenWillExpire'),
    facts: [token('subscribe', 'expiring')],
  },
  ...(
    [
      ['onVideoPublishStateChanged', 0, { video: true }],
      ['onVideoPublishStateChanged', 1, { screen: true }],
      ['onAudioPublishStateChanged', 0, { audio: true }],
    ] as const
  ).map(([event, index, sent]) => ({
    what: `we send ${Object.keys(sent)[0]}`,
    call: roomSays(event, 's1', stream(index), 0, 0),
    facts: [{ type: 'localMediaChanged', ...sent }],
  })),
  {
    what: 'we send screen audio',
    call: roomSays('onAudioPublishStateChanged', 's1', stream(1), 0, 0),
    facts: [],
  },
  {
    what: 'we no longer send video',
    call: roomSays('onVideoPublishStateChanged', 's1', stream(0), 1, 1),
    facts: [{ type: 'localMediaChanged', video: false }],
  },
  {
    what: 'the token does not let us publish',
    call: roomSays('onVideoPublishStateChanged', 's1', stream(0), 1, 2),
    facts: [{ type: 'localMediaChanged', video: false }, token('publish', 'invalid')],
  },
  ...[3, 4, 5, 6, 7].map((reason) => ({
    what: `publishing failed, reason ${reason}`,
    call: roomSays('onAudioPublishStateChanged', 's1', stream(0), 1, reason),
    facts: [{ type: 'localMediaChanged', audio: false }, warned(`publish: reason ${reason}`)],
  })),
  ...[0, 1, 2, 3].map((reason) => ({
    what: `subscription changed, reason ${reason}`,
    call: roomSays('onVideoSubscribeStateChanged', 's1', stream(0), 0, reason),
    facts: [],
  })),
  ...[4, 5, 6].map((reason) => ({
    what: `subscribing failed, reason ${reason}`,
    call: roomSays('onAudioSubscribeStateChanged', 's1', stream(0), 1, reason),
    facts: [warned(`subscribe: reason ${reason}`)],
  })),
  {
    what: 'the token does not let us subscribe',
    call: roomSays('onVideoSubscribeStateChanged', 's1', stream(0), 1, 7),
    facts: [token('subscribe', 'invalid')],
  },
];

const strangeRows: Row[] = [
  { what: 'a connection state', call: state(0), facts: [strange('onConnectionStateChanged', 0)] },
  {
    what: 'a network type',
    call: engineSays('onNetworkTypeChanged', 7),
    facts: [strange('onNetworkTypeChanged', 7)],
  },
  {
    what: 'a quality',
    call: roomSays('onNetworkQuality', { tx_quality: 9, rx_quality: 2 }, []),
    facts: [
      { type: 'qualitySampled', uplink: undefined, downlink: 'good', basis: 'sdk' },
      strange('onNetworkQuality', 9),
    ],
  },
  {
    what: 'a leave reason',
    call: roomSays('onUserLeave', 'ann', 4),
    facts: [left('unknown'), strange('onUserLeave', 4)],
  },
  {
    what: 'a leave without a user',
    call: phoneSays('room', 'onUserLeave'),
    facts: [noUser('onUserLeave')],
  },
  { what: 'an error code', call: engineSays('onError', 12), facts: [strange('onError', 12)] },
  {
    what: 'a room state',
    call: roomState(3, 0),
    facts: [strange('onRoomStateChangedWithReason', 3)],
  },
  {
    what: 'a warning that is no number',
    call: phoneSays('engine', 'onWarning', 'oops'),
    facts: [warned('onWarning', 'Error: no code')],
  },
  {
    what: 'a room event',
    call: roomSays('onRoomEvent', 'room', 'me', 5, { forbidden_time: 0 }),
    facts: [strange('onRoomEvent', 5)],
  },
  {
    what: 'neither published nor removed',
    call: phoneSays('room', 'onUserPublishStreamVideo', 's1', stream(0)),
    facts: [warned('onUserPublishStreamVideo', 'Error: neither published nor removed')],
  },
  {
    what: 'an unpublish reason',
    call: phoneSays('room', 'onUserUnpublishStream', 'ann', 1, 8),
    facts: [unpublished('audio', 'unknown'), strange('onUserUnpublishStream', 8)],
  },
  {
    what: 'a fallback reason',
    call: fallback(8),
    facts: [strange('onSimulcastSubscribeFallback', 8)],
  },
];

export const rowGroups: RowGroups<Call> = {
  connection: connectionRows,
  'device network': deviceRows,
  'quality and statistics': qualityRows,
  'users and streams': userRows,
  'errors, tokens and our own streams': errorRows,
  'outside the SDK’s own types': strangeRows,
};

export const allRows: readonly Row[] = Object.values(rowGroups).flat();
