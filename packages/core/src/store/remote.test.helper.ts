import { plainlyPresent } from '../diagnosis/diagnoseRemote.ts';
import { initialQuality } from '../state/initialCall.ts';
import type { QualityTrack } from '../state/networkState.ts';
import { unknownQuality } from '../state/smoothQuality.ts';
import type { RemoteUser } from './networkStatus.ts';

/** When the moments of these tests are. */
export const now = 100_000;
export const ago = (ms: number): number => now - ms;

/** Maya, who is here and of whom nothing else was said. */
export function remote(change: Partial<RemoteUser> = {}): RemoteUser {
  const { presence, diagnosis } = plainlyPresent;
  return {
    userId: 'maya',
    joinedAt: ago(60_000),
    here: true,
    published: [],
    quiet: false,
    quality: initialQuality,
    fallback: false,
    presence,
    since: ago(60_000),
    diagnosis,
    ...change,
  };
}

/** One sample so long ago, or a word that holds. */
export function track(
  raw: QualityTrack['raw'],
  msAgo = 0,
  more: Partial<QualityTrack> = {},
): QualityTrack {
  const at = ago(msAgo);
  return {
    ...unknownQuality,
    raw,
    steady: raw,
    at,
    since: at,
    rawSince: at,
    recent: [raw],
    ...more,
  };
}

export function found(
  cause: RemoteUser['diagnosis']['cause'],
  more: Partial<RemoteUser['diagnosis']> = {},
): RemoteUser['diagnosis'] {
  return { cause, began: ago(500), since: ago(500), confidence: 0.9, evidence: [], ...more };
}
