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
  /** Opens the line; returns the function that closes it. */
  connect(): () => void;
}

const reconnectAfter = 1_500;

export function createLab(url: string, room: string): Lab {
  const store = createStore<LabState>(() => ({ connected: false, relay: true, people: [] }));
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    const opened = new WebSocket(url);
    socket = opened;
    opened.onopen = () => send({ type: 'watch', room });
    opened.onmessage = ({ data }) => receive(JSON.parse(String(data)) as LabReply);
    opened.onclose = () => {
      store.setState({ connected: false });
      timer = setTimeout(open, reconnectAfter);
    };
  }

  function close(): void {
    clearTimeout(timer);
    if (socket) socket.onclose = socket.onmessage = null;
    socket?.close();
    socket = null;
  }

  function send(command: LabCommand): boolean {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(command));
    return true;
  }

  function receive(reply: LabReply): void {
    if (reply.type !== 'room') return;
    store.setState({ connected: true, relay: reply.relay, people: reply.people });
  }

  return {
    store,
    harm(id, change, forMs) {
      if (!send({ type: 'harm', room, id, change, ...(forMs && { forMs }) })) return;
      // Shown at once, so that a slider follows the finger; the server's answer corrects it.
      const people = store
        .getState()
        .people.map((person) =>
          person.id === id ? { ...person, harm: changeHarm(person.harm, change) } : person,
        );
      store.setState({ people });
    },
    connect() {
      open();
      return close;
    },
  };
}
