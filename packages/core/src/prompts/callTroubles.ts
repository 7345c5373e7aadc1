import type { CallDiagnosisCause } from '../diagnosis/diagnosis.ts';
import { isAtLeast } from '../events/quality.ts';
import { comesIn } from './comesIn.ts';
import { type Draft, isDue } from './draft.ts';
import type { BuiltInPromptKind } from './prompt.ts';
import type { PromptView } from './promptView.ts';
import type { Trouble } from './trouble.ts';

type Call = PromptView['call'];
type Add = (kind: BuiltInPromptKind, trouble: Trouble) => void;

const named: Partial<Record<CallDiagnosisCause, BuiltInPromptKind>> = {
  deviceOffline: 'local.offline',
  noInternet: 'local.noInternet',
  serverUnreachable: 'local.serverUnreachable',
  mediaBlocked: 'local.mediaInterrupted',
  notHeard: 'local.notHeard',
  resumed: 'local.resumed',
  signalingLost: 'local.signalingOnly',
  unknownOutage: 'local.reconnecting',
};

const isVague = /reconnecting|resumed/;

// The network's doing. Any other end was somebody's decision.
const byNetwork = /^(none|network|timeout|signal|media|ice|serverError|joinFailed|unknown)$/;
const changeIsNewsMs = 3_000;
const flowsWithinMs = 1_000;

/** What is wrong with this device's part in the call now. When to say so is the policy's business. */
export function callTroubles(draft: Draft, add: Add): void {
  const { call } = draft.view;
  const { phase, everConnected, ended, since, outageSince, givesUpAt, cause } = call.connection;
  const said: Trouble = {
    began: ended?.at ?? outageSince ?? since,
    evidence: [{ sign: `SDK says ${phase}`, at: since, value: ended?.cause ?? cause }],
    expectedEndAt: givesUpAt,
  };
  if (ended || phase === 'failed') {
    if (!everConnected) add('join.failed', said);
    else if (!ended || byNetwork.test(ended.cause)) add('local.failed', said);
    else add('ended.byServer', { ...said, params: { reason: ended.cause } });
  } else if (phase === 'idle') poorBeforeJoining(call, add);
  else if (everConnected) {
    outageOrWeakness(call, said, add);
    networkChanged(draft, add);
  } else add('join.slow', said);
}

/** What was diagnosed; or the SDK's word for it, where nothing better is known. */
function outageOrWeakness(call: Call, said: Trouble, add: Add): void {
  const { phase } = call.connection;
  const { cause, confidence } = call.diagnosis;
  // Too unsure to say a word: it may turn out to be somebody else's trouble.
  const isGuess = cause === 'unknownOutage' && confidence < 0.5;
  const kind = isGuess ? undefined : named[cause];
  // Media that flows contradicts it: what little is missing the diagnosis has said.
  const isBroken = /connecting|lost/.test(phase) && !flows(call);
  const trouble = kind ? { ...said, ...call.diagnosis } : said;
  if (kind || isBroken) add(kind ?? 'local.reconnecting', trouble);
  else weakness(call, add);
  // It says less than any cause that has a name. That the SDK calls it lost makes it no older.
  if (kind ? isVague.test(kind) && (isBroken || cause === 'unknownOutage') : isBroken)
    add('local.lost', trouble);
}

/** Media is measured, and it comes in. */
function flows(call: Call): boolean {
  return comesIn(call, call.at - 2 * flowsWithinMs, flowsWithinMs);
}

/** Which prompt the weakness amounts to. A direction that carries nothing of ours is not judged. */
function weakness({ diagnosis, sending }: Call, add: Add): void {
  const { cause, level = 'unknown', betweenUs = false } = diagnosis;
  if (cause === 'deviceBusy') add('weak.device', diagnosis);
  const silent = sending.known && !sending.audio && !sending.video && !sending.screen;
  if (!cause.startsWith('weak') || (silent && cause === 'weakUplink')) return;
  const down = silent || cause === 'weakDownlink';
  const neutral = { ...diagnosis, params: { betweenUs } };
  if (isAtLeast(level, 'vbad')) add('weak.severe', neutral);
  else if (betweenUs || (!down && cause === 'weakBoth')) add('weak.both', neutral);
  else add(down ? 'weak.down' : 'weak.up', diagnosis);
}

function networkChanged(draft: Draft, add: Add): void {
  const { device, diagnosis } = draft.view.call;
  const { typeChangedAt = -Infinity, previousType = 'none', networkType } = device;
  const isKnown = !/unknown|none/.test(previousType + networkType);
  if (isKnown && diagnosis.cause === 'none' && !isDue(draft, typeChangedAt + changeIsNewsMs))
    add('network.changed', { began: typeChangedAt, params: { network: networkType } });
}

function poorBeforeJoining({ quality }: Call, add: Add): void {
  const poor = Object.values(quality).find(({ steady }) => isAtLeast(steady, 'poor'));
  if (!poor) return;
  const evidence = [{ sign: 'measured before joining', at: poor.at, value: poor.steady }];
  add('precall.poor', { began: poor.since, evidence });
}
