import { type ConnectionHost, observationAt } from './observation.ts';

/**
 * Notices every peer connection of the page from now on, whoever opens it, and those already open the next time anything
 * is asked of them. Three methods of `RTCPeerConnection.prototype` are watched; the constructor is left alone. Returns how
 * to undo it. Does nothing where there is no WebRTC, as on a server. Never throws.
 *
 * Only `observedConnections()` reads what is noticed, and it observes by itself once attached: call this for an SDK that
 * connects before your network status exists.
 */
export function observeConnections(host: ConnectionHost = globalThis): () => void {
  return observationAt(host)?.start() ?? (() => {});
}
