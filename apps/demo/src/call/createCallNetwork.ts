import { createNetworkStatus, type NetworkStatus } from '@netcue/core';
import { browser } from '@netcue/core/browser';
import { reachability } from '@netcue/core/reachability';
import { webrtc } from '@netcue/core/webrtc';
import { type CallAddress, doorOf } from './address.ts';
import { callSource } from './callSource.ts';
import type { Call } from './createCall.ts';

/** Everything Netcue listens to in this call. */
export function createCallNetwork(call: Call, address: CallAddress): NetworkStatus {
  const network = createNetworkStatus({
    sources: [callSource(call), browser(), webrtc(() => call.connections())],
  });
  attachProbes(network, call, address);
  return network;
}

/** The call server tells only after joining on which port another host can be found. */
function attachProbes(network: NetworkStatus, call: Call, address: CallAddress): void {
  let detach = network.attach(reachability(probesOf(call, address)));
  let known = '';
  call.store.subscribe(({ otherHostPort, id }) => {
    const next = `${id} ${otherHostPort}`;
    if (next === known) return;
    known = next;
    detach();
    detach = network.attach(reachability(probesOf(call, address)));
  });
}

function probesOf(call: Call, { server, probe }: CallAddress): { server: string; other?: string } {
  const { id, otherHostPort } = call.store.getState();
  const who = { room: call.room, id };
  const other =
    probe.other ?? (otherHostPort === null ? undefined : otherHost(server, otherHostPort, who));
  return { server: probe.server ?? doorOf(server, 'ping', who), ...(other && { other }) };
}

function otherHost(server: URL, port: number, who: { room: string; id: string }): string {
  const host = new URL('/', server);
  host.port = String(port);
  return doorOf(host, 'ping', who);
}
