import { ParticipantEvent, RemoteParticipant, Room, RoomEvent, setLogLevel } from 'livekit-client';
import { agora, type AgoraClient, type AgoraUser } from './agora/agora.ts';
import { agoraNative } from './agoraNative/agoraNative.ts';
import { createFakeEmitter } from './attachSource.test.helper.ts';
import { livekit } from './livekit/livekit.ts';
import { nertc } from './nertc/nertc.ts';
import { nertcNative } from './nertcNative/nertcNative.ts';
import { nertcReactNative } from './nertcNative/nertcReactNative.ts';
import type { Quality } from '../events/quality.ts';
import type { NetworkSource } from './source.ts';
import { trtc } from './trtc/trtc.ts';
import { trtcNative } from './trtcNative/trtcNative.ts';
import { trtcReactNative } from './trtcNative/trtcReactNative.ts';
import { volcengine } from './volcengine/volcengine.ts';
import { volcengineNative } from './volcengineNative/volcengineNative.ts';

setLogLevel('silent');

export type Level = Quality;

/** One SDK object, and what makes it say what every SDK says in words of its own. */
export interface SdkDriver {
  source: NetworkSource;
  listeners(): number;
  /** Says nothing where `joinsUntold`. */
  joins(): void;
  joinsUntold?: true;
  joined(): void;
  leave(): void;
  breaks(): void;
  /** It goes on trying and says that this has lasted; absent where the SDK has no word for it. */
  lost?(): void;
  /** It tries no more. */
  givesUp?(): void;
  returns(): void;
  /** The state of its peer connection; absent where the SDK does not say it. */
  media?(state: 'connected' | 'disconnected' | 'failed'): void;
  /** One word about this device, of both ways. */
  own(uplink: Level, downlink?: Level): void;
  /** What `down` means where it is no word on both ways. */
  ownDownIs?: 'uplink';
  /** What very bad both ways means where it is no word on media. */
  veryBadIs?: 'signalling';
  /** One word about somebody else; absent where the SDK has none. */
  theirs?(userId: string, uplink: Level, downlink?: Level): void;
  somebodyJoins(userId: string): void;
  somebodyPublishes(userId: string): void;
  somebodyLeaves(userId: string): void;
  /** Gone without a word; absent where the SDK does not tell that from leaving. */
  somebodyDrops?(userId: string): void;
  /** A value that no version of the SDK has, in each callback that takes one. */
  talksNonsense(): void;
}

/** `inCall`: the SDK was in a call before anybody asked; the app says so where the SDK cannot be asked. */
export type MakeDriver = (inCall?: boolean) => SdkDriver;

// Everywhere but in LiveKit.
const numbers: Record<Level, number> = {
  unknown: 0,
  excellent: 1,
  good: 2,
  poor: 3,
  bad: 4,
  vbad: 5,
  down: 6,
};
const idNumber = (userId: string) => Number(userId.replace(/\D/g, '')) || userId;
const initial = (inCall: boolean) => (inCall ? ({ initial: { phase: 'connected' } } as const) : {});

/** An object of an SDK that can be made to emit: a stand-in, or the real one. */
export type SdkEmitter = Pick<
  ReturnType<typeof createFakeEmitter>,
  'emit' | 'on' | 'off' | 'listenerCount'
>;

export const driveVolcengine = (engine: SdkEmitter, inCall = false): SdkDriver => {
  const state = (value: unknown, reason?: string) =>
    engine.emit('onConnectionStateChanged', { state: value, reason });
  return {
    source: volcengine(engine, initial(inCall)),
    listeners: engine.listenerCount,
    joins: () => state(2),
    joined: () => state(3),
    leave: () => state(1),
    breaks() {
      state(1, 'iceFailed');
      state(4, 'iceFailed');
    },
    lost: () => state(6),
    returns: () => state(5),
    own(uplink, downlink = uplink) {
      // Sending: without these the SDK's word on the uplink is no measurement.
      engine.emit('onLocalStreamStats', { audioStats: { sendKBitrate: 30 } });
      engine.emit('onNetworkQuality', numbers[uplink], numbers[downlink]);
    },
    somebodyJoins: (userId) => engine.emit('onUserJoined', { userInfo: { userId } }),
    somebodyPublishes: (userId) => engine.emit('onUserPublishStream', { userId, mediaType: 3 }),
    somebodyLeaves: (userId) => engine.emit('onUserLeave', { userInfo: { userId }, reason: 0 }),
    somebodyDrops: (userId) => engine.emit('onUserLeave', { userInfo: { userId }, reason: 1 }),
    talksNonsense() {
      state(99);
      engine.emit('onNetworkQuality', 99, 99);
      engine.emit('onUserPublishStream', { userId: 'bob', mediaType: 99 });
    },
  };
};

const volcengineNativeDriver: MakeDriver = (inCall = false) => {
  const engine = createFakeEmitter();
  const room = createFakeEmitter();
  const state = (value: unknown) => engine.emit('onConnectionStateChanged', value);
  return {
    source: volcengineNative({ engine, room }, initial(inCall)),
    listeners: () => engine.listenerCount() + room.listenerCount(),
    joins: () => state(2),
    joined() {
      state(3);
      room.emit('onRoomStateChangedWithReason', 'room', 'me', 0, 0);
    },
    leave: () => room.emit('onLeaveRoom', {}),
    breaks: () => state(1),
    lost: () => state(6),
    returns: () => state(5),
    own: (uplink, downlink = uplink) =>
      room.emit(
        'onNetworkQuality',
        { uid: 'me', tx_quality: numbers[uplink], rx_quality: numbers[downlink] },
        [],
      ),
    theirs: (uid, uplink, downlink = uplink) =>
      room.emit('onNetworkQuality', { uid: 'me', tx_quality: 1, rx_quality: 1 }, [
        { uid, tx_quality: numbers[uplink], rx_quality: numbers[downlink] },
      ]),
    somebodyJoins: (uid) => room.emit('onUserJoined', { uid }),
    somebodyPublishes: (uid) => room.emit('onUserPublishStream', uid, 3),
    somebodyLeaves: (uid) => room.emit('onUserLeave', uid, 0),
    somebodyDrops: (uid) => room.emit('onUserLeave', uid, 1),
    talksNonsense() {
      state(99);
      room.emit('onNetworkQuality', { uid: 'me', tx_quality: 99, rx_quality: 99 }, []);
      room.emit('onUserPublishStream', 'bob', 99);
    },
  };
};

export const driveNertc = (emitter: SdkEmitter, inCall = false): SdkDriver => {
  const state = (curState: unknown, prevState?: string, reconnect?: boolean) =>
    emitter.emit('connection-state-change', { curState, prevState, reconnect });
  const quality = (uid: string | number, uplink: Level, downlink = uplink) =>
    emitter.emit('network-quality', [
      { uid, uplinkNetworkQuality: numbers[uplink], downlinkNetworkQuality: numbers[downlink] },
    ]);
  return {
    source: nertc({
      ...emitter,
      getConnectionState: () => (inCall ? 'CONNECTED' : 'DISCONNECTED'),
      getUid: () => 1,
    }),
    listeners: emitter.listenerCount,
    joins: () => state('CONNECTING', 'DISCONNECTED'),
    joined: () => state('CONNECTED', 'CONNECTING'),
    leave() {
      state('DISCONNECTING', 'CONNECTED');
      state('DISCONNECTED', 'DISCONNECTING');
    },
    breaks: () => state('CONNECTING', 'CONNECTED', true),
    givesUp() {
      state('DISCONNECTED', 'CONNECTING');
      emitter.emit('error', 'SOCKET_ERROR');
    },
    returns: () => state('CONNECTED', 'CONNECTING', true),
    own: (uplink, downlink) => quality(1, uplink, downlink),
    theirs: (userId, uplink, downlink) => quality(idNumber(userId), uplink, downlink),
    somebodyJoins: (userId) => emitter.emit('peer-online', { uid: idNumber(userId) }),
    somebodyPublishes: (userId) =>
      emitter.emit('stream-added', {
        stream: { getId: () => idNumber(userId) },
        mediaType: 'audio',
      }),
    somebodyLeaves: (userId) => emitter.emit('peer-leave', { uid: idNumber(userId), reason: 0 }),
    somebodyDrops: (userId) => emitter.emit('peer-leave', { uid: idNumber(userId), reason: 3 }),
    talksNonsense() {
      state('SLEEPING', 'CONNECTED');
      emitter.emit('network-quality', [
        { uid: 1, uplinkNetworkQuality: 99, downlinkNetworkQuality: 99 },
      ]);
      emitter.emit('stream-added', { stream: { getId: () => 7 }, mediaType: 'smell' });
    },
  };
};

const nertcNativeDriver: MakeDriver = (inCall = false) => {
  const emitter = createFakeEmitter();
  const state = (now: unknown, reason: number) =>
    emitter.emit('onConnectionStateChange', now, reason);
  const quality = (uid: string, level: Level) =>
    emitter.emit('onNetworkQuality', 1, [
      { uid, tx_quality: numbers[level], rx_quality: numbers[level] },
    ]);
  return {
    source: nertcNative(
      { ...emitter, getConnectionState: () => (inCall ? 3 : 1) },
      inCall ? { userId: '1' } : {},
    ),
    listeners: emitter.listenerCount,
    joins: () => state(2, 5),
    joined() {
      state(3, 6);
      emitter.emit('onJoinChannel', 'c', '1', 0);
    },
    leave() {
      state(1, 1);
      emitter.emit('onLeaveChannel', 0);
    },
    breaks: () => state(4, 9),
    returns: () => state(3, 7),
    own: (level) => quality('1', level),
    theirs: (userId, level) => quality(userId, level),
    somebodyJoins: (userId) => emitter.emit('onUserJoined', userId, ''),
    somebodyPublishes: (userId) => emitter.emit('onUserAudioStart', userId),
    somebodyLeaves: (userId) => emitter.emit('onUserLeft', userId, 0),
    talksNonsense() {
      state(99, 99);
      emitter.emit('onNetworkQuality', 1, [{ uid: '1', tx_quality: 99, rx_quality: 99 }]);
      emitter.emit('onUserVideoStreamStart', 99, '7');
    },
  };
};

/** It has no getter: of a call that began before, the app's next state is the first word. */
const nertcReactNativeDriver: MakeDriver = (inCall = false) => {
  const { emit, on, off, listenerCount } = createFakeEmitter();
  const state = (now: unknown, reason: number) =>
    emit('onConnectionStateChanged', { state: now, reason });
  const quality = (userId: string, level: Level | 'nonsense') => {
    const status = level === 'nonsense' ? 99 : numbers[level];
    emit('onNetworkQuality', {
      netWorkQualityInfos: [{ userId, upStatus: status, downStatus: status }],
    });
  };
  const initialState = inCall ? ({ initial: { phase: 'connected' } } as const) : {};
  return {
    source: nertcReactNative(
      { addListener: on, removeListener: off },
      { userId: 'me', ...initialState },
    ),
    listeners: listenerCount,
    joins: () => state(2, 5),
    joined: () => state(3, 6),
    leave: () => state(1, 1),
    breaks: () => state(4, 9),
    returns: () => state(3, 7),
    own: (level) => quality('me', level),
    theirs: quality,
    somebodyJoins: (uid) => emit('onUserJoin', { uid, userName: '' }),
    somebodyPublishes: (userID) => emit('onUserSubStreamVideoStart', { userID }),
    somebodyLeaves: (uid) => emit('onUserLeave', { uid, reason: 0 }),
    talksNonsense() {
      state(99, 99);
      quality('me', 'nonsense');
    },
  };
};

export const driveAgora = (emitter: SdkEmitter, inCall = false): SdkDriver => {
  const users = new Map<unknown, AgoraUser>();
  let known: Record<string, { uplinkNetworkQuality: number; downlinkNetworkQuality: number }> = {};
  const client = {
    ...emitter,
    connectionState: inCall ? 'CONNECTED' : 'DISCONNECTED',
    uid: 1,
    get remoteUsers() {
      return [...users.values()];
    },
    getRemoteNetworkQuality: () => known,
  } satisfies AgoraClient;
  const state = (now: string, before: string, reason?: string) => {
    client.connectionState = now;
    emitter.emit('connection-state-change', now, before, reason);
  };
  const both = (uplink: Level, downlink = uplink) => ({
    uplinkNetworkQuality: numbers[uplink],
    downlinkNetworkQuality: numbers[downlink],
  });
  const userOf = (userId: string) => {
    const uid = idNumber(userId);
    const user = users.get(uid) ?? { uid, hasAudio: false, hasVideo: false };
    users.set(uid, user);
    return user;
  };
  return {
    source: agora(client),
    listeners: emitter.listenerCount,
    joins: () => state('CONNECTING', 'DISCONNECTED'),
    joined: () => state('CONNECTED', 'CONNECTING'),
    leave() {
      users.clear();
      known = {};
      state('DISCONNECTED', 'CONNECTED', 'LEAVE');
    },
    breaks: () => state('RECONNECTING', 'CONNECTED'),
    returns: () => state('CONNECTED', 'RECONNECTING'),
    veryBadIs: 'signalling',
    media: (now) => emitter.emit('peerconnection-state-change', now),
    own: (uplink, downlink) => emitter.emit('network-quality', both(uplink, downlink)),
    theirs(userId, uplink, downlink) {
      userOf(userId);
      known[idNumber(userId)] = both(uplink, downlink);
    },
    somebodyJoins: (userId) => emitter.emit('user-joined', userOf(userId)),
    somebodyPublishes(userId) {
      const user = userOf(userId);
      user.hasAudio = true;
      emitter.emit('user-published', user, 'audio');
    },
    somebodyLeaves(userId) {
      const user = userOf(userId);
      users.delete(user.uid);
      emitter.emit('user-left', user, 'Quit');
    },
    somebodyDrops(userId) {
      const user = userOf(userId);
      users.delete(user.uid);
      emitter.emit('user-left', user, 'ServerTimeOut');
    },
    talksNonsense() {
      emitter.emit('connection-state-change', 'SLEEPING', 'CONNECTED');
      emitter.emit('network-quality', { uplinkNetworkQuality: 99, downlinkNetworkQuality: 99 });
      emitter.emit('user-published', { uid: 7, hasAudio: true, hasVideo: false }, 'smell');
    },
  };
};

const agoraNativeDriver: MakeDriver = (inCall = false) => {
  const handlers = new Set<Record<string, (...args: unknown[]) => void>>();
  const here = { channelId: 'room', localUid: 1 };
  const say = (event: string, ...args: unknown[]) => {
    for (const handler of [...handlers]) handler[event]?.(here, ...args);
  };
  const state = (now: unknown, reason: number) => say('onConnectionStateChanged', now, reason);
  return {
    source: agoraNative({
      registerEventHandler: (handler) => handlers.add(handler as never),
      unregisterEventHandler: (handler) => handlers.delete(handler as never),
      getConnectionState: () => (inCall ? 3 : 1),
    }),
    listeners: () => handlers.size,
    joins: () => state(2, 0),
    joined: () => state(3, 1),
    leave: () => state(1, 5),
    breaks: () => state(4, 2),
    returns: () => state(3, 15),
    own: (level) => say('onNetworkQuality', 0, numbers[level], numbers[level]),
    theirs: (userId, level) =>
      say('onNetworkQuality', idNumber(userId), numbers[level], numbers[level]),
    somebodyJoins: (userId) => say('onUserJoined', idNumber(userId), 0),
    somebodyPublishes: (userId) => say('onRemoteAudioStateChanged', idNumber(userId), 2, 0, 0),
    somebodyLeaves: (userId) => say('onUserOffline', idNumber(userId), 0),
    talksNonsense() {
      state(99, 99);
      say('onNetworkQuality', 0, 99, 99);
      say('onRemoteAudioStateChanged', 7, 99, 0, 0);
    },
  };
};

export const driveTrtc = (client: SdkEmitter, inCall = false): SdkDriver => {
  const state = (prevState: string, now: string, isReconnecting = false) =>
    client.emit('connection-state-changed', { prevState, state: now, isReconnecting });
  return {
    source: trtc(client, initial(inCall)),
    listeners: client.listenerCount,
    joins: () => state('DISCONNECTED', 'CONNECTING'),
    joined: () => state('CONNECTING', 'CONNECTED'),
    leave: () => state('CONNECTED', 'DISCONNECTED'),
    breaks() {
      state('CONNECTED', 'DISCONNECTED');
      state('DISCONNECTED', 'CONNECTING', true);
    },
    returns: () => state('CONNECTING', 'CONNECTED'),
    own: (uplink, downlink = uplink) =>
      client.emit('network-quality', {
        uplinkNetworkQuality: numbers[uplink],
        downlinkNetworkQuality: numbers[downlink],
      }),
    somebodyJoins: (userId) => client.emit('remote-user-enter', { userId }),
    somebodyPublishes: (userId) => client.emit('remote-audio-available', { userId }),
    somebodyLeaves: (userId) => client.emit('remote-user-exit', { userId, reason: 0 }),
    somebodyDrops: (userId) => client.emit('remote-user-exit', { userId, reason: 1 }),
    talksNonsense() {
      state('CONNECTED', 'SLEEPING');
      client.emit('network-quality', { uplinkNetworkQuality: 99, downlinkNetworkQuality: 99 });
      client.emit('remote-video-available', { userId: 'bob', streamType: 'smell' });
    },
  };
};

/** Electron's and React Native's: the same words, in arguments or in one object. */
const trtcNativeSays = (say: (event: string, params: Record<string, unknown>) => void) => {
  const here = new Set<string>();
  const hears = (downLoss: number) =>
    say('onStatistics', {
      rtt: 40,
      upLoss: 0,
      downLoss,
      localArray: [{ streamType: 0, audioBitrate: 30, videoBitrate: 0 }],
    });
  const quality = (uplink: unknown, remotes: readonly [userId: string, level: unknown][]) =>
    say('onNetworkQuality', {
      localQuality: { userId: '', quality: uplink },
      remoteQuality: remotes.map(([userId, level]) => ({ userId, quality: level })),
    });
  return {
    joins() {},
    joinsUntold: true as const,
    joined: () => say('onEnterRoom', { result: 120 }),
    leave() {
      here.clear();
      say('onExitRoom', { reason: 0 });
    },
    breaks() {
      say('onConnectionLost', {});
      say('onTryToReconnect', {});
    },
    returns: () => say('onConnectionRecovery', {}),
    own(uplink: Level, downlink: Level = uplink) {
      // What we lose on the way down makes what comes in badly ours.
      hears(['poor', 'bad', 'vbad'].includes(downlink) ? 10 : 0);
      quality(
        numbers[uplink],
        [...here].map((userId) => [userId, numbers[downlink]] as const),
      );
    },
    theirs(userId: string, uplink: Level) {
      hears(0);
      quality(1, [[userId, numbers[uplink]]]);
    },
    somebodyJoins(userId: string) {
      here.add(userId);
      say('onRemoteUserEnterRoom', { userId });
    },
    somebodyPublishes: (userId: string) => say('onUserAudioAvailable', { userId, available: true }),
    somebodyLeaves(userId: string) {
      here.delete(userId);
      say('onRemoteUserLeaveRoom', { userId, reason: 0 });
    },
    somebodyDrops(userId: string) {
      here.delete(userId);
      say('onRemoteUserLeaveRoom', { userId, reason: 1 });
    },
    talksNonsense() {
      say('onEnterRoom', { result: 'soon' });
      quality(99, []);
      say('onUserAudioAvailable', { userId: 'bob', available: 'perhaps' });
    },
  };
};

const trtcNativeDriver: MakeDriver = (inCall = false) => {
  const cloud = createFakeEmitter();
  return {
    source: trtcNative(cloud, initial(inCall)),
    listeners: cloud.listenerCount,
    ...trtcNativeSays((event, params) =>
      cloud.emit(event, ...(event === 'onStatistics' ? [params] : Object.values(params))),
    ),
  };
};

const trtcReactNativeDriver: MakeDriver = (inCall = false) => {
  const listeners = new Set<(type: unknown, params: unknown) => void>();
  const cloud = {
    registerListener: (listener: (type: unknown, params: unknown) => void) =>
      listeners.add(listener),
    unRegisterListener: (listener: (type: unknown, params: unknown) => void) =>
      void listeners.delete(listener),
  };
  return {
    source: trtcReactNative(cloud, initial(inCall)),
    listeners: () => listeners.size,
    ...trtcNativeSays((event, params) => {
      for (const listener of [...listeners]) listener(event, params);
    }),
  };
};

// `ConnectionQuality` as the server numbers it; it says `unknown` of nobody.
const livekitLevels: Record<Level, number> = {
  unknown: 99,
  excellent: 2,
  good: 1,
  poor: 1,
  bad: 0,
  vbad: 0,
  down: 3,
};

/** The real Room, told what the server would tell it. */
const livekitDriver: MakeDriver = (inCall = false) => {
  const room = new Room();
  const state = (now: string) => {
    room.state = now as never;
    room.emit(RoomEvent.ConnectionStateChanged, now as never);
  };
  const passOn = (one: Room['localParticipant'] | RemoteParticipant) =>
    one.on(ParticipantEvent.ConnectionQualityChanged, (quality) =>
      room.emit(RoomEvent.ConnectionQualityChanged, quality, one),
    );
  passOn(room.localParticipant);
  const userOf = (userId: string) => {
    const known = room.remoteParticipants.get(userId);
    if (known) return known;
    const made = new RemoteParticipant(room.engine.client, `sid-${userId}`, userId);
    passOn(made);
    room.remoteParticipants.set(userId, made);
    return made;
  };
  if (inCall) room.state = 'connected' as never;
  return {
    source: livekit(room),
    listeners: () =>
      Object.values(RoomEvent).reduce((total, event) => total + room.listenerCount(event), 0),
    joins: () => state('connecting'),
    joined: () => state('connected'),
    leave() {
      room.remoteParticipants.clear();
      state('disconnected');
      room.emit(RoomEvent.Disconnected, 1);
    },
    breaks: () => state('reconnecting'),
    returns: () => state('connected'),
    // The word comes from the server, so the way from it is open.
    ownDownIs: 'uplink',
    own: (level) => room.localParticipant.setConnectionQuality(livekitLevels[level]),
    theirs: (userId, level) => userOf(userId).setConnectionQuality(livekitLevels[level]),
    somebodyJoins: (userId) => room.emit(RoomEvent.ParticipantConnected, userOf(userId)),
    somebodyPublishes: (userId) =>
      room.emit(
        RoomEvent.TrackPublished,
        { trackSid: `T-${userId}`, source: 'microphone', kind: 'audio', isMuted: false } as never,
        userOf(userId),
      ),
    somebodyLeaves(userId) {
      const user = userOf(userId);
      room.remoteParticipants.delete(userId);
      room.emit(RoomEvent.ParticipantDisconnected, user);
    },
    talksNonsense() {
      room.emit(RoomEvent.ConnectionStateChanged, 'sleeping' as never);
      room.emit(
        RoomEvent.ConnectionQualityChanged,
        'superb' as never,
        room.localParticipant as never,
      );
      room.emit(
        RoomEvent.TrackPublished,
        { trackSid: 'T', source: 'smell', kind: 'audio', isMuted: false } as never,
        userOf('bob'),
      );
    },
  };
};

/** The same over a stand-in. */
const overStandIn =
  (drive: (emitter: SdkEmitter, inCall?: boolean) => SdkDriver): MakeDriver =>
  (inCall) =>
    drive(createFakeEmitter(), inCall);

export const sdkDrivers: Readonly<Record<string, MakeDriver>> = {
  volcengine: overStandIn(driveVolcengine),
  'volcengine-native': volcengineNativeDriver,
  nertc: overStandIn(driveNertc),
  'nertc-native': nertcNativeDriver,
  'nertc-react-native': nertcReactNativeDriver,
  agora: overStandIn(driveAgora),
  'agora-native': agoraNativeDriver,
  trtc: overStandIn(driveTrtc),
  'trtc-native': trtcNativeDriver,
  'trtc-react-native': trtcReactNativeDriver,
  livekit: livekitDriver,
};
