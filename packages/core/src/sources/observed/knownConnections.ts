/** The part of an `RTCPeerConnection` that tells whether it is still open. */
export interface ObservedConnection {
  readonly connectionState?: string;
  readonly signalingState?: string;
}

/** Connections that were noticed. */
export interface KnownConnections {
  note(connection: ObservedConnection): void;
  /** Those still open, oldest first. */
  open(): ObservedConnection[];
}

/** Held weakly: browsers free a connection only once nobody holds it, and allow few hundred at a time. */
export function createKnownConnections(): KnownConnections {
  const noted = new WeakSet<ObservedConnection>();
  let known: WeakRef<ObservedConnection>[] = [];
  const open = () => {
    const alive = known.flatMap((ref) => {
      const connection = ref.deref();
      return connection && !isClosed(connection) ? [{ ref, connection }] : [];
    });
    known = alive.map(({ ref }) => ref);
    return alive.map(({ connection }) => connection);
  };
  return {
    open,
    note(connection) {
      if (noted.has(connection)) return;
      noted.add(connection);
      // Where nobody lists them, the list is kept short here.
      open();
      known.push(new WeakRef(connection));
    },
  };
}

// Nobody is told of `close()`, so it is looked at.
function isClosed({ connectionState, signalingState }: ObservedConnection): boolean {
  return connectionState === 'closed' || signalingState === 'closed';
}
