import type { CallDiagnosisCause } from '../diagnosis/diagnosis.ts';
import type { Cause } from '../events/networkEvent.ts';
import { isAtLeast } from '../events/quality.ts';
import { debtOf, type Draft, isDue, liveTracks, ruleOf } from './draft.ts';
import type { BuiltInPromptKind, BuiltInPromptParams } from './prompt.ts';
import type { PromptRemote, PromptView } from './promptView.ts';
import type { Found, Trouble } from './trouble.ts';

type Trigger<Kind extends BuiltInPromptKind> = (
  view: PromptView,
  now: number,
  remote: PromptRemote,
  draft: Draft,
) => Found<Partial<BuiltInPromptParams[Kind]>>;

type Triggers = { [Kind in BuiltInPromptKind]: Trigger<Kind> };

const transportCauses: readonly Cause[] = [
  'none',
  'network',
  'timeout',
  'signal',
  'media',
  'ice',
  'serverError',
  'joinFailed',
  'unknown',
];

// A broken connection of which nothing better is known.
const unnamed: readonly CallDiagnosisCause[] = [
  'none',
  'weakUplink',
  'weakDownlink',
  'weakBoth',
  'deviceBusy',
];

const named =
  (cause: CallDiagnosisCause) =>
  ({ call: { diagnosis } }: PromptView): Found =>
    diagnosis.cause === cause && diagnosis;

const weak =
  (kind: BuiltInPromptKind) =>
  (view: PromptView): Found =>
    weakKind(view) === kind && view.call.diagnosis;

/** One function per kind: is there such a trouble now? When to say so is the policy's business. */
export const triggers: Triggers = {
  'ended.byServer': ({ call: { connection } }) =>
    wasEnded(connection) && {
      ...said(connection),
      began: connection.ended!.at,
      params: { reason: connection.ended!.cause },
    },
  'local.failed': ({ call: { connection } }) =>
    connection.everConnected && gaveUp(connection) && !wasEnded(connection) && said(connection),
  'join.failed': ({ call: { connection } }) =>
    !connection.everConnected && gaveUp(connection) && said(connection),
  'local.offline': named('deviceOffline'),
  'local.noInternet': named('noInternet'),
  'local.serverUnreachable': named('serverUnreachable'),
  'local.mediaInterrupted': named('mediaBlocked'),
  'local.notHeard': named('notHeard'),
  'local.resumed': named('resumed'),
  'local.lost': ({ call: { connection, diagnosis } }) => {
    if (diagnosis.cause === 'unknownOutage' && !isBroken(connection)) return diagnosis;
    return (
      isBroken(connection) &&
      diagnosis.cause !== 'signalingLost' && {
        ...said(connection),
        ripe: connection.phase === 'lost',
      }
    );
  },
  'local.reconnecting': ({ call: { connection, diagnosis } }) => {
    if (diagnosis.cause === 'unknownOutage')
      return { ...diagnosis, expectedEndAt: connection.givesUpAt };
    return isBroken(connection) && unnamed.includes(diagnosis.cause) && said(connection);
  },
  'local.signalingOnly': named('signalingLost'),
  'join.slow': ({ call: { connection } }) =>
    connection.phase === 'connecting' && !connection.everConnected && said(connection),
  'weak.severe': weak('weak.severe'),
  'weak.both': (view) =>
    weak('weak.both')(view) && {
      ...view.call.diagnosis,
      params: { betweenUs: !!view.call.diagnosis.betweenUs },
    },
  'weak.up': weak('weak.up'),
  'weak.down': weak('weak.down'),
  'weak.device': weak('weak.device'),
  'local.restored': ({ call }, _now, _remote, { debts, outage, outageEndedAt }) =>
    debts.has(debtOf('outage')) &&
    !outage &&
    call.connection.phase === 'connected' &&
    mediaFlows(call, outageEndedAt) &&
    {},
  'weak.restored': (_view, _now, _remote, draft) =>
    draft.debts.has(debtOf('weak')) &&
    !draft.outage &&
    !liveTracks(draft).some((track) => track.on && ruleOf(draft, track).group === 'weak') &&
    {},
  'network.changed': ({ call: { device, diagnosis } }, _now, _remote, draft) => {
    const { typeChangedAt, previousType = 'unknown', networkType } = device;
    const known = ![previousType, networkType].some(
      (type) => type === 'unknown' || type === 'none',
    );
    return (
      known &&
      typeChangedAt !== undefined &&
      diagnosis.cause === 'none' &&
      !isDue(draft, typeChangedAt + 3_000) && {
        began: typeChangedAt,
        params: { network: networkType },
      }
    );
  },
  'precall.poor': ({ call: { connection, quality } }) => {
    const poor = Object.values(quality).find(({ steady }) => isAtLeast(steady, 'poor'));
    return (
      connection.phase === 'idle' &&
      poor && {
        began: poor.since,
        evidence: [{ sign: 'measured before joining', at: poor.at, value: poor.steady }],
      }
    );
  },
  // A drop that follows is a drop only after the return window: until then they are still being waited for.
  'remote.interrupted': (_view, _now, remote, { tracks }) => {
    const { diagnosis, userId, expectedEndAt } = remote;
    const waited = tracks.get(`remote.interrupted:${userId}`)?.shownAt !== undefined;
    return (
      (diagnosis.cause === 'interrupted' || (diagnosis.cause === 'dropped' && waited)) &&
      about(remote, { expectedEndAt })
    );
  },
  'remote.dropped': (_view, _now, remote) =>
    remote.diagnosis.cause === 'dropped' &&
    about(remote, { began: remote.leftAt }, { neutral: !remote.leaveTag }),
  'remote.returned': (_view, _now, remote, { debts }) =>
    remote.presence === 'returned' &&
    debts.has(debtOf('return', remote.userId)) &&
    about(remote, { began: remote.returnedAt }),
  'remote.left': (_view, _now, remote) =>
    remote.presence === 'left' &&
    remote.leaveReason === 'quit' &&
    about(remote, { began: remote.leftAt }),
  'remote.weak': (_view, _now, remote) => remote.diagnosis.cause === 'weak' && about(remote),
  'remote.videoPaused': (_view, _now, remote) =>
    remote.fallback && about(remote, { began: undefined, evidence: [] }),
  'remote.many': (_view, _now, _remote, draft) => {
    const { manyCount, manyWithinMs } = draft.policy;
    const members = manyMembers(draft);
    const lately = [...members.values()].filter((at) => !isDue(draft, at + manyWithinMs));
    return (
      lately.length >= manyCount && {
        params: { count: members.size },
        userIds: [...members.keys()].sort(),
        evidence: [{ sign: 'remotes in trouble at once', at: draft.now, value: members.size }],
      }
    );
  },
};

/** Remotes in trouble that is old enough to show, with the time it became so. */
export function manyMembers(draft: Draft): Map<string, number> {
  const members = new Map<string, number>();
  for (const track of liveTracks(draft)) {
    const at = Math.max(track.since, track.dueAt);
    if (!track.on || !ruleOf(draft, track).countsAsMany || !isDue(draft, at)) continue;
    members.set(track.userId!, Math.min(at, members.get(track.userId!) ?? at));
  }
  return members;
}

type Connection = PromptView['call']['connection'];

function gaveUp({ phase, ended }: Connection): boolean {
  return phase === 'failed' || ended !== undefined;
}

/** By somebody's decision, not by the network. */
function wasEnded({ everConnected, ended }: Connection): boolean {
  return everConnected && ended !== undefined && !transportCauses.includes(ended.cause);
}

function isBroken({ phase, everConnected }: Connection): boolean {
  return everConnected && ['reconnecting', 'lost', 'connecting'].includes(phase);
}

/** What the SDK says of the connection, as a trouble. */
function said({ phase, cause, since, outageSince, givesUpAt, ended }: Connection): Trouble<{}> {
  return {
    began: outageSince ?? since,
    evidence: [{ sign: `SDK says ${phase}`, at: since, value: ended?.cause ?? cause }],
    expectedEndAt: phase === 'failed' ? undefined : givesUpAt,
  };
}

/** Which weakness the diagnosis amounts to. A direction that carries nothing of ours is not judged. */
function weakKind({ call: { diagnosis, sending } }: PromptView): BuiltInPromptKind | undefined {
  const { cause, level = 'unknown', betweenUs } = diagnosis;
  if (cause === 'deviceBusy') return 'weak.device';
  if (!cause.startsWith('weak')) return undefined;
  const silent = sending.known && !sending.audio && !sending.video && !sending.screen;
  if (silent && cause === 'weakUplink') return undefined;
  if (isAtLeast(level, 'vbad')) return 'weak.severe';
  if (cause === 'weakDownlink' || silent) return betweenUs ? 'weak.both' : 'weak.down';
  return cause === 'weakUplink' && !betweenUs ? 'weak.up' : 'weak.both';
}

/** Media came in after the outage; or nobody measures media, and then the SDK's word has to do. */
function mediaFlows({ media }: PromptView['call'], outageEndedAt: number): boolean {
  const connections = Object.values(media);
  return (
    !connections.length ||
    connections.some(({ lastRtpAt = 0 }) => lastRtpAt > outageEndedAt - 1_000)
  );
}

/** A trouble of one remote. */
function about<Params extends object>(
  { userId, name = userId, diagnosis }: PromptRemote,
  trouble: Trouble = {},
  params?: Params,
): Trouble<Params & { name: string }> {
  const { began, evidence } = diagnosis;
  return { began, evidence, ...trouble, params: { name, ...params } as Params & { name: string } };
}
