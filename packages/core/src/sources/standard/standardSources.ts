import { browser } from '../browser/browser.ts';
import { findOwner } from '../findOwner.ts';
import {
  type ObservedConnectionsOptions,
  observedConnections,
} from '../observed/observedConnections.ts';
import { type ReachabilityOptions, reachability } from '../reachability/reachability.ts';
import type { NetworkSource } from '../source.ts';
import { presentUsers } from './presentUsers.ts';

/** What stands in the place of a standard source; `false` leaves it out. */
export interface StandardSourcesOptions {
  /**
   * The call server's address, as for `reachability()`; one that was given to the SDK (`wss://…`) will do. Only what is named
   * here is ever contacted, so without it nothing is.
   */
  reach?: string | ReachabilityOptions;
  /** Device state: `browser()`. */
  device?: false | NetworkSource;
  /** Peer connections: `observedConnections()`, whose options may be given, or for example `livekitConnections(room)`. */
  connections?: false | NetworkSource | ObservedConnectionsOptions;
}

/**
 * An SDK's source, and with it whatever needs no help of the app: device state, every peer connection the page opens with
 * its streams given to the users the SDK names, and probes of the call server if you say where it is.
 *
 * @example createNetworkStatus({ sources: standardSources(volcengine(engine), { reach: 'https://calls.example/ping' }) })
 */
export function standardSources(
  sdk: NetworkSource | readonly NetworkSource[],
  { reach, device = browser(), connections = {} }: StandardSourcesOptions = {},
): NetworkSource[] {
  const given = 'subscribe' in sdk ? [sdk] : sdk;
  const users = presentUsers();
  return [
    ...given.map(users.follow),
    device,
    connections && !isSource(connections) ? observed(given, users.ids, connections) : connections,
    reach && reachability(typeof reach === 'string' ? { server: reach } : reach),
  ].filter(isSource);
}

function isSource(given: unknown): given is NetworkSource {
  return typeof given === 'object' && given !== null && 'subscribe' in given;
}

function observed(
  sdk: readonly NetworkSource[],
  users: () => ReadonlySet<string>,
  options: ObservedConnectionsOptions,
): NetworkSource {
  const ownerOf = findOwner(users, (userId) => sdk.flatMap((one) => one.tracksOf?.(userId) ?? []));
  // With one other person in the call everything that arrives is theirs.
  const theOnlyOne = () => (users().size === 1 ? [...users()][0] : undefined);
  return observedConnections({
    userOf: ({ trackId }) => ownerOf(trackId) ?? theOnlyOne(),
    ...options,
  });
}
