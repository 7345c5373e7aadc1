import type { Emitter } from '../listen.ts';
import { rowOf } from '../sdkValues.ts';
import type { NetworkSource } from '../source.ts';
import { type TrtcNativeOptions, trtcNative } from './trtcNative.ts';

/** The part of `TRTCCloud` of trtc-react-native that this source uses: one listener hears everything. */
export interface TrtcReactNative {
  registerListener(listener: (type: unknown, params: unknown) => void): unknown;
  unRegisterListener(listener: (type: unknown, params: unknown) => void): void;
}

type Listener = Parameters<Emitter['on']>[1];
type Payload = Readonly<Record<string, unknown>>;

/** What each callback's object holds, in the order in which Electron has it. */
const callbacks: Readonly<Record<string, (of: Payload) => unknown[]>> = {
  onEnterRoom: ({ result }) => [result],
  onExitRoom: ({ reason }) => [reason],
  onConnectionLost: () => [],
  onTryToReconnect: () => [],
  onConnectionRecovery: () => [],
  onError: ({ errCode, errMsg }) => [errCode, errMsg],
  onWarning: ({ warningCode, warningMsg }) => [warningCode, warningMsg],
  onRemoteUserEnterRoom: ({ userId }) => [userId],
  onRemoteUserLeaveRoom: ({ userId, reason }) => [userId, reason],
  onUserAudioAvailable: ({ userId, available }) => [userId, available],
  onUserVideoAvailable: ({ userId, available }) => [userId, available],
  onUserSubStreamAvailable: ({ userId, available }) => [userId, available],
  onNetworkQuality: ({ localQuality, remoteQuality }) => [localQuality, remoteQuality],
  onStatistics: (statistics) => [statistics],
};

/**
 * Reports what TRTC says in React Native (trtc-react-native 2.x), where one listener hears every callback as an object.
 * Attach before `enterRoom`, or say where the call is with `initial`.
 *
 * @example trtcReactNative(TRTCCloud.sharedInstance())
 */
export function trtcReactNative(
  cloud: TrtcReactNative,
  options: TrtcNativeOptions = {},
): NetworkSource {
  return { ...trtcNative(asElectron(cloud), options), name: 'trtc-react-native' };
}

/** One listener of the SDK for all of ours, there as long as any of them is. */
function asElectron(cloud: TrtcReactNative): Emitter {
  const heard = new Map<string, Set<Listener>>();
  const hear = (type: unknown, params: unknown) => {
    const args = rowOf(callbacks, type);
    for (const listener of heard.get(String(type)) ?? [])
      listener(...(args?.(Object(params) as Payload) ?? []));
  };
  return {
    on(event, listener) {
      if (heard.size === 0) cloud.registerListener(hear);
      heard.set(event, (heard.get(event) ?? new Set()).add(listener));
    },
    off(event, listener) {
      const listeners = heard.get(event);
      if (!listeners?.delete(listener) || listeners.size > 0) return;
      heard.delete(event);
      if (heard.size === 0) cloud.unRegisterListener(hear);
    },
  };
}
