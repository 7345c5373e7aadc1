import type { SdkDriver } from '../../packages/core/src/sources/sdkDrivers.test.helper.ts';
import type { RecordedEvent } from '../diagnosis/recording.ts';
import { playFrom } from './playFrom.ts';
import { nextPhase, type SdkPhase } from './nextPhase.ts';
import type { RecordedSeat } from './modelledSdk.ts';
import type { SdkModel } from './sdkModel.ts';
import type { Ways } from './ways.ts';

/** The SDK's own connection: what it hears, and what it says of it. */
export interface Connection {
  hearUntil(now: number): void;
  look(now: number): void;
  phase(): SdkPhase;
  state(): { isOnline: boolean; isReconnecting: boolean };
}

export function createConnection(
  model: SdkModel,
  driver: SdkDriver,
  { screen, recording, media, side }: RecordedSeat,
  ways: Ways,
): Connection {
  let phase: SdkPhase = 'idle';
  let brokeAt = 0;
  let isOnline = true;
  let said = '';
  const isOut = (at: number) =>
    media.out(side)?.some(({ from, to }) => from <= at && at < to) ??
    ways.silentMs('media', at + recording.t0) > 1000;
  const joined = () => {
    if (phase !== 'idle') return;
    phase = 'connected';
    driver.joined();
  };
  const hear: Readonly<Record<string, (event: RecordedEvent) => void>> = {
    online: () => (isOnline = true),
    offline: () => (isOnline = false),
    app({ v }) {
      if (v === 'joining' && phase === 'idle') driver.joins();
      if (v === 'joined') joined();
    },
    conn({ v }) {
      if (recording.mode === 'p2p' && v === 'connected') joined();
    },
  };
  const says: Readonly<Partial<Record<SdkPhase, () => void>>> = {
    connected: driver.returns,
    reconnecting: driver.breaks,
    lost: () => driver.lost?.(),
    over: () => driver.givesUp?.(),
  };
  return {
    hearUntil: playFrom(screen, hear),
    phase: () => phase,
    state: () => ({ isOnline, isReconnecting: phase !== 'connected' }),
    look(now) {
      const next = nextPhase(model, phase, now - brokeAt, {
        silentMs: ways.silentMs(model.watches, now),
        isClosed: model.watches === 'signalling' && ways.isClosed(now),
        isReachableAgain: ways.isReachableAgain(now),
        hasMedia: !isOut(now - recording.t0),
      });
      if (next === 'reconnecting' && phase === 'connected') brokeAt = now;
      if (next !== phase) says[next]?.();
      phase = next;
      const state = mediaState([ways.state('up', now), ways.state('down', now)]);
      if (model.saysMedia && state && state !== said) driver.media?.(state);
      said = state ?? said;
    },
  };
}

function mediaState(
  states: readonly string[],
): 'connected' | 'disconnected' | 'failed' | undefined {
  return (['failed', 'disconnected', 'connected'] as const).find((state) => states.includes(state));
}
