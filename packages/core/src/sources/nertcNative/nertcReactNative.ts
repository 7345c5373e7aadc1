import type { Emitter } from '../listen.ts';
import type { Capabilities, NetworkSource } from '../source.ts';
import { type NertcNativeOptions, nertcNative } from './nertcNative.ts';
import { nertcNativeCapabilities } from './nertcNativeTables.ts';

type Listener = Parameters<Emitter['on']>[1];

/** The part of React Native's `NERTC` (react-native-nertc 4.x) that this source uses. */
export interface NertcReactNative {
  addListener(event: string, listener: Listener): unknown;
  removeListener(event: string, listener: Listener): unknown;
}

type Payload = Readonly<Record<string, unknown>>;

/** Each callback hands over one object: what it is called in Electron, and in which order it comes there. */
const callbacks: Readonly<
  Record<string, readonly [name: string, args: (of: Payload) => unknown[]]>
> = {
  onConnectionStateChange: ['onConnectionStateChanged', ({ state, reason }) => [state, reason]],
  onNetworkQuality: [
    'onNetworkQuality',
    ({ netWorkQualityInfos }) => membersOf(netWorkQualityInfos),
  ],
  onUserJoined: ['onUserJoin', (user) => [idOf(user), user['userName']]],
  onUserLeft: ['onUserLeave', (user) => [idOf(user), user['reason']]],
  onUserSubStreamVideoStart: ['onUserSubStreamVideoStart', (user) => [idOf(user)]],
  onUserSubStreamVideoStop: ['onUserSubStreamVideoStop', (user) => [idOf(user)]],
  onRejoinChannel: ['onRejoinChannel', (of) => [undefined, idOf(of), of['result'] ?? 0]],
  onDisconnect: ['onDisconnect', ({ result, reason }) => [result ?? reason]],
  onLeaveChannel: ['onLeaveChannel', ({ result = 0 }) => [result]],
};

const capabilities: Partial<Capabilities> = {
  ...nertcNativeCapabilities,
  rtt: false,
  loss: false,
  token: false,
  fallback: false,
  snapshot: 'none',
};

/**
 * Reports what NERTC says in React Native (react-native-nertc 4.x), whose callbacks have names and shapes of their own. Say
 * who you are: our own quality comes in one list with everybody's.
 *
 * @example nertcReactNative(NERTC, { userId: '42' })
 */
export function nertcReactNative(
  sdk: NertcReactNative,
  options: NertcNativeOptions = {},
): NetworkSource {
  return { ...nertcNative(asElectron(sdk), options), name: 'nertc-react-native', capabilities };
}

/** The same callbacks under the names and with the arguments that Electron has; those it lacks are never heard. */
function asElectron(sdk: NertcReactNative): Emitter {
  const registered = new Map<Listener, Listener>();
  return {
    on(event, listener) {
      const callback = Object.hasOwn(callbacks, event) ? callbacks[event] : undefined;
      if (!callback) return;
      const [name, args] = callback;
      const own = (payload: unknown) => listener(...safely(args, payload));
      registered.set(listener, own);
      sdk.addListener(name, own);
    },
    off(event, listener) {
      const own = registered.get(listener);
      registered.delete(listener);
      if (own) sdk.removeListener(callbacks[event]?.[0] ?? event, own);
    },
  };
}

/** What cannot be read is handed on as it is: the row behind it warns. */
function safely(args: (of: Payload) => unknown[], payload: unknown): unknown[] {
  try {
    return args(Object(payload) as Payload);
  } catch {
    return [payload];
  }
}

/** Spelled in three ways, by event. */
function idOf(user: Payload): unknown {
  return user['uid'] ?? user['userId'] ?? user['userID'];
}

function membersOf(infos: unknown): unknown[] {
  if (!Array.isArray(infos)) return [0, infos];
  const members = (infos as Payload[]).map((info) => ({
    uid: idOf(Object(info) as Payload),
    tx_quality: Object(info).upStatus,
    rx_quality: Object(info).downStatus,
  }));
  return [members.length, members];
}
