import type { IEngineEvents } from '@volcengine/rtc';
import type { Row as RowOf, RowGroups } from '../describeRows.test.helper.ts';
import {
  connection,
  ended,
  failed,
  levels,
  noted,
  remoteUser,
  strange,
  token,
} from '../expectedFacts.test.helper.ts';

/** Names from the SDK's declarations: a renamed callback breaks the type check. */
type EventName = `${keyof IEngineEvents}`;
export type Call = readonly [event: EventName, ...args: readonly unknown[]];
type Row = RowOf<Call>;

const { left, published, unpublished } = remoteUser('ann');

export const state = (value: unknown, reason?: unknown): Call => [
  'onConnectionStateChanged',
  reason === undefined ? { state: value } : { state: value, reason },
];
export const error = (errorCode: unknown, forbiddenTime?: number): Call => [
  'onError',
  { errorCode, forbiddenTime },
];
const leaves = (reason: unknown, tag?: string): Call => [
  'onUserLeave',
  { userInfo: { userId: 'ann' }, reason, tag },
];
const stream = (event: EventName, mediaType: unknown, reason?: unknown): Call => [
  event,
  { userId: 'ann', mediaType, reason },
];
export const sampled = (details: object) => ({ type: 'qualitySampled', basis: 'sdk', ...details });

export const joined = [state(0), state(2), state(3)];
export const broken = [...joined, state(1, 'iceFailed'), state(4, 'iceFailed')];
export const publishing: Call = ['onLocalStreamStats', { isScreen: false }];

const connectionRows: Row[] = [
  { what: 'preparing to connect', call: state(0), facts: [connection('connecting', 'join')] },
  { what: 'connecting', call: state(2), facts: [connection('connecting', 'join')] },
  {
    what: 'connected',
    before: [state(2)],
    call: state(3),
    facts: [connection('connected', 'joined')],
  },
  {
    what: 'down: ICE failed',
    before: joined,
    call: state(1, 'iceFailed'),
    facts: [connection('reconnecting', 'ice', { lagMs: 6000 })],
  },
  {
    what: 'down: moved to another node',
    before: joined,
    call: state(1, 'nodeChange'),
    facts: [connection('reconnecting', 'nodeChange', { lagMs: 0 })],
  },
  {
    what: 'down: joining timed out, next try over TCP',
    before: [state(2)],
    call: state(1, 'joinTimeout'),
    facts: [connection('reconnecting', 'timeout', { lagMs: 0 })],
  },
  {
    what: 'down: the server asked for it',
    before: joined,
    call: state(1, 'notifyReconnect'),
    facts: [connection('reconnecting', 'serverRequest', { lagMs: 0 })],
  },
  {
    what: 'reconnecting, said in the same tick',
    before: [...joined, state(1, 'iceFailed')],
    call: state(4, 'iceFailed'),
    facts: [connection('reconnecting', 'ice', { lagMs: 6000 })],
  },
  {
    what: 'reconnecting without a reason',
    before: joined,
    call: state(4),
    facts: [connection('reconnecting', 'network', { lagMs: 6000 })],
  },
  {
    what: 'back after an outage',
    before: broken,
    call: state(5),
    facts: [connection('connected', 'rejoined', { recovered: true })],
  },
  {
    what: 'plainly connected, but after an outage',
    before: broken,
    call: state(3),
    facts: [connection('connected', 'rejoined', { recovered: true })],
  },
  {
    what: 'lost, with the cause of the outage',
    before: broken,
    call: state(6),
    facts: [connection('lost', 'ice', { lagMs: 6000 })],
  },
  {
    what: 'lost as the first thing heard',
    call: state(6),
    facts: [connection('lost', 'network', { lagMs: 16_000 })],
  },
  {
    what: 'another retry does not take lost back',
    before: [...broken, state(6)],
    call: state(4, 'iceFailed'),
    facts: [connection('lost', 'ice', { lagMs: 6000 })],
  },
  {
    what: 'back after lost',
    before: [...broken, state(6)],
    call: state(5),
    facts: [connection('connected', 'rejoined', { recovered: true })],
  },
  {
    what: 'disconnected without a reason in a call: we left',
    before: joined,
    call: state(1),
    facts: [connection('left', 'localLeave')],
  },
  {
    what: 'disconnected without a reason after a recovery: we left',
    before: [...broken, state(5)],
    call: state(1),
    facts: [connection('left', 'localLeave')],
  },
  {
    what: 'disconnected without a reason while reconnecting: given up',
    before: broken,
    call: state(1),
    facts: [connection('failed', 'network')],
  },
  {
    what: 'disconnected without a reason after lost: given up',
    before: [...broken, state(6)],
    call: state(1),
    facts: [connection('failed', 'network')],
  },
  {
    what: 'disconnected without a reason while joining: could not join',
    before: [state(2)],
    call: state(1),
    facts: [connection('failed', 'joinFailed')],
  },
  {
    what: 'disconnected again after leaving',
    before: [...joined, state(1)],
    call: state(1),
    facts: [],
  },
  {
    what: 'disconnected after a fatal error',
    before: [...joined, error('KICKED_OUT')],
    call: state(1),
    facts: [],
  },
  {
    what: 'connected through the cloud proxy',
    before: [state(2)],
    call: ['onCloudProxyConnected', { interval: 800 }],
    facts: [connection('connecting', 'proxy')],
  },
  {
    what: 'proxy news before anything is known of the call',
    call: ['onCloudProxyConnected', { interval: 800 }],
    facts: [],
  },
];

const qualityRows: Row[] = [
  ...levels.flatMap((quality, level) => [
    {
      what: `uplink ${quality}`,
      before: [publishing],
      call: ['onNetworkQuality', level, 2] as const,
      facts: [sampled({ uplink: quality, downlink: 'good' })],
    },
    {
      what: `downlink ${quality}`,
      before: [publishing],
      call: ['onNetworkQuality', 3, level] as const,
      facts: [sampled({ uplink: 'poor', downlink: quality })],
    },
  ]),
  {
    what: 'uplink excellent while nothing is sent',
    call: ['onNetworkQuality', 1, 4],
    facts: [sampled({ uplink: 'excellent', partial: true }), sampled({ downlink: 'bad' })],
  },
  {
    what: 'uplink down while nothing is sent',
    call: ['onNetworkQuality', 6, 6],
    facts: [sampled({ uplink: 'down', downlink: 'down' })],
  },
];

const userRows: Row[] = [
  {
    what: 'somebody joins',
    call: ['onUserJoined', { userInfo: { userId: 'ann', extraInfo: '' }, publishState: {} }],
    facts: [{ type: 'userJoined', userId: 'ann' }],
  },
  { what: 'quits', call: leaves(0), facts: [left('quit')] },
  {
    what: 'quits, tagged',
    call: leaves(0, 'userLeave'),
    facts: [left('quit', { tag: 'userLeave' })],
  },
  { what: 'is dropped', call: leaves(1), facts: [left('dropped', { lagMs: 30_000 })] },
  {
    what: 'is dropped: connection lost',
    call: leaves(1, 'connectionLost'),
    facts: [left('dropped', { tag: 'connectionLost', lagMs: 30_000 })],
  },
  {
    what: 'is dropped: logged in elsewhere',
    call: leaves(1, 'userDuplicateLogin'),
    facts: [left('duplicate', { tag: 'userDuplicateLogin', lagMs: 5000 })],
  },
  {
    what: 'is dropped: token expired',
    call: leaves(1, 'onUserTokenDidExpire'),
    facts: [left('tokenExpired', { tag: 'onUserTokenDidExpire' })],
  },
  {
    what: 'turns invisible',
    call: leaves(2, 'roleChanged'),
    facts: [left('invisible', { tag: 'roleChanged' })],
  },
  {
    what: 'is kicked',
    call: leaves(3, 'kickedByAdmin'),
    facts: [left('kicked', { tag: 'kickedByAdmin' })],
  },
  { what: 'publishes audio', call: stream('onUserPublishStream', 1), facts: [published('audio')] },
  { what: 'publishes video', call: stream('onUserPublishStream', 2), facts: [published('video')] },
  {
    what: 'publishes both',
    call: stream('onUserPublishStream', 3),
    facts: [published(['audio', 'video'])],
  },
  {
    what: 'shares screen audio',
    call: stream('onUserPublishScreen', 1),
    facts: [published('screenAudio')],
  },
  {
    what: 'shares the screen',
    call: stream('onUserPublishScreen', 2),
    facts: [published('screen')],
  },
  {
    what: 'shares screen and its audio',
    call: stream('onUserPublishScreen', 3),
    facts: [published(['screenAudio', 'screen'])],
  },
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
    what: `unpublishes: ${reason}`,
    call: stream('onUserUnpublishStream', 3, code),
    facts: [unpublished(['audio', 'video'], reason)],
  })),
  {
    what: 'stops sharing the screen',
    call: stream('onUserUnpublishScreen', 2, 0),
    facts: [unpublished('screen', 'unpublish')],
  },
  {
    what: 'switches the microphone off',
    call: ['onUserStopAudioCapture', { userId: 'ann' }],
    facts: [unpublished('audio', 'muted')],
  },
  {
    what: 'switches the microphone on again',
    before: [['onUserStopAudioCapture', { userId: 'ann' }]],
    call: ['onUserStartAudioCapture', { userId: 'ann' }],
    facts: [published('audio')],
  },
  {
    what: 'switches the microphone on before publishing',
    call: ['onUserStartAudioCapture', { userId: 'ann' }],
    facts: [],
  },
  {
    what: 'switches the camera off',
    call: ['onUserStopVideoCapture', { userId: 'ann' }],
    facts: [unpublished('video', 'muted')],
  },
  {
    what: 'switches the camera on again',
    before: [['onUserStopVideoCapture', { userId: 'ann' }]],
    call: ['onUserStartVideoCapture', { userId: 'ann' }],
    facts: [published('video')],
  },
  {
    what: 'switches the camera on after unpublishing it',
    before: [['onUserStopVideoCapture', { userId: 'ann' }], stream('onUserUnpublishStream', 2, 0)],
    call: ['onUserStartVideoCapture', { userId: 'ann' }],
    facts: [],
  },
];

const errorRows: Row[] = [
  {
    what: 'logged in elsewhere',
    call: error('DUPLICATE_LOGIN'),
    facts: [...ended('duplicateLogin', 'DUPLICATE_LOGIN')],
  },
  {
    what: 'messaging logged in elsewhere: the call goes on',
    call: error('RTM_DUPLICATE_LOGIN'),
    facts: [{ type: 'warningRaised', code: 'RTM_DUPLICATE_LOGIN' }],
  },
  {
    what: 'messaging token refused: the call goes on',
    call: error('RTM_TOKEN_ERROR'),
    facts: [token('session', 'invalid'), { type: 'warningRaised', code: 'RTM_TOKEN_ERROR' }],
  },
  {
    what: 'token expired',
    call: error('TOKEN_EXPIRED'),
    facts: [token('session', 'expired'), ...ended('tokenExpired', 'TOKEN_EXPIRED')],
  },
  {
    what: 'updated with an invalid token',
    call: error('UPDATE_TOKEN_WITH_INVALID_TOKEN'),
    facts: [
      token('session', 'invalid'),
      ...ended('tokenInvalid', 'UPDATE_TOKEN_WITH_INVALID_TOKEN'),
    ],
  },
  {
    what: 'reconnecting given up: nobody ended the call',
    before: [...broken, state(1)],
    call: error('RECONNECT_FAILED'),
    facts: [failed('network', 'RECONNECT_FAILED')],
  },
  {
    what: 'kicked',
    call: error('KICKED_OUT'),
    facts: [...ended('kicked', 'KICKED_OUT')],
  },
  {
    what: 'kicked, may come back',
    call: error('KICKED_OUT', 0),
    facts: [...ended('kicked', 'KICKED_OUT', { rejoinAllowed: true })],
  },
  {
    what: 'kicked for a time',
    call: error('KICKED_OUT', 1_900_000_000_000),
    facts: [
      ...ended('kicked', 'KICKED_OUT', { rejoinAllowed: false, forbiddenUntil: 1_900_000_000_000 }),
    ],
  },
  {
    what: 'room dismissed',
    call: error('ROOM_DISMISS'),
    facts: [...ended('roomClosed', 'ROOM_DISMISS')],
  },
  {
    what: 'token expires soon',
    call: ['onTokenWillExpire'],
    facts: [token('session', 'expiring')],
  },
  {
    what: 'publish right expires soon',
    call: ['onTokenPublishPrivilegeWillExpire'],
    facts: [token('publish', 'expiring')],
  },
  {
    what: 'publish right expired',
    call: ['onTokenPublishPrivilegeDidExpired', { errorCode: 'TOKEN_NO_PUBLISH_PERMISSION' }],
    facts: [token('publish', 'expired')],
  },
  {
    what: 'subscribe right expires soon',
    call: ['onTokenSubscribePrivilegeWillExpire'],
    facts: [token('subscribe', 'expiring')],
  },
  {
    what: 'subscribe right expired',
    call: ['onTokenSubscribePrivilegeDidExpired', {}],
    facts: [token('subscribe', 'expired')],
  },
];

const mediaRows: Row[] = [
  {
    what: 'audio of a user may not play',
    call: ['onAutoplayFailed', { userId: 'ann', kind: 'audio', streamIndex: 0, mediaType: 1 }],
    facts: [{ type: 'autoplayBlocked', userId: 'ann', media: 'audio' }],
  },
  {
    what: 'a shared screen may not play',
    call: ['onAutoplayFailed', { userId: 'ann', kind: 'video', streamIndex: 1, mediaType: 2 }],
    facts: [{ type: 'autoplayBlocked', userId: 'ann', media: 'screen' }],
  },
  {
    what: 'our own preview may not play',
    call: ['onAutoplayFailed', { kind: 'video', streamIndex: 0, mediaType: 2 }],
    facts: [{ type: 'autoplayBlocked', userId: undefined, media: 'video' }],
  },
  {
    what: 'local statistics',
    call: [
      'onLocalStreamStats',
      {
        isScreen: false,
        audioStats: { rtt: 40, audioLossRate: 0.1, sendKBitrate: 30 },
        videoStats: { rtt: 50, videoLossRate: 0.2, sentKBitrate: 600 },
      },
    ],
    facts: [{ type: 'statsSampled', rttMs: 50, lossUp: 0.2, kbpsUp: 630 }],
  },
  {
    what: 'local statistics of a microphone alone',
    call: [
      'onLocalStreamStats',
      { isScreen: false, audioStats: { rtt: 40, audioLossRate: 0.1, sendKBitrate: 30 } },
    ],
    facts: [{ type: 'statsSampled', rttMs: 40, lossUp: 0.1, kbpsUp: 30 }],
  },
  {
    what: 'statistics of our shared screen do not overwrite the camera',
    call: ['onLocalStreamStats', { isScreen: true, audioStats: {}, videoStats: { rtt: 9 } }],
    facts: [],
  },
  {
    what: 'statistics of a user',
    call: [
      'onRemoteStreamStats',
      {
        userId: 'ann',
        isScreen: false,
        audioStats: {
          rtt: 40,
          audioLossRate: 0.3,
          receivedKBitrate: 30,
          jitterBufferDelay: 80,
          stallCount: 1,
        },
        videoStats: { rtt: 0, videoLossRate: 0, receivedKBitrate: 500, stallCount: 2 },
      },
    ],
    facts: [
      {
        type: 'statsSampled',
        userId: 'ann',
        rttMs: 40,
        lossDown: 0.3,
        kbpsDown: 530,
        jitterBufferMs: 80,
        stalls: 3,
      },
    ],
  },
  {
    what: 'a layer dropped for bandwidth',
    call: ['onSimulcastSubscribeFallback', { userId: 'ann', isScreen: false, reason: 0 }],
    facts: [
      {
        type: 'fallbackChanged',
        userId: 'ann',
        media: 'video',
        direction: 'fallback',
        cause: 'bandwidth',
      },
    ],
  },
  {
    what: 'the layer is back',
    call: ['onSimulcastSubscribeFallback', { userId: 'ann', isScreen: true, reason: 2 }],
    facts: [
      {
        type: 'fallbackChanged',
        userId: 'ann',
        media: 'screen',
        direction: 'recover',
        cause: 'bandwidth',
      },
    ],
  },
  {
    what: 'video switched off for another reason',
    call: [
      'onSimulcastSubscribeFallback',
      { userId: 'ann', isScreen: false, reason: -1, beforeEnable: true, afterEnable: false },
    ],
    facts: [
      {
        type: 'fallbackChanged',
        userId: 'ann',
        media: 'video',
        direction: 'fallback',
        cause: 'unknown',
      },
    ],
  },
  {
    what: 'a local exception',
    call: [
      'onLocalStatsException',
      { exception: 'AUDIO_INPUT_LEVEL_TOO_LOW', code: 2001, isScreen: false },
    ],
    facts: [noted(2001, 'AUDIO_INPUT_LEVEL_TOO_LOW', false)],
  },
  {
    what: 'a local exception is over',
    call: [
      'onLocalStatsException',
      { exception: 'AUDIO_INPUT_LEVEL_TOO_LOW_RECOVER', code: 4001, isScreen: false },
    ],
    facts: [noted(4001, 'AUDIO_INPUT_LEVEL_TOO_LOW', true)],
  },
  {
    what: "a user's exception",
    call: [
      'onRemoteStatsException',
      { userId: 'ann', exception: 'RECV_VIDEO_DECODE_FAILED', code: 1005, isScreen: false },
    ],
    facts: [noted(1005, 'RECV_VIDEO_DECODE_FAILED', false, 'ann')],
  },
  {
    what: 'video banned',
    call: ['onVideoStreamBanned', { uid: 'ann', banned: true }],
    facts: [noted('onVideoStreamBanned', 'banned', false, 'ann')],
  },
  {
    what: 'audio no longer banned',
    call: ['onAudioStreamBanned', { uid: 'ann', banned: false }],
    facts: [noted('onAudioStreamBanned', 'banned', true, 'ann')],
  },
  {
    what: "media over another vendor's server is reconnecting",
    call: ['onVendorConnectionStateChanged', { state: 4, userId: 'ann' }],
    facts: [noted('onVendorConnectionStateChanged', 'reconnecting', false, 'ann')],
  },
  {
    what: "media over another vendor's server is up",
    call: ['onVendorConnectionStateChanged', { state: 3, userId: 'ann' }],
    facts: [noted('onVendorConnectionStateChanged', 'connected', true, 'ann')],
  },
  {
    what: 'rejoins over TCP',
    call: ['onRejoinWithTcp'],
    facts: [{ type: 'warningRaised', code: 'onRejoinWithTcp' }],
  },
  {
    what: 'connects over TCP',
    call: ['onIceConnectWithTcp'],
    facts: [{ type: 'warningRaised', code: 'onIceConnectWithTcp' }],
  },
  {
    what: 'publishes again',
    call: ['onPublishRetry', { screen: false }],
    facts: [{ type: 'warningRaised', code: 'onPublishRetry' }],
  },
  {
    what: 'subscribes again',
    call: ['onSubscribeRetry', { userId: 'ann', screen: false }],
    facts: [{ type: 'warningRaised', code: 'onSubscribeRetry', text: 'ann' }],
  },
];

const strangeRows: Row[] = [
  { what: 'a connection state', call: state(7), facts: [strange('onConnectionStateChanged', 7)] },
  {
    what: 'no connection state',
    call: state(undefined),
    facts: [strange('onConnectionStateChanged', undefined)],
  },
  {
    what: 'a reconnect reason',
    before: joined,
    call: state(4, 'moonPhase'),
    facts: [
      connection('reconnecting', 'unknown', { lagMs: 0 }),
      strange('onConnectionStateChanged', 'moonPhase'),
    ],
  },
  {
    what: 'an inherited name as reason',
    before: joined,
    call: state(4, 'constructor'),
    facts: [
      connection('reconnecting', 'unknown', { lagMs: 0 }),
      strange('onConnectionStateChanged', 'constructor'),
    ],
  },
  {
    what: 'a quality',
    before: [publishing],
    call: ['onNetworkQuality', 9, 2],
    facts: [sampled({ downlink: 'good' }), strange('onNetworkQuality', 9)],
  },
  {
    what: 'both qualities',
    call: ['onNetworkQuality'],
    facts: [strange('onNetworkQuality', undefined), strange('onNetworkQuality', undefined)],
  },
  {
    what: 'a leave reason',
    call: leaves(4),
    facts: [left('unknown'), strange('onUserLeave', 4)],
  },
  {
    what: 'a media type',
    call: stream('onUserPublishStream', 8),
    facts: [strange('onUserPublishStream', 8)],
  },
  {
    what: 'an unpublish reason',
    call: stream('onUserUnpublishStream', 1, 9),
    facts: [unpublished('audio', 'unknown'), strange('onUserUnpublishStream', 9)],
  },
  { what: 'an error code', call: error('NEW_CODE'), facts: [strange('onError', 'NEW_CODE')] },
  {
    what: 'a fallback reason',
    call: ['onSimulcastSubscribeFallback', { userId: 'ann', reason: 7 }],
    facts: [strange('onSimulcastSubscribeFallback', 7)],
  },
  {
    what: 'an autoplay media type',
    call: ['onAutoplayFailed', { userId: 'ann', mediaType: 5 }],
    facts: [strange('onAutoplayFailed', 5)],
  },
  {
    what: 'a vendor connection state',
    call: ['onVendorConnectionStateChanged', { state: undefined, userId: 'ann' }],
    facts: [
      noted('onVendorConnectionStateChanged', 'undefined', false, 'ann'),
      strange('onVendorConnectionStateChanged', undefined),
    ],
  },
];

export const rowGroups: RowGroups<Call> = {
  connection: connectionRows,
  quality: qualityRows,
  users: userRows,
  'errors and tokens': errorRows,
  'media and statistics': mediaRows,
  'outside the SDK’s own types': strangeRows,
};

export const allRows: readonly Row[] = Object.values(rowGroups).flat();
