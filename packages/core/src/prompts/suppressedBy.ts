import { type Draft, isDue, liveTracks } from './draft.ts';
import { isFrozen } from './ownOutage.ts';
import { silences, type Track } from './promptMemory.ts';

/** The rule that keeps a trouble off the screen, if any. `outageTold`: an outage is on screen already. */
export function suppressedBy(draft: Draft, track: Track, outageTold: boolean): string | false {
  const { policy, dismissals, inCall, now } = draft;
  const outage = draft.own.lasts;
  const { kind, rule, on, dueAt, shownAt, trouble } = track;
  const { enabled, anytime, group, vague } = rule;
  const isNew = shownAt === undefined;
  // What came up in this very instant nobody has seen: whether an outage came before or after it does not matter.
  const isUnseen = isNew || shownAt === now;
  const isWeak = group === 'weak';
  // What nobody is told of yet takes nothing away.
  const isBack = trouble.endOf === 'outage';
  const dismissal = dismissals.find((one) => silences(one, track) && !isDue(draft, one.until));
  return (
    (!enabled && 'opt-in') ||
    (isNew && !(on && isDue(draft, dueAt)) && 'delay') ||
    (!anytime && !inCall && 'not in a call') ||
    (dismissal && (dismissal.forThisCall ? 'not again in this call' : 'dismissed')) ||
    (vague && isCauseKnown(draft) && 'the cause is known') ||
    (isWeak && outage && (isUnseen || outageTold) && 'local outage') ||
    (isBack && outage && 'local outage') ||
    (isUnseen && trouble.endOf === 'weak' && isWeakFound(draft) && 'still weak') ||
    (isUnseen && group === 'remote' && isFrozen(draft) && 'local outage') ||
    (isUnseen && kind === 'remote.weak' && isDownlinkWeak(draft) && 'own network is weak') ||
    (isNew && isFlapping(draft, track) && 'flapping') ||
    (isNew && isWeak && !isDue(draft, warmAt(draft)) && 'warm-up') ||
    (isNew && isWeak && weakShown(draft) >= policy.weakCap && 'cap per call')
  );
}

/** What comes and goes is drawn twice in a while; then it has to stay before it is drawn again. */
function isFlapping(draft: Draft, track: Track): boolean {
  const { outage, anytime, group } = track.rule;
  const comesAndGoes = (outage && !anytime) || group === 'remote';
  if (!comesAndGoes || lately(track, draft).length < 2) return false;
  return !isDue(draft, track.raisedAt + draft.policy.flapMaxMs);
}

/** When it came on screen within the time in which it would flap. */
export function lately({ appearances = [] }: Track, { now, policy }: Draft): readonly number[] {
  return appearances.filter((at) => now < at + 2 * policy.flapWindowMs).slice(-2);
}

/** A cause with a name is told, or is to be told now: what says less gives way to it. */
function isCauseKnown(draft: Draft): boolean {
  return liveTracks(draft).some(
    (track) => track.rule.outage && !track.rule.vague && !suppressedBy(draft, track, false),
  );
}

function isWeakFound(draft: Draft): boolean {
  return liveTracks(draft).some(({ on, rule }) => on && rule.group === 'weak');
}

function isDownlinkWeak({ view }: Draft): boolean {
  return /Down|Both/.test(view.call.diagnosis.cause);
}

function warmAt({ view, policy }: Draft): number {
  const { connection, device, sending } = view.call;
  const { connectedAt = 0 } = connection;
  return Math.max(connectedAt, sending.since ?? 0, device.resumedAt ?? 0) + policy.warmUpMs;
}

function weakShown({ shown, policy }: Draft): number {
  let times = 0;
  for (const [kind, count] of shown) if (policy.prompts[kind]?.group === 'weak') times += count;
  return times;
}
