import type { Cause, Phase, SourceEvent } from '../../events/networkEvent.ts';
import type { Call } from '../attachSource.test.helper.ts';
import type { Row, RowGroups } from '../describeRows.test.helper.ts';
import {
  ended,
  connection as fact,
  failed,
  levels,
  remoteUser,
  held,
  strange,
  token,
  warned,
} from '../expectedFacts.test.helper.ts';

// Whatever a native NERTC engine says, by the names that `nertcNative.test-d.ts` holds against the declarations.
// We are `me`.

const { left, published, unpublished } = remoteUser('ann');

/** Whoever retries says how long it will. */
export const connection = (phase: Phase, cause: Cause, details: object = {}): SourceEvent =>
  fact(phase, cause, { ...(phase === 'reconnecting' && { givesUpInMs: 50_000 }), ...details });
export const state = (value: unknown, reason: unknown): Call => [
  'onConnectionStateChange',
  value,
  reason,
];
export const join: Call = ['onJoinChannel', 'c1', 'me', 0, 120];
const member = (uid: unknown, tx_quality: unknown, rx_quality: unknown) => ({
  uid,
  tx_quality,
  rx_quality,
});
const quality = (...members: readonly object[]): Call => [
  'onNetworkQuality',
  members.length,
  members,
];
const back = connection('connected', 'rejoined', { recovered: true });

export const joined = [join, state(2, 5), state(3, 6)];
export const broken = [...joined, state(4, 9)];

const connectionRows: Row[] = [
  { what: 'joining', call: state(2, 5), facts: [connection('connecting', 'join')] },
  {
    what: 'joined',
    before: [state(2, 5)],
    call: state(3, 6),
    facts: [connection('connected', 'joined')],
  },
  {
    what: 'reconnecting: media connection down',
    before: joined,
    call: state(4, 8),
    facts: [connection('reconnecting', 'media', { link: { media: 'down' } })],
  },
  {
    what: 'reconnecting: signalling down',
    before: joined,
    call: state(4, 9),
    facts: [connection('reconnecting', 'signal', { link: { signaling: 'down' } })],
  },
  {
    what: 'reconnecting: timed out',
    before: joined,
    call: state(4, 4),
    facts: [connection('reconnecting', 'timeout')],
  },
  {
    what: 'reconnecting: sent to another server',
    before: joined,
    call: state(4, 12),
    facts: [connection('reconnecting', 'nodeChange')],
  },
  { what: 'joined again', before: broken, call: state(3, 7), facts: [back] },
  {
    what: 'connected after an outage, whatever the reason',
    before: broken,
    call: state(3, 6),
    facts: [back],
  },
  {
    what: 'connecting through the cloud proxy',
    call: state(2, 13),
    facts: [connection('connecting', 'proxy')],
  },
  {
    what: 'connected, sent to another server',
    before: joined,
    call: state(3, 12),
    facts: [connection('connected', 'nodeChange')],
  },
  { what: 'left', before: joined, call: state(1, 1), facts: [connection('left', 'localLeave')] },
  { what: 'room closed', before: joined, call: state(1, 2), facts: ended('roomClosed', 2) },
  { what: 'kicked', before: joined, call: state(1, 3), facts: ended('kicked', 3) },
  {
    what: 'kicked by the same uid',
    before: joined,
    call: state(1, 14),
    facts: ended('duplicateLogin', 14),
  },
  { what: 'timed out', before: joined, call: state(1, 4), facts: [failed('timeout', 4)] },
  { what: 'media gone for good', before: joined, call: state(1, 8), facts: [failed('media', 8)] },
  {
    what: 'signalling gone for good',
    before: joined,
    call: state(1, 9),
    facts: [failed('signal', 9)],
  },
  { what: 'disconnected before any call', call: state(1, 5), facts: [connection('idle', 'none')] },
  {
    what: 'disconnected while joining',
    before: [state(2, 5)],
    call: state(1, 5),
    facts: [connection('failed', 'joinFailed')],
  },
  {
    what: 'disconnected while reconnecting',
    before: broken,
    call: state(1, 5),
    facts: [connection('failed', 'network')],
  },
  {
    what: 'disconnected after giving up',
    before: [...broken, state(5, 9)],
    call: state(1, 9),
    facts: [failed('signal', 9)],
  },
  {
    what: 'left after giving up',
    before: [...broken, state(5, 9)],
    call: state(1, 1),
    facts: [connection('left', 'localLeave')],
  },
  { what: 'gave up: timed out', before: broken, call: state(5, 4), facts: [failed('timeout', 4)] },
  {
    what: 'gave up: request failed',
    before: broken,
    call: state(5, 10),
    facts: ended('serverError', 10),
  },
  {
    what: 'could not join',
    before: [state(2, 5)],
    call: state(5, 11),
    facts: [failed('joinFailed', 11)],
  },
  { what: 'gave up: kicked', before: broken, call: state(5, 3), facts: ended('kicked', 3) },
];

const oldRows: Row[] = [
  {
    what: 'before 3.8.0: reconnecting',
    before: [join],
    call: ['onReconnectingStart', 'c1', 'me'],
    facts: [connection('reconnecting', 'network')],
  },
  {
    what: 'already known to be reconnecting',
    before: broken,
    call: ['onReconnectingStart', 'c1', 'me'],
    facts: [],
  },
  {
    what: 'before 3.8.0: joined again',
    before: [join, ['onReconnectingStart', 'c1', 'me']],
    call: ['onRejoinChannel', 'c1', 'me', 0, 5000],
    facts: [back],
  },
  {
    what: 'already known to be back',
    before: [...broken, state(3, 7)],
    call: ['onRejoinChannel', 'c1', 'me', 0, 5000],
    facts: [],
  },
  {
    what: 'before 3.8.0: could not join again',
    before: [join, ['onReconnectingStart', 'c1', 'me']],
    call: ['onRejoinChannel', 'c1', 'me', 30205, 50_000],
    facts: [failed('signal', 30_205)],
  },
  { what: 'before 3.8.0: joined', call: join, facts: [connection('connected', 'joined')] },
  {
    what: 'before 3.8.0: could not join, no permission',
    call: ['onJoinChannel', 'c1', 'me', 403, 10],
    facts: ended('rejected', 403),
  },
  {
    what: 'could not join, as already said',
    before: [state(2, 5), state(5, 11)],
    call: ['onJoinChannel', 'c1', 'me', 414, 10],
    facts: [],
  },
  ...(
    [
      [408, 'timeout'],
      [11001, 'network'],
      [20101, 'timeout'],
      [30204, 'media'],
      [30205, 'signal'],
      [30001, 'unknown'],
    ] as const
  ).map(([code, cause]) => ({
    what: `cut off, code ${code}`,
    before: joined,
    call: ['onDisconnect', code] as const,
    facts: [failed(cause, code)],
  })),
  ...(
    [
      [11004, 'roomClosed'],
      [11005, 'kicked'],
      [30103, 'serverError'],
      [30206, 'kicked'],
      [30207, 'roomClosed'],
      [414, 'badParams'],
    ] as const
  ).map(([code, cause]) => ({
    what: `cut off, code ${code}`,
    before: joined,
    call: ['onDisconnect', code] as const,
    facts: ended(cause, code),
  })),
  {
    what: 'left',
    before: joined,
    call: ['onLeaveChannel', 0],
    facts: [connection('left', 'localLeave')],
  },
  {
    what: 'leaving failed',
    before: joined,
    call: ['onLeaveChannel', 30_102],
    facts: [warned('onLeaveChannel', '30102')],
  },
];

const stats = {
  up_rtt: 60,
  tx_audio_packet_loss_rate: 10,
  tx_video_packet_loss_rate: 20,
  rx_audio_packet_loss_rate: 0,
  rx_video_packet_loss_rate: 5,
  rx_audio_jitter: 8,
  rx_video_jitter: 12,
  tx_audio_kbitrate: 40,
  tx_video_kbitrate: 600,
  rx_audio_kbitrate: 50,
  rx_video_kbitrate: 800,
};
const audio = { uid: 'ann', received_bitrate: 40, audio_loss_rate: 10 };
const video = { uid: 'ann', received_bitrate: 500, packet_loss_rate: 30 };

const qualityRows: Row[] = [
  {
    what: 'the way to the service, before joining',
    call: ['onLastmileQuality', 3],
    facts: [{ type: 'qualitySampled', overall: 'poor', basis: 'sdk' }],
  },
  ...levels.flatMap((level, index) => [
    {
      what: `own uplink ${level}`,
      before: [join],
      call: quality(member('me', index, 2)),
      facts: [held(level, 'good')],
    },
    {
      what: `own downlink ${level}`,
      before: [join],
      call: quality(member('me', 3, index)),
      facts: [held('poor', level)],
    },
  ]),
  {
    what: 'several members, we are not among them',
    before: [join],
    call: quality(member('ann', 4, 0), member('bo', 6, 5)),
    facts: [held('bad', 'unknown', 'ann'), held('down', 'vbad', 'bo')],
  },
  { what: 'who we are is not known yet', call: quality(member('me', 4, 4)), facts: [] },
  {
    what: 'statistics of the call',
    call: ['onRtcStats', stats],
    facts: [
      {
        type: 'statsSampled',
        rttMs: 60,
        lossUp: 0.2,
        lossDown: 0.05,
        jitterMs: 12,
        kbpsUp: 640,
        kbpsDown: 850,
      },
    ],
  },
  {
    what: "statistics of a user's audio",
    call: ['onRemoteAudioStats', 1, [audio]],
    facts: [{ type: 'statsSampled', userId: 'ann', lossDown: 0.1, kbpsDown: 40 }],
  },
  {
    what: "statistics of a user's video, with what the audio had",
    before: [['onRemoteAudioStats', 1, [audio]]],
    call: ['onRemoteVideoStats', 1, [video]],
    facts: [{ type: 'statsSampled', userId: 'ann', lossDown: 0.3, kbpsDown: 540 }],
  },
  {
    what: 'statistics of a user who was here before',
    before: [
      ['onRemoteAudioStats', 1, [audio]],
      ['onUserLeft', 'ann', 0],
    ],
    call: ['onRemoteVideoStats', 1, [video]],
    facts: [{ type: 'statsSampled', userId: 'ann', lossDown: 0.3, kbpsDown: 500 }],
  },
];

const starts = [
  ['onUserAudioStart', 'onUserAudioStop', 'audio'],
  ['onUserVideoStart', 'onUserVideoStop', 'video'],
  ['onUserSubStreamVideoStart', 'onUserSubStreamVideoStop', 'screen'],
  ['onUserSubStreamAudioStart', 'onUserSubStreamAudioStop', 'screenAudio'],
] as const;
const mutes = [
  ['onUserAudioMute', 'audio'],
  ['onUserVideoMute', 'video'],
  ['onUserSubStreamAudioMute', 'screenAudio'],
] as const;

const userRows: Row[] = [
  {
    what: 'somebody joins',
    call: ['onUserJoined', 'ann', ''],
    facts: [{ type: 'userJoined', userId: 'ann' }],
  },
  ...['onUserJoinedEx', 'onUserJoinedWithExtraInfo'].map((event) => ({
    what: `somebody joins with a name (${event})`,
    call: [event, 'ann', 'Ann', {}] as const,
    facts: [{ type: 'userJoined', userId: 'ann', name: 'Ann' }],
  })),
  ...(['quit', 'failover', 'update', 'kicked', 'dropped'] as const).flatMap((reason, code) =>
    ['onUserLeft', 'onUserLeftEx', 'onUserLeftWithExtraInfo'].map((event) => ({
      what: `leaves: ${reason} (${event})`,
      call: [event, 'ann', code] as const,
      facts: [left(reason)],
    })),
  ),
  ...starts.flatMap(([start, stop, media]) => [
    { what: `publishes ${media}`, call: [start, 'ann', 0] as const, facts: [published(media)] },
    {
      what: `removes ${media}, nobody says why`,
      call: [stop, 'ann'] as const,
      facts: [unpublished(media, 'unknown')],
    },
  ]),
  ...mutes.flatMap(([event, media]) => [
    {
      what: `mutes ${media}`,
      call: [event, 'ann', true] as const,
      facts: [unpublished(media, 'muted')],
    },
    { what: `unmutes ${media}`, call: [event, 'ann', false] as const, facts: [published(media)] },
  ]),
  ...(['video', 'screen'] as const).flatMap((media, type) => [
    {
      what: `publishes ${media}, by stream type`,
      call: ['onUserVideoStreamStart', type, 'ann', 0] as const,
      facts: [published(media)],
    },
    {
      what: `removes ${media}, by stream type`,
      call: ['onUserVideoStreamStop', type, 'ann'] as const,
      facts: [unpublished(media, 'unknown')],
    },
    {
      what: `mutes ${media}, by stream type`,
      call: ['onUserVideoMuteWithType', type, 'ann', true] as const,
      facts: [unpublished(media, 'muted')],
    },
  ]),
  ...[2, 3].map((type) => ({
    what: `video stream type ${type} is nothing we know`,
    call: ['onUserVideoStreamStart', type, 'ann', 0] as const,
    facts: [],
  })),
  ...[true, false].flatMap((isFallback) => {
    const fact = {
      type: 'fallbackChanged',
      media: 'video',
      direction: isFallback ? 'fallback' : 'recover',
      cause: 'bandwidth',
    };
    return [
      {
        what: `our video ${fact.direction}`,
        call: ['onLocalPublishFallbackToAudioOnly', isFallback, 0] as const,
        facts: [fact],
      },
      {
        what: `their video ${fact.direction}`,
        call: ['onRemoteSubscribeFallbackToAudioOnly', 'ann', isFallback, 0] as const,
        facts: [{ ...fact, userId: 'ann' }],
      },
    ];
  }),
];

const errorRows: Row[] = [
  ...(
    [
      [11004, 'roomClosed'],
      [11005, 'kicked'],
      [30206, 'kicked'],
      [30207, 'roomClosed'],
    ] as const
  ).map(([code, cause]) => ({
    what: `error ${code}: ${cause}`,
    before: joined,
    call: ['onError', code, 'gone'] as const,
    facts: ended(cause, code),
  })),
  {
    what: 'error 30001: fatal',
    before: joined,
    call: ['onError', 30_001, 'fatal'],
    facts: [failed('unknown', 30_001)],
  },
  ...[11001, 20101, 30103, 30204, 30205, 403, 408, 414].map((code) => ({
    what: `error ${code}: the connection state says what it means`,
    before: joined,
    call: ['onError', code, 'text'] as const,
    facts: [warned(code, 'text')],
  })),
  { what: 'a warning', call: ['onWarning', 100, 'slow'], facts: [warned(100, 'slow')] },
  {
    what: 'key expires soon',
    call: ['onPermissionKeyWillExpire'],
    facts: [token('session', 'expiring')],
  },
  { what: 'key renewed', call: ['onUpdatePermissionKey', 'secret', 0, 600], facts: [] },
  {
    what: 'key refused',
    call: ['onUpdatePermissionKey', 'secret', 30_003, 0],
    facts: [token('session', 'invalid')],
  },
  {
    what: 'our audio is banned, our video is not',
    call: ['onMediaRightChange', true, false],
    facts: ['audio', 'video'].map((media) => ({
      type: 'exceptionRaised',
      code: 'onMediaRightChange',
      text: `${media} banned`,
      recovered: media === 'video',
    })),
  },
];

const strangeRows: Row[] = [
  {
    what: 'a quality before joining',
    call: ['onLastmileQuality', 7],
    facts: [strange('onLastmileQuality', 7)],
  },
  { what: 'a state', call: state(6, 1), facts: [strange('onConnectionStateChange', 6)] },
  {
    what: 'a reason newer than the headers',
    before: joined,
    call: state(4, 15),
    facts: [connection('reconnecting', 'unknown'), strange('onConnectionStateChange', 15)],
  },
  {
    what: 'no reason',
    before: broken,
    call: state(5, undefined),
    facts: [
      connection('failed', 'unknown', { code: 'undefined' }),
      strange('onConnectionStateChange', undefined),
    ],
  },
  {
    what: 'a quality',
    before: [join],
    call: quality(member('me', 9, 2)),
    facts: [
      { type: 'qualitySampled', uplink: undefined, downlink: 'good', basis: 'sdk', held: true },
      strange('onNetworkQuality', 9),
    ],
  },
  {
    what: 'one quality instead of a list, as declared',
    before: [join],
    call: ['onNetworkQuality', 1, member('me', 1, 1)],
    facts: [warned('onNetworkQuality', 'Error: no members')],
  },
  {
    what: 'a leave reason',
    call: ['onUserLeft', 'ann', 5],
    facts: [left('unknown'), strange('onUserLeft', 5)],
  },
  {
    what: 'a reason to be cut off',
    before: joined,
    call: ['onDisconnect', 12],
    facts: [failed('unknown', 12), strange('onDisconnect', 12)],
  },
  {
    what: 'a stream type',
    call: ['onUserVideoStreamStart', 4, 'ann'],
    facts: [strange('onUserVideoStreamStart', 4)],
  },
  {
    what: 'neither muted nor unmuted',
    call: ['onUserAudioMute', 'ann'],
    facts: [warned('onUserAudioMute', 'Error: neither muted nor unmuted')],
  },
  { what: 'a user', call: ['onUserJoined'], facts: [warned('onUserJoined', 'Error: no user')] },
  {
    what: 'an error that is no number',
    call: ['onError', 'oops'],
    facts: [warned('onError', 'Error: no code')],
  },
];

export const rowGroups: RowGroups = {
  connection: connectionRows,
  'joins, reconnects and disconnects by their own callbacks': oldRows,
  'quality and statistics': qualityRows,
  'users and streams': userRows,
  'errors and keys': errorRows,
  'outside the SDK’s own types': strangeRows,
};
