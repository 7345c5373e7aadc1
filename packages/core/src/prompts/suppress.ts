import { type Draft, isDue, liveTracks, ruleOf } from './draft.ts';
import type { Track } from './promptMemory.ts';
import type { PromptRule } from './promptPolicy.ts';
import { isFrozen } from './trackTroubles.ts';

type Gate = (track: Track, rule: PromptRule, draft: Draft) => boolean;

/** Every reason not to speak, in the order in which they are given. */
const gates: Readonly<Record<string, Gate>> = {
  'opt-in': (_track, { enabled }) => !enabled,
  delay: (track, _rule, draft) => isNew(track) && (!track.on || !isDue(draft, track.dueAt)),
  'not in a call': (_track, { anytime }, { inCall }) => !anytime && !inCall,
  'not again in this call': (track, _rule, draft) =>
    [...draft.muted].some((id) => silences(draft, id, track)),
  dismissed: (track, _rule, draft) =>
    [...draft.dismissed].some(([id, until]) => silences(draft, id, track) && !isDue(draft, until)),
  'local outage': (track, rule, draft) => {
    if (rule.group === 'weak') return draft.outage && (isNew(track) || tellsOutage(draft));
    if (rule.group === 'remote') return isNew(track) && isFrozen(draft);
    return rule.pays === 'outage' && draft.outage;
  },
  'own network is weak': (track, _rule, { view }) =>
    track.kind === 'remote.weak' &&
    isNew(track) &&
    ['weakDownlink', 'weakBoth'].includes(view.call.diagnosis.cause),
  'warm-up': (track, { group }, draft) =>
    group === 'weak' && isNew(track) && !isDue(draft, warmAt(draft)),
  'cap per call': (track, { group }, draft) =>
    group === 'weak' && isNew(track) && weakShown(draft) >= draft.policy.weakCap,
};

/** The rule that keeps this trouble off the screen, if any. */
export function suppressedBy(draft: Draft, track: Track): string | undefined {
  const rule = ruleOf(draft, track);
  return Object.keys(gates).find((name) => gates[name]!(track, rule, draft));
}

function isNew({ shownAt }: Track): boolean {
  return shownAt === undefined;
}

/** Dismissing a prompt also dismisses its lesser kin, or they would take its place at once. */
function silences(draft: Draft, id: string, track: Track): boolean {
  if (id === track.id) return true;
  const [kind = '', userId] = split(id);
  const rule = draft.policy.prompts[kind];
  const own = ruleOf(draft, track);
  if (!rule || family(kind) !== family(track.kind) || userId !== track.userId) return false;
  return rule.group === 'weak' ? own.group === 'weak' : own.priority < rule.priority;
}

function split(id: string): [kind: string, userId?: string] {
  const colon = id.indexOf(':');
  return colon < 0 ? [id] : [id.slice(0, colon), id.slice(colon + 1)];
}

function family(kind: string): string {
  return kind.slice(0, kind.indexOf('.'));
}

function tellsOutage(draft: Draft): boolean {
  return liveTracks(draft).some((track) => ruleOf(draft, track).outage && !isNew(track));
}

function warmAt({ view, policy }: Draft): number {
  const { connection, device, sending } = view.call;
  const started = [connection.connectedAt, sending.since, device.resumedAt];
  return Math.max(...started.map((at = -Infinity) => at)) + policy.warmUpMs;
}

function weakShown({ shown, policy }: Draft): number {
  return [...shown].reduce(
    (sum, [kind, times]) => sum + (policy.prompts[kind]?.group === 'weak' ? times : 0),
    0,
  );
}
