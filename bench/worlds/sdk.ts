import type { SourceEvent } from '../../packages/core/src/events/networkEvent.ts';
import type { Hub } from './hub.ts';
import type { Parts } from './parts.ts';
import type { Sessions } from './sessions.ts';
import type { Socket } from './socket.ts';

export interface Sdk {
  step(): void;
  /** It says that it has no connection. */
  isReconnecting(): boolean;
}

const joinsAtMs = 800;
const heartbeatGoneMs = 12_000;
const promptMs = 1500;

/** The phase of the connection in the SDK's own words, with its own lag. */
export function createSdk(
  person: string,
  parts: Parts,
  { hub, sessions, socket }: { hub: Hub; sessions: Sessions; socket: Socket },
): Sdk {
  const { options, now, deeds } = parts;
  let phase: 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'lost' = 'idle';
  let downSince: number | undefined;
  let reconnectingSince = 0;

  const tell = (next: typeof phase, more: Partial<SourceEvent> = {}) => {
    phase = next;
    const isUp = next === 'connected';
    hub.say('sdk', {
      type: 'connectionChanged',
      phase: next,
      cause: isUp || next === 'connecting' ? 'joined' : 'network',
      willRetry: !isUp,
      ...more,
    } as SourceEvent);
  };

  const isCut = {
    ice: () => allSides('disconnected'),
    prompt: () => allSides('quiet'),
    late: () => socket.isDead(),
    none: () => false,
  } as const;
  const allSides = (how: 'disconnected' | 'quiet'): boolean => {
    const sides = sessions
      .of(person)
      .flatMap(({ sides: both }) => both.filter((one) => one.end === person));
    const isOut = (side: (typeof sides)[number]) =>
      how === 'quiet' ? now() - side.pair.lastInAt > promptMs : side.state !== 'connected';
    return sides.length > 0 && sides.every(isOut);
  };
  const patienceMs = options.sdk === 'late' ? heartbeatGoneMs : 0;

  const follow = () => {
    if (isCut[options.sdk]()) downSince ??= now();
    else downSince = undefined;
    if (phase === 'connected' && downSince !== undefined && now() - downSince >= patienceMs) {
      reconnectingSince = now();
      tell('reconnecting', patienceMs ? { lagMs: patienceMs } : {});
    } else if (phase === 'reconnecting' && now() - reconnectingSince >= options.sdkLostMs) {
      tell('lost');
    } else if ((phase === 'reconnecting' || phase === 'lost') && downSince === undefined) {
      tell('connected', { cause: 'rejoined', recovered: true });
    }
  };

  return {
    isReconnecting: () => phase === 'reconnecting' || phase === 'lost',
    step() {
      if (deeds.is(person, 'sleeps', now())) return;
      if (phase === 'idle') tell('connecting');
      else if (phase === 'connecting' && now() >= joinsAtMs) tell('connected');
      else if (phase !== 'connecting') follow();
    },
  };
}
