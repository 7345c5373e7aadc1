import type { Quality } from '../../packages/core/src/events/quality.ts';

/** A loss (0..1) and a round trip (ms) that an SDK measured over its last cadence. */
export interface Path {
  loss: number;
  rttMs: number;
}

/** Which way to the server an SDK takes for the call's connection. */
export type Way = 'media' | 'signalling';

/** What a vendor's SDK says and when, as far as that is documented or read in what it ships. Milliseconds. */
export interface SdkModel {
  /** The source, by its subpath. */
  source: string;
  title: string;
  /** The way whose silence makes it say that it reconnects. A socket that closes is known at once. */
  watches: Way;
  reconnectsAfterMs: number;
  /** More of the same, until it says that the connection is lost; absent where it never does. */
  lostAfterMs?: number;
  /** From the first attempt until it tries no more. */
  givesUpAfterMs?: number;
  /** Until everybody else is told that somebody silent is gone. */
  dropsAfterMs?: number;
  qualityEveryMs: number;
  /** Only a level that changed is said. */
  onChange?: true;
  /** Says levels of others, too. */
  ofOthers?: true;
  /** Says the states of its peer connection. */
  saysMedia?: true;
  levelOf(path: Path): Quality;
  /** Levels that nothing measured: `undefined` where it measures. */
  override(now: Noticed): readonly [uplink: Quality | undefined, downlink: Quality | undefined];
}

/** What the SDK itself could notice at one moment. */
export interface Noticed {
  isOnline: boolean;
  isReconnecting: boolean;
  signallingSilentMs: number;
  /** The worst state of what it sends and of what it receives on. */
  uplink: string;
  downlink: string;
}
