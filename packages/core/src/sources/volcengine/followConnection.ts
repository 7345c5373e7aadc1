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
// Who says it says it by then.
const slackMs = 1000;

/**
 * Follows one connection from callback to callback; says `lost` itself where the SDK does not: at ten seconds where it is
 * known never to say it, a little later where nobody knows whether it will.
 */
export function followConnection(
  { clock, emit }: SourceContext,
  phase: Phase,
  saysLost: boolean | undefined,
): FollowedConnection {
  let brokeAt = clock.now();
  let why: Cause = 'network';
  let stop = (): void => {};
  const down: FollowedConnection['down'] = (next, cause, lagMs) => {
    if (!isRetrying(phase)) {
      brokeAt = clock.now() - lagMs;
      why = 'network';
      const sayLost = () => emit({ ...down('lost', undefined, 0), synthetic: true });
      const waitMs = lostAfterMs + (saysLost === undefined ? slackMs : 0);
      if (!saysLost) stop = clock.after(waitMs, sayLost);
    }
    why = cause ?? why;
    // LOST is said once; the retries after it do not take it back.
    if (phase !== 'lost') phase = next;
    if (phase === 'lost') stop();
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
