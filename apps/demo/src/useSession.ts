import type { NetworkStatus } from '@netcue/core';
import { useEffect, useRef, useState } from 'react';
import type { CallAddress } from './call/address.ts';
import { type Call, createCall } from './call/createCall.ts';
import { createCallNetwork } from './call/createCallNetwork.ts';
import { openLocalMedia } from './call/localMedia.ts';

export interface Session {
  call: Call;
  network: NetworkStatus;
}

export interface SessionControl {
  session: Session | null;
  /** Camera and microphone are being opened. */
  opening: boolean;
  join(name: string, room: string): void;
  /** Back to the lobby. */
  end(): void;
}

/** One call at a time, each with a network status of its own. */
export function useSession(address: CallAddress): SessionControl {
  const [session, setSession] = useState<Session | null>(null);
  const [opening, setOpening] = useState(false);
  const current = useRef<Session | null>(null);

  const replace = (next: Session | null) => {
    current.current?.call.hangUp();
    current.current?.network.destroy();
    current.current = next;
    setSession(next);
  };

  const join = async (name: string, room: string) => {
    setOpening(true);
    const media = await openLocalMedia(name, address.drawn);
    setOpening(false);
    const call = createCall({ room, name, server: address.server, relay: address.relay, media });
    replace({ call, network: createCallNetwork(call, address) });
    rememberRoom(room);
  };

  const autojoined = useRef(false);
  useEffect(() => {
    if (!address.autojoin || !address.room || !address.user || autojoined.current) return;
    autojoined.current = true;
    void join(address.user, address.room);
  });

  return {
    session,
    opening,
    join: (name, room) => void join(name, room),
    end: () => replace(null),
  };
}

/** So that reloading, or sending the address on, leads to the same room. */
function rememberRoom(room: string): void {
  const here = new URL(window.location.href);
  here.searchParams.set('room', room);
  window.history.replaceState(null, '', here);
}
