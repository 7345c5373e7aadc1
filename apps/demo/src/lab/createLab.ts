import { createStore, type StoreApi } from 'zustand/vanilla';
import { changeHarm, type HarmChange } from '../../protocol/harm.ts';
import type { LabCommand, LabPerson, LabReply } from '../../protocol/labMessage.ts';

export interface LabState {
  connected: boolean;
  relay: boolean;
  people: readonly LabPerson[];
}

/** The lab's own line to the call server: it works while signalling is silenced. */
export interface Lab {
  readonly store: StoreApi<LabState>;
  harm(id: string, change: HarmChange, forMs?: number): void;
  close(): void;
}

const reconnectAfter = 1_500;

export function createLab(url: string, room: string): Lab {
  const store = createStore<LabState>(() => ({ connected: false, relay: true, people: [] }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let socket = open();

  function open(): WebSocket {
    const opened = new WebSocket(url);
    opened.onopen = () => opened.send(JSON.stringify({ type: 'watch', room } satisfies LabCommand));
    opened.onmessage = ({ data }) => receive(JSON.parse(String(data)) as LabReply);
    opened.onclose = () => {
      if (closed) return;
      store.setState({ connected: false });
      timer = setTimeout(() => {
        socket = open();
      }, reconnectAfter);
    };
    return opened;
  }

  function receive(reply: LabReply): void {
    if (reply.type === 'room')
      store.setState({ connected: true, relay: reply.relay, people: reply.people });
  }

  return {
    store,
    harm(id, change, forMs) {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(
        JSON.stringify({
          type: 'harm',
          room,
          id,
          change,
          ...(forMs && { forMs }),
        } satisfies LabCommand),
      );
      // Shown at once, so that a slider follows the finger; the server's answer corrects it.
      const people = store
        .getState()
        .people.map((person) =>
          person.id === id ? { ...person, harm: changeHarm(person.harm, change) } : person,
        );
      store.setState({ people });
    },
    close() {
      closed = true;
      clearTimeout(timer);
      socket.close();
    },
  };
}
