import { createNetworkStatus, createPromptEngine } from '@netcue/core';
import type { NetworkStatus, NetworkStatusOptions } from '@netcue/core';
import { createFakeClock } from '@netcue/core/testing';
import type { FakeClock } from '@netcue/core/testing';
import { volcengineNative } from '@netcue/core/volcengine-native';
import type { Told } from './contender.tsx';

export interface StubCall {
  network: NetworkStatus;
  clock: FakeClock;
  /** One callback that tells how many people's networks are. */
  tellQuality(told: readonly Told[]): void;
  tellConnection(isUp: boolean): void;
}

/**
 * A real source on an SDK that says what it is told to. Its quality callback tells of everybody at once, and what it
 * tells are samples: every one counts, as it does not where the SDK says a level only when it changes.
 */
export function stubCall(
  userIds: readonly string[],
  options: Omit<NetworkStatusOptions, 'sources' | 'clock'> = {},
): StubCall {
  const [engine, room] = [stubEmitter(), stubEmitter()];
  const clock = createFakeClock();
  const sources = [volcengineNative({ engine, room })];
  const network = createNetworkStatus({ prompts: createPromptEngine, ...options, sources, clock });
  room.emit('onRoomStateChangedWithReason', 'room', 'me', 0, 0);
  for (const uid of userIds) room.emit('onUserJoined', { uid });
  return {
    network,
    clock,
    tellQuality: (told) => room.emit('onNetworkQuality', undefined, told.map(toStats)),
    tellConnection: (isUp) => engine.emit('onConnectionStateChanged', isUp ? 5 : 1),
  };
}

function toStats([uid, level]: Told) {
  return { uid, tx_quality: level, rx_quality: level };
}

function stubEmitter() {
  const listeners = new Map<string, (...args: readonly unknown[]) => void>();
  return {
    on: (event: string, listener: (...args: readonly unknown[]) => void) =>
      listeners.set(event, listener),
    off: (event: string) => listeners.delete(event),
    emit: (event: string, ...args: readonly unknown[]) => listeners.get(event)?.(...args),
  };
}
