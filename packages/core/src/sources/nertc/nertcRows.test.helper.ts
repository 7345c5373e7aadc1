import type { Call } from '../attachSource.test.helper.ts';
import type { Row, RowGroups } from '../describeRows.test.helper.ts';
import {
  connection,
  ended,
  levels,
  noted,
  remoteUser,
  held,
  strange,
  token,
  warned,
} from '../expectedFacts.test.helper.ts';

// Whatever a NERTC web client says, by the names that `nertc.test-d.ts` holds against the SDK's declarations.
// Our own uid is 1.

const { left, published, unpublished } = remoteUser('7');

export const state = (curState: unknown, prevState: unknown, reconnect: unknown = false): Call => [
  'connection-state-change',
  { curState, prevState, reconnect },
];
export const stream = (uid: unknown) => ({ getId: () => uid, client: { secret: 'live object' } });
const member = (uid: unknown, uplinkNetworkQuality: unknown, downlinkNetworkQuality: unknown) => ({
  uid,
  uplinkNetworkQuality,
  downlinkNetworkQuality,
});
const quality = (...members: readonly object[]): Call => ['network-quality', members];

export const joined = [state('CONNECTING', 'DISCONNECTED'), state('CONNECTED', 'CONNECTING')];
export const broken = [...joined, state('CONNECTING', 'CONNECTED', true)];
const leaving = state('DISCONNECTING', 'CONNECTED');

const connectionRows: Row[] = [
  {
    what: 'connecting',
    call: state('CONNECTING', 'DISCONNECTED'),
    facts: [connection('connecting', 'join')],
  },
  {
    what: 'connected',
    before: [state('CONNECTING', 'DISCONNECTED')],
    call: state('CONNECTED', 'CONNECTING'),
    facts: [connection('connected', 'joined')],
  },
  {
    what: 'reconnecting is connecting with a flag',
    before: joined,
    call: state('CONNECTING', 'CONNECTED', true),
    facts: [connection('reconnecting', 'network')],
  },
  {
    what: 'back',
    before: broken,
    call: state('CONNECTED', 'CONNECTING', true),
    facts: [connection('connected', 'rejoined', { recovered: true })],
  },
  {
    what: 'back, though the flag is gone',
    before: broken,
    call: state('CONNECTED', 'CONNECTING'),
    facts: [connection('connected', 'rejoined', { recovered: true })],
  },
  { what: 'leaving', before: joined, call: leaving, facts: [connection('leaving', 'localLeave')] },
  {
    what: 'left',
    before: [...joined, leaving],
    call: state('DISCONNECTED', 'DISCONNECTING'),
    facts: [connection('left', 'localLeave')],
  },
  {
    what: 'left at once',
    before: joined,
    call: state('DISCONNECTED', 'CONNECTED'),
    facts: [connection('left', 'localLeave')],
  },
  {
    what: 'disconnected before any call',
    call: state('DISCONNECTED', 'DISCONNECTED'),
    facts: [connection('idle', 'none')],
  },
  {
    what: 'could not join',
    before: [state('CONNECTING', 'DISCONNECTED')],
    call: state('DISCONNECTED', 'CONNECTING'),
    facts: [connection('failed', 'joinFailed')],
  },
  {
    what: 'could not join again',
    before: broken,
    call: state('DISCONNECTED', 'CONNECTING'),
    facts: [connection('failed', 'network')],
  },
  {
    what: 'gave up: the network',
    before: [...broken, state('DISCONNECTING', 'CONNECTING')],
    call: ['error', 'SOCKET_ERROR'],
    facts: [connection('failed', 'network', { code: 'SOCKET_ERROR' })],
  },
  {
    what: 'leaves by itself after giving up',
    before: [...broken, ['error', 'SOCKET_ERROR']],
    call: state('DISCONNECTING', 'CONNECTING'),
    facts: [connection('failed', 'network')],
  },
  {
    what: 'is disconnected by itself after giving up',
    before: [...broken, state('DISCONNECTING', 'CONNECTING'), ['error', 'SOCKET_ERROR']],
    call: state('DISCONNECTED', 'DISCONNECTING'),
    facts: [connection('failed', 'network')],
  },
  {
    what: 'gave up: logging in again failed',
    before: broken,
    call: ['error', 'RELOGIN_ERROR'],
    facts: [connection('failed', 'signal', { code: 'RELOGIN_ERROR' })],
  },
  {
    what: 'gave up: no media path',
    before: joined,
    call: ['error', 'MEDIA_TRANSPORT_DISCONNECT'],
    facts: [connection('failed', 'media', { code: 'MEDIA_TRANSPORT_DISCONNECT' })],
  },
  {
    what: 'a new call after giving up',
    before: [...broken, ['error', 'SOCKET_ERROR']],
    call: state('CONNECTING', 'DISCONNECTED'),
    facts: [connection('connecting', 'join')],
  },
];

const qualityRows: Row[] = [
  ...levels.flatMap((level, index) => [
    {
      what: `own uplink ${level}`,
      call: quality(member(1, index, 2)),
      facts: [held(level, 'good')],
    },
    {
      what: `own downlink ${level}`,
      call: quality(member(1, 3, index)),
      facts: [held('poor', level)],
    },
  ]),
  {
    what: 'everybody at once, ids as numbers and text',
    call: quality(member('1', 1, 1), member(7, 4, 0), member('bo', 6, 5)),
    facts: [
      held('excellent', 'excellent'),
      held('bad', 'unknown', '7'),
      held('down', 'vbad', 'bo'),
    ],
  },
  {
    what: 'zeros for everybody while we reconnect',
    before: broken,
    call: quality(member(1, 0, 0), member(7, 0, 0)),
    facts: [held('unknown', 'unknown'), held('unknown', 'unknown', '7')],
  },
  { what: 'nobody', call: quality(), facts: [] },
];

const muted = [
  ['audio', 'audio'],
  ['audio-slave', 'screenAudio'],
  ['video', 'video'],
  ['screen', 'screen'],
] as const;
const kinds = [
  ['audio', 'audio'],
  ['audioSlave', 'screenAudio'],
  ['video', 'video'],
  ['screen', 'screen'],
] as const;

const userRows: Row[] = [
  {
    what: 'somebody joins',
    call: ['peer-online', { uid: 7 }],
    facts: [{ type: 'userJoined', userId: '7' }],
  },
  ...(['quit', 'failover', 'kicked', 'dropped', 'localReconnect'] as const).map((reason, code) => ({
    what: `leaves: ${reason}`,
    call: ['peer-leave', { uid: 7, reason: code }] as const,
    facts: [left(reason)],
  })),
  ...kinds.flatMap(([mediaType, media]) => [
    {
      what: `publishes ${media}`,
      call: ['stream-added', { stream: stream(7), mediaType }] as const,
      facts: [published(media)],
    },
    {
      what: `removes ${media}, nobody says why`,
      call: ['stream-removed', { stream: stream(7), mediaType }] as const,
      facts: [unpublished(media, 'unknown')],
    },
  ]),
  ...['videoThird', 'videoFourth'].map((mediaType) => ({
    what: `a ${mediaType} is nothing we know`,
    call: ['stream-added', { stream: stream(7), mediaType }] as const,
    facts: [],
  })),
  ...muted.flatMap(([name, media]) => [
    {
      what: `mutes ${media}`,
      call: [`mute-${name}`, { uid: 7 }] as const,
      facts: [unpublished(media, 'muted')],
    },
    {
      what: `unmutes ${media}`,
      call: [`unmute-${name}`, { uid: 7 }] as const,
      facts: [published(media)],
    },
  ]),
];

const denied = ['audio', 'audio-slave', 'video', 'screen'].flatMap((media) =>
  (['publish', 'subscribe'] as const).map((scope) => ({
    what: `the token does not let us ${scope} ${media}`,
    call: ['error', `no-${scope}-${media}-permission`] as const,
    facts: [token(scope, 'invalid')],
  })),
);

const errorRows: Row[] = [
  {
    what: 'logged in elsewhere',
    before: joined,
    call: ['uid-duplicate'],
    facts: ended('duplicateLogin', 'uid-duplicate'),
  },
  {
    what: 'kicked',
    before: joined,
    call: ['client-banned', { uid: 1 }],
    facts: ended('kicked', 'client-banned'),
  },
  {
    what: 'somebody else is kicked',
    before: joined,
    call: ['client-banned', { uid: 7 }],
    facts: [],
  },
  {
    what: 'leaves by itself around a kick',
    before: [...joined, leaving, ['client-banned', { uid: '1' }]],
    call: state('DISCONNECTED', 'DISCONNECTING'),
    facts: [connection('failed', 'kicked')],
  },
  {
    what: 'room closed',
    before: joined,
    call: ['channel-closed', {}],
    facts: ended('roomClosed', 'channel-closed'),
  },
  {
    what: 'token expires soon',
    call: ['permkey-will-expire'],
    facts: [token('session', 'expiring')],
  },
  {
    what: 'token expired',
    before: joined,
    call: ['permkey-timeout', { uid: 1 }],
    facts: [token('session', 'expired'), ...ended('tokenExpired', 'permkey-timeout')],
  },
  {
    what: 'token expired, no uid said',
    before: joined,
    call: ['permkey-timeout'],
    facts: [token('session', 'expired'), ...ended('tokenExpired', 'permkey-timeout')],
  },
  {
    what: "somebody else's token expired",
    before: joined,
    call: ['permkey-timeout', { uid: 7 }],
    facts: [],
  },
  ...denied,
  {
    what: 'no audio levels in this browser',
    call: ['error', 'AUDIOLEVEL_NOT_SUPPORTED'],
    facts: [warned('AUDIOLEVEL_NOT_SUPPORTED')],
  },
  {
    what: 'a codec the room has and we do not',
    call: ['warning', { code: 406, reason: 'ability not support' }],
    facts: [warned(406, 'ability not support')],
  },
  {
    what: 'the same with the field the SDK really sends',
    call: ['warning', { code: 406, msg: 'ability not support' }],
    facts: [warned(406, 'ability not support')],
  },
  {
    what: 'another encryption key',
    call: ['crypt-error', { cryptType: 'none' }],
    facts: [warned('crypt-error')],
  },
  {
    what: 'an exception of ours',
    call: ['exception', { msg: 'AUDIO_INPUT_LEVEL_TOO_LOW', code: 2001, uid: 1 }],
    facts: [noted(2001, 'AUDIO_INPUT_LEVEL_TOO_LOW', false)],
  },
  {
    what: "somebody's exception",
    call: ['exception', { msg: 'RECV_VIDEO_DECODE_FAILED', uid: 7 }],
    facts: [noted('exception', 'RECV_VIDEO_DECODE_FAILED', false, '7')],
  },
  {
    what: 'our audio is banned',
    call: ['audioVideoBanned', { uid: 1, mediaType: 'audio', state: true, duration: 60 }],
    facts: [noted('audioVideoBanned', 'audio banned', false)],
  },
  {
    what: "somebody's video is no longer banned",
    call: ['audioVideoBanned', { uid: 7, mediaType: 'video', state: false }],
    facts: [noted('audioVideoBanned', 'video banned', true, '7')],
  },
  {
    what: 'the browser plays nothing before a click',
    call: ['notAllowedError', new Error('autoplay')],
    facts: [{ type: 'autoplayBlocked', media: 'audio' }],
  },
];

const strangeRows: Row[] = [
  {
    what: 'a connection state',
    call: state('RECONNECTING', 'CONNECTED'),
    facts: [strange('connection-state-change', 'RECONNECTING')],
  },
  {
    what: 'a quality',
    call: quality(member(1, 9, 2)),
    facts: [
      { type: 'qualitySampled', uplink: undefined, downlink: 'good', basis: 'sdk', held: true },
      strange('network-quality', 9),
    ],
  },
  {
    what: 'qualities of nobody',
    call: ['network-quality', undefined],
    facts: [warned('network-quality', 'Error: no members')],
  },
  {
    what: 'a leave reason, missing before 5.6.20',
    call: ['peer-leave', { uid: 7 }],
    facts: [left('unknown'), strange('peer-leave', undefined)],
  },
  {
    what: 'a media type',
    call: ['stream-added', { stream: stream(7), mediaType: 'smell' }],
    facts: [strange('stream-added', 'smell')],
  },
  { what: 'an error', call: ['error', 'NEW_ERROR'], facts: [strange('error', 'NEW_ERROR')] },
  {
    what: 'a user',
    call: ['peer-online', {}],
    facts: [warned('peer-online', 'Error: no user')],
  },
];

export const rowGroups: RowGroups = {
  connection: connectionRows,
  quality: qualityRows,
  'users and streams': userRows,
  'errors, tokens and the rest': errorRows,
  'outside the SDK’s own types': strangeRows,
};

export const allRows: readonly Row[] = Object.values(rowGroups).flat();
