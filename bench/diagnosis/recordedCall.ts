import type { SourceEvent } from '../../packages/core/src/events/networkEvent.ts';
import type { NetworkSource, SourceContext } from '../../packages/core/src/sources/source.ts';
import type { RecordedEvent } from './recording.ts';

export interface RecordedCall {
  source: NetworkSource;
  play(event: RecordedEvent): void;
}

/** The server closed a socket that had gone without a word (1006), or was told that the page goes. */
const leaveReason = (code: number | undefined) => (code === 1006 ? 'dropped' : 'quit');

/** The app's own knowledge of its call, as its signalling told it, translated into facts. */
export function recordedCall(
  mode: 'janus' | 'p2p',
  remoteId: string,
  onDevice: (event: 'online' | 'offline') => void,
): RecordedCall {
  let context: SourceContext | undefined;
  let joined = false;
  const sockets = new Map<number, string>();
  const emit = (...events: SourceEvent[]) => {
    for (const event of events) context?.emit(event);
  };
  const phase = (name: 'connecting' | 'connected' | 'reconnecting'): SourceEvent => ({
    type: 'connectionChanged',
    phase: name,
    cause: name === 'connected' ? 'joined' : 'network',
    willRetry: name === 'reconnecting',
  });
  const published = (userId = remoteId): SourceEvent => ({
    type: 'streamPublished',
    userId,
    media: ['audio', 'video'],
  });
  const connected = () => {
    joined = true;
    emit(phase('connected'), { type: 'localMediaChanged', audio: true, video: true });
  };

  const players: Readonly<Record<string, (event: RecordedEvent) => void>> = {
    online: () => onDevice('online'),
    offline: () => onDevice('offline'),
    app: ({ v }) => {
      if (v === 'joined') connected();
      if (v === 'down' && joined) emit(phase('reconnecting'));
    },
    conn: ({ v }) => {
      if (mode === 'p2p' && v === 'connected') connected();
    },
    ws: ({ id = 0, url = '' }) => sockets.set(id, url.includes('8188') ? 'sfu' : 'app'),
    wsopen: ({ id = 0 }) => signaling(id, 'alive'),
    wsclose: ({ id = 0, clean }) => {
      if (!clean) signaling(id, 'closed');
    },
    sigpinglate: () => emit({ type: 'signalingChanged', health: 'late', lateMs: 1500 }),
    sigpingok: () => emit({ type: 'signalingChanged', health: 'alive' }),
    jpinglate: () =>
      emit({ type: 'signalingChanged', channel: 'sfu', health: 'late', lateMs: 1500 }),
    jpingok: () => emit({ type: 'signalingChanged', channel: 'sfu', health: 'alive' }),
    j_media: ({ media, recv, role }) => {
      if (role === 'pub') {
        emit({
          type: 'streamHealthChanged',
          media: media === 'video' ? 'video' : 'audio',
          health: recv ? 'flowing' : 'stalled',
        });
      }
    },
    presence: ({ v, ids = [], from, code }) => {
      const about = from ?? remoteId;
      if (v === 'peers')
        for (const userId of ids) emit({ type: 'userJoined', userId, existing: true });
      if (v === 'join')
        emit({ type: 'userJoined', userId: about }, ...(mode === 'p2p' ? [published(about)] : []));
      if (v === 'leave') emit({ type: 'userLeft', userId: about, reason: leaveReason(code) });
      if (v === 'silent')
        emit({ type: 'userConnectionChanged', userId: about, phase: 'reconnecting' });
      if (v === 'back') emit({ type: 'userConnectionChanged', userId: about, phase: 'connected' });
      if (v === 'peers' && mode === 'p2p' && ids.length) emit(...ids.map(published));
    },
    bye: () => emit({ type: 'userLeft', userId: remoteId, reason: 'quit' }),
    subscribed: () => emit(published()),
    remote: ({ v }) => {
      if (v === 'published') emit({ type: 'userJoined', userId: remoteId }, published());
    },
  };
  const signaling = (id: number, health: 'alive' | 'closed') =>
    emit({ type: 'signalingChanged', channel: sockets.get(id) ?? 'app', health });

  return {
    source: {
      name: 'call',
      capabilities: {},
      detectionLagMs: {},
      subscribe: (given) => {
        context = given;
        return () => (context = undefined);
      },
    },
    play: (event) => players[event.k]?.(event),
  };
}
