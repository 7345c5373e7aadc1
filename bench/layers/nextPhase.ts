import type { SdkModel } from './sdkModel.ts';

/** Where the SDK says its connection is. */
export type SdkPhase = 'idle' | 'connected' | 'reconnecting' | 'lost' | 'over';

/** The way that it takes for the connection, at one moment. */
export interface WatchedWay {
  silentMs: number;
  isClosed: boolean;
  /** After the heal: a new attempt gets through. */
  isReachableAgain: boolean;
  /** Sound passes: an SDK that was back before the recorded app was would have carried it sooner. */
  hasMedia: boolean;
}

const heardMs = 1000;

/** What it says next; `waitedMs` since it began to reconnect. */
export function nextPhase(
  model: SdkModel,
  phase: SdkPhase,
  waitedMs: number,
  { silentMs, isClosed, isReachableAgain, hasMedia }: WatchedWay,
): SdkPhase {
  if (phase === 'idle' || phase === 'over') return phase;
  if (phase === 'connected') {
    const isCut = isClosed || silentMs >= model.reconnectsAfterMs;
    return isCut && !isReachableAgain ? 'reconnecting' : phase;
  }
  if (hasMedia && (isReachableAgain || (silentMs < heardMs && !isClosed))) return 'connected';
  if (waitedMs >= (model.givesUpAfterMs ?? Infinity)) return 'over';
  return waitedMs >= (model.lostAfterMs ?? Infinity) ? 'lost' : phase;
}
