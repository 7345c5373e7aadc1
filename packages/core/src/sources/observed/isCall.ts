import { quietly } from '../listen.ts';
import type { ObservedConnection } from './knownConnections.ts';

interface Negotiated {
  readonly remoteDescription?: unknown;
  getTransceivers?(): readonly unknown[];
}

/**
 * Whether sound or picture was agreed on with anybody. Pages also open connections for files and for sharing a video's
 * download, which tell nothing of a call.
 */
export function isCall(connection: ObservedConnection): boolean {
  const { remoteDescription, getTransceivers } = connection as Negotiated;
  if (!remoteDescription) return false;
  if (typeof getTransceivers !== 'function') return true;
  let count = 0;
  quietly(() => {
    count = getTransceivers.call(connection).length;
  });
  return count > 0;
}
