import { Window } from 'happy-dom';
import type { Moment, Sequence } from './sequences.ts';
import { createTally, type Tally } from './tally.ts';

/** LiveKit's own toast and quality indicator, on its own room and participant objects. They know no time. */
export async function throughLiveKit({ moments }: Sequence): Promise<Tally> {
  const screen = await openScreen();
  const tally = createTally();
  for (const moment of moments) {
    await screen.tell(moment);
    tally.see(screen.visible());
    tally.hear(screen.live());
  }
  await screen.close();
  return tally;
}

async function openScreen() {
  const window = new Window();
  Object.assign(globalThis, { window, document: window.document, IS_REACT_ACT_ENVIRONMENT: true });
  const { act, createElement } = await import('react');
  const { createRoot } = await import('react-dom/client');
  const { ConnectionQuality, ConnectionState, ParticipantEvent, Room, RoomEvent } = await import(
    'livekit-client'
  );
  const { ConnectionQualityIndicator, ConnectionStateToast } = await import(
    '@livekit/components-react'
  );

  const room = new Room();
  const participant = room.localParticipant;
  const container = window.document.createElement('div');
  window.document.body.append(container);
  const root = createRoot(container as unknown as Element);
  await act(async () => {
    root.render(
      createElement(
        'div',
        null,
        createElement(ConnectionStateToast, { room }),
        createElement(ConnectionQualityIndicator, { participant }),
      ),
    );
  });
  const qualities = {
    good: ConnectionQuality.Good,
    poor: ConnectionQuality.Poor,
    bad: ConnectionQuality.Lost,
  };

  return {
    tell: ({ connection, quality }: Moment) =>
      act(async () => {
        if (connection) {
          const state =
            connection === 'connected' ? ConnectionState.Connected : ConnectionState.Reconnecting;
          room.state = state;
          room.emit(RoomEvent.ConnectionStateChanged, state);
        }
        if (quality)
          participant.emit(ParticipantEvent.ConnectionQualityChanged, qualities[quality]);
      }),
    visible: () => container.innerHTML,
    live: () =>
      [...container.querySelectorAll('[role=status], [role=alert], [aria-live]')]
        .map((region) => region.textContent)
        .join(' '),
    async close() {
      await act(async () => root.unmount());
      await window.happyDOM.close();
    },
  };
}
