import { createNetworkStatus, type NetworkSource, type NetworkStatus } from '@netcue/core';
import { browser } from '@netcue/core/browser';
import { createPeerReports } from '@netcue/core/peer-reports';
import { reachability } from '@netcue/core/reachability';
import { webrtc } from '@netcue/core/webrtc';
import { pingSign } from '../../protocol/ping.ts';
import { type CallAddress, doorOf } from './address.ts';
import { callSource } from './callSource.ts';
import type { Call } from './createCall.ts';

/** Everything Netcue listens to in this call. */
export function createCallNetwork(call: Call, address: CallAddress): NetworkStatus {
  const network = createNetworkStatus({
    sources: [callSource(call), browser(), webrtc(() => call.connections())],
  });
  attachOnceJoined(network, call, () => [probes(call, address), peerReports(call)]);
  return network;
}

/** Only the server's welcome tells under which id we are known, and where another host can be found. */
function attachOnceJoined(
  network: NetworkStatus,
  call: Call,
  sources: () => NetworkSource[],
): void {
  const stop = call.store.subscribe(({ joinedAt }) => {
    if (joinedAt === null) return;
    stop();
    for (const source of sources()) network.attach(source);
  });
}

function peerReports(call: Call): NetworkSource {
  return createPeerReports({
    userId: call.store.getState().id,
    send: (text) => call.sayToAll(text),
    onMessage: (handler) =>
      call.onFact((fact) => {
        if (fact.type === 'told') handler(fact.id, fact.text);
      }),
  });
}

function probes(call: Call, { server, probe }: CallAddress): NetworkSource {
  const { id, otherHostPort } = call.store.getState();
  const who = { room: call.room, id };
  const other =
    probe.other ?? (otherHostPort === null ? undefined : otherHost(server, otherHostPort, who));
  return reachability({
    server: probe.server ?? doorOf(server, 'ping', who),
    ...(other && { other }),
    // Other addresses that somebody wants probed do not know our sign.
    ...(!probe.server && !probe.other && { verify: isOurs }),
  });
}

/** A captive portal answers over plain http too, but not like this. */
function isOurs({ headers }: Response): boolean {
  return headers.get(pingSign.header) === pingSign.value;
}

function otherHost(server: URL, port: number, who: { room: string; id: string }): string {
  const host = new URL('/', server);
  host.port = String(port);
  return doorOf(host, 'ping', who);
}
