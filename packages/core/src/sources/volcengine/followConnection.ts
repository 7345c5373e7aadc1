import type { Cause, ConnectionChanged, Phase } from '../../events/networkEvent.ts';
import { connectionFact, isRetrying } from '../connectionFacts.ts';
import type { SourceContext } from '../source.ts';

/** Remembers what VolcEngine's states leave unsaid: whether we are down already, and since when. */
export interface FollowedConnection {
  phase(): Phase;
  /** Into a phase that is no outage. `connected` after an outage is a recovery, whatever the SDK calls it. */
  go(phase: Phase, cause: Cause): ConnectionChanged;
  /** Down and retrying. `lagMs`: how long ago it broke, if this is the first word of it. */
  down(phase: Phase, cause: Cause | undefined, lagMs: number): ConnectionChanged;
  stop(): void;
}

const lostAfterMs = 10_000;

/** Follows one connection from callback to callback; says `lost` itself where the SDK never does. */
export function followConnection(
  { clock, emit }: SourceContext,
  phase: Phase,
  saysLost = true,
): FollowedConnection {
  let brokeAt = clock.now();
  let why: Cause = 'network';
  let stop = (): void => {};
  const down: FollowedConnection['down'] = (next, cause, lagMs) => {
    if (!isRetrying(phase)) {
      brokeAt = clock.now() - lagMs;
      why = 'network';
      const sayLost = () => emit({ ...down('lost', undefined, 0), synthetic: true });
      if (!saysLost) stop = clock.after(lostAfterMs, sayLost);
    }
    why = cause ?? why;
    // LOST is said once; the retries after it do not take it back.
    if (phase !== 'lost') phase = next;
    return connectionFact(phase, why, { lagMs: clock.now() - brokeAt });
  };
  return {
    phase: () => phase,
    down,
    go(next, cause) {
      const isRecovery = next === 'connected' && (cause === 'rejoined' || isRetrying(phase));
      stop();
      phase = next;
      return isRecovery
        ? connectionFact(next, 'rejoined', { recovered: true })
        : connectionFact(next, cause);
    },
    stop: () => stop(),
  };
}
