import { createStore } from 'zustand/vanilla';
import type { Clock } from '../clock/clock.ts';
import { coreSigns } from '../diagnosis/coreSigns.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { diagnoseRemote, type OwnSide, plainlyPresent } from '../diagnosis/diagnoseRemote.ts';
import type { CallDiagnosis } from '../diagnosis/diagnosis.ts';
import { looksWrong } from '../diagnosis/looksWrong.ts';
import { readMediaSigns } from '../diagnosis/mediaSigns.ts';
import { isOutage } from '../diagnosis/outage.ts';
import type { SignRow } from '../diagnosis/observation.ts';
import type { RemotesView } from '../diagnosis/remotesView.ts';
import { isAtLeast, type Quality } from '../events/quality.ts';
import type { MediaSampled, NetworkEvent } from '../events/networkEvent.ts';
import type { Attention, OwnReport } from '../sources/source.ts';
import { initialCall } from '../state/initialCall.ts';
import type { UserFacts } from '../state/networkState.ts';
import { reduceCall } from '../state/reduceCall.ts';
import { trustedMs } from '../state/reduceMedia.ts';
import { reduceFlow, reduceUser, releaseHeldLeave } from '../state/reduceUser.ts';
import { ownReport } from './ownReport.ts';
import { createUserDirectory } from './createUserDirectory.ts';
import type { NetworkState, ReadonlyStore, RemoteUser, UserDirectory } from './networkStatus.ts';

/** What the composition root is told, in order, for timeline and prompts. */
export interface StoreObserver {
  onEvent(event: NetworkEvent): void;
  onDiagnosis(diagnosis: CallDiagnosis): void;
  onPresence(user: RemoteUser): void;
  /** After every event and look, when state, users and diagnosis agree. */
  onSettled(): void;
}

export interface NetworkStore {
  store: ReadonlyStore<NetworkState>;
  users: UserDirectory;
  /** Remotes that are not plainly present, and those that lately were not. */
  troubled(): readonly RemoteUser[];
  remoteCount(): number;
  /** Facts that belong together: applied in order, settled once. */
  dispatch(events: readonly NetworkEvent[]): void;
  /** How long this source's SDK takes to declare a vanished remote gone. */
  expectUserDropped(lagMs: number): void;
  /** Signs that a source brings: read for as long as it is attached. */
  addSigns(rows: readonly SignRow[]): () => void;
  onAttention(callback: (attention: Attention) => void): () => void;
  ownReport(): OwnReport;
  destroy(): void;
}

const lookAgainMs = 250;
const soonestMs = 100;
const watchUsersMs = 1000;
const staysAlertMs = 3000;
// The SDK announces everybody again after a reconnect: only who is missing by then has left.
const releaseLeavesAfterMs = 2000;
const forgetAfterMs = 60_000;
const reportFreshMs = 5000;
// Whoever lost a connection over our outage is heard again up to 2.6 s later.
const justBackMs = 3000;
const shortStallMs = 400;
// As long as what was lost meanwhile still counts as bursts.
const explainsForMs = 6000;

const healthy: CallDiagnosis = { cause: 'none', began: 0, since: 0, confidence: 1, evidence: [] };
const initialState: NetworkState = { ...initialCall, diagnosis: healthy, usersRevision: 0 };

/** The one place where events become state. Everything it decides with is pure; it holds the only look-again timer. */
export function createNetworkStore(
  clock: Clock,
  observer: StoreObserver,
  ownUserId?: string,
): NetworkStore {
  const store = createStore<NetworkState>(() => initialState);
  const users = createUserDirectory((listener) => guard(listener, undefined));
  // Those to look at again although nothing is said about them, and those who left, the first first.
  const watched = new Set<string>();
  const gone = new Set<string>();
  const queue: NetworkEvent[] = [];
  const brought = new Set<{ rows: readonly SignRow[] }>();
  let signs: readonly SignRow[] = coreSigns;
  const attentionListeners = new Set<(attention: Attention) => void>();
  let attention: Attention = 'calm';
  let alertUntil = 0;
  let userDroppedLagMs = 0;
  let publishing = 0;
  let awaitedSince: number | undefined;
  let here = 0;
  let sawUsers = false;
  let sawPublishing = false;
  let working = false;
  let cancelLook: (() => void) | undefined;
  let lookAt = 0;
  let lookedAt = 0;

  const count = (user: RemoteUser | undefined, by: 1 | -1) => {
    // Who said goodbye is as good as gone; who sleeps sends nothing.
    if (!user?.here || user.report?.leaving) return;
    here += by;
    sawUsers = true;
    if (!user.published.length) return;
    sawPublishing = true;
    if (!user.quiet && !user.report?.suspended) publishing += by;
  };

  /** Since when somebody is to be heard: silence before that is nobody's. */
  const noteAwaited = (now: number) => {
    awaitedSince = publishing > 0 ? (awaitedSince ?? now) : undefined;
  };

  /** Somebody should be heard now, as far as we were told who is here and what they send. */
  const expectsMedia = () => publishing > 0 || (sawPublishing ? false : here > 0 || !sawUsers);

  const remotesView = (now: number): RemotesView => {
    const view: Omit<RemotesView, 'expectsMedia' | 'count' | 'alone'> = {
      weakThemselves: 0,
      slowThemselves: 0,
      lastHeardOf: 0,
      hearUs: 0,
      hearBadly: 0,
      hearNothing: 0,
      reports: false,
      measured: false,
    };
    for (const userId of watched) {
      const user = users.get(userId);
      if (user?.here) addToView(view, user, now);
    }
    return {
      ...view,
      ...(awaitedSince !== undefined && { awaitedSince }),
      expectsMedia: expectsMedia(),
      count: here,
      alone: sawUsers && here === 0,
    };
  };

  const ownSide = (state: NetworkState, now: number): OwnSide => {
    const signs = readMediaSigns(state, now);
    const { phase } = state.connection;
    const { cause, outage } = state.diagnosis;
    return {
      signs,
      // Where only media is cut, what signalling says of the others is true.
      unheardOf:
        (isOutage(cause) && cause !== 'mediaBlocked') ||
        phase === 'reconnecting' ||
        phase === 'lost',
      down: isOutage(cause) || phase === 'reconnecting' || phase === 'lost',
      justBack: outage?.endedAt !== undefined && now - outage.endedAt < justBackMs,
      serverAnsweredAt: Math.max(
        state.server.answeredAt ?? 0,
        ...Object.values(state.signaling).map(({ aliveAt = 0 }) => aliveAt),
      ),
      betweenUs: signs.mesh && here <= 1,
      userDroppedLagMs,
    };
  };

  const putUser = (facts: UserFacts, own: OwnSide, now: number) => {
    const before = users.get(facts.userId);
    const judgement = diagnoseRemote(facts, own, before ?? { ...plainlyPresent, since: now }, now);
    const { presence, since, expectedEndAt, saidBy, diagnosis } = judgement;
    const same =
      before &&
      facts === factsOf.get(before) &&
      before.presence === presence &&
      before.diagnosis === diagnosis;
    if (same) return;
    const user: RemoteUser = { ...facts, presence, since, expectedEndAt, saidBy, diagnosis };
    factsOf.set(user, facts);
    count(before, -1);
    count(user, 1);
    noteAwaited(now);
    file(user);
    users.set(user);
    if (before?.presence !== presence || before.diagnosis.cause !== diagnosis.cause)
      observer.onPresence(user);
  };

  const file = (user: RemoteUser) => {
    const { userId } = user;
    if (needsWatching(user)) watched.add(userId);
    else watched.delete(userId);
    if (leftAt(user) === undefined) gone.delete(userId);
    else gone.add(userId);
  };

  const forget = (userId: string) => {
    count(users.get(userId), -1);
    watched.delete(userId);
    gone.delete(userId);
    users.delete(userId);
  };

  const applyToUsers = (event: NetworkEvent, own: OwnSide) => {
    if (event.type === 'mediaSampled') return applyFlow(event, own);
    if (event.type === 'snapshotTaken') {
      for (const userId of event.users)
        applyToUser(
          { type: 'userJoined', userId, existing: true, at: event.at, source: event.source },
          own,
        );
      return;
    }
    applyToUser(event, own);
  };

  const applyToUser = (event: NetworkEvent & { userId?: string }, own: OwnSide) => {
    const { userId } = event;
    if (userId === undefined || userId === ownUserId) return;
    const before = users.get(userId);
    const facts = reduceUser(before && factsOf.get(before), event, { localDown: own.unheardOf });
    if (facts) putUser(facts, own, event.at);
  };

  const applyFlow = (event: MediaSampled & { at: number }, own: OwnSide) => {
    for (const [userId, flow] of flowByUser(event)) {
      const before = users.get(userId);
      const facts = before && factsOf.get(before);
      if (!facts?.here) continue;
      // Their other connection is silent: it is the one they are heard on that counts.
      const heardOn = facts.flow?.connectionId ?? event.connectionId;
      if (!flow.packets && heardOn !== event.connectionId && isOpen(heardOn)) continue;
      putUser(
        reduceFlow(facts, {
          ...flow,
          connectionId: event.connectionId,
          at: event.at,
          trustedMs: trustedMs(event),
        }),
        own,
        event.at,
      );
    }
  };

  const isOpen = (connectionId: string) => Object.hasOwn(store.getState().media, connectionId);

  const apply = (event: NetworkEvent) => {
    observer.onEvent(event);
    const before = store.getState();
    let state = before;
    const isOwn = 'userId' in event && event.userId === ownUserId;
    const call = reduceCall(
      state,
      isOwn ? ({ ...event, userId: undefined } as NetworkEvent) : event,
    );
    if (call !== state) state = call as NetworkState;
    const revision = users.revision();
    applyToUsers(event, ownSide(state, event.at));
    const { phase } = state.connection;
    const ends = phase === 'failed' || phase === 'left' || phase === 'idle';
    if (ends && phase !== before.connection.phase) forgetUsers();
    // A burst of facts about some says nothing about the others.
    const thorough =
      event.type === 'mediaSampled' ||
      state.connection !== before.connection ||
      event.at - lookedAt >= soonestMs;
    settle(state, event.at, revision, thorough);
  };

  /** Diagnosis, users and attention after state changed or time passed. */
  const settle = (state: NetworkState, now: number, revision: number, thorough: boolean) => {
    const diagnosis = diagnose(state, remotesView(now), signs, state.diagnosis, now);
    if (diagnosis.cause !== state.diagnosis.cause) observer.onDiagnosis(diagnosis);
    const judged = diagnosis === state.diagnosis ? state : { ...state, diagnosis };
    if (thorough || judged !== state) lookAtUsers(judged, now);
    const next =
      users.revision() === revision
        ? judged
        : { ...judged, usersRevision: state.usersRevision + 1 };
    if (next !== store.getState()) store.setState(next, true);
    pay(next, now);
  };

  const lookAtUsers = (state: NetworkState, now: number) => {
    lookedAt = now;
    for (const userId of gone) {
      const since = leftAt(users.get(userId)) ?? 0;
      if (now - since < forgetAfterMs) break;
      forget(userId);
    }
    if (!watched.size) return;
    const own = ownSide(state, now);
    for (const userId of [...watched]) {
      const user = users.get(userId);
      const facts = user && factsOf.get(user);
      if (!facts) continue;
      const due =
        facts.heldLeave &&
        !own.down &&
        now - (state.connection.connectedAt ?? 0) >= releaseLeavesAfterMs;
      putUser(due ? releaseHeldLeave(facts) : facts, own, now);
    }
  };

  const forgetUsers = () => {
    users.clear();
    watched.clear();
    gone.clear();
    publishing = here = 0;
    awaitedSince = undefined;
    sawUsers = sawPublishing = false;
  };

  /** Sets the pace of polling and probing, and the one timer. */
  const pay = (state: NetworkState, now: number) => {
    const wrong = looksWrong(state, expectsMedia(), now) || hasStalledUser();
    if (wrong) alertUntil = now + staysAlertMs;
    const next = now < alertUntil ? 'alert' : state.device.visible ? 'calm' : 'asleep';
    if (next !== attention) {
      attention = next;
      for (const listener of [...attentionListeners]) guard(listener, next);
    }
    lookAgainAt(now + (attention === 'alert' ? lookAgainMs : awaitUsersMs(now)), now);
  };

  const lookAgainAt = (at: number, now: number) => {
    if (cancelLook && lookAt <= at && at < Number.POSITIVE_INFINITY) return;
    cancelLook?.();
    lookAt = at;
    cancelLook = at < Number.POSITIVE_INFINITY ? clock.after(at - now, look) : undefined;
  };

  const hasStalledUser = () => {
    for (const userId of watched) if (isStalled(users.get(userId))) return true;
    return false;
  };

  /** Until somebody's presence may change by time alone: returned, held back, to be forgotten. */
  const awaitUsersMs = (now: number): number => {
    for (const userId of watched) {
      const user = users.get(userId);
      if (user && (user.presence !== 'present' || user.heldLeave)) return watchUsersMs;
    }
    const [first] = gone;
    const since = first === undefined ? undefined : leftAt(users.get(first));
    return since === undefined ? Number.POSITIVE_INFINITY : since + forgetAfterMs - now;
  };

  const look = () => {
    cancelLook = undefined;
    guard((now) => settle(store.getState(), now, users.revision(), true), clock.now());
    guard(observer.onSettled, undefined);
  };

  /** A bug in a subscriber or an own policy must not reach the app's call: it is recorded instead. */
  const guard = <Argument>(action: (argument: Argument) => void, argument: Argument) => {
    try {
      action(argument);
    } catch (error) {
      const warning = { type: 'warningRaised', code: 'netcue', text: String(error) } as const;
      observer.onEvent({ ...warning, at: clock.now(), source: 'netcue' });
    }
  };

  return {
    store: {
      getState: store.getState,
      getInitialState: store.getInitialState,
      // One subscriber that throws must not keep the news from the others.
      subscribe: (listener) =>
        store.subscribe((state, previous) => guard(() => listener(state, previous), undefined)),
    },
    users,
    troubled: () => [...watched, ...gone].flatMap((userId) => users.get(userId) ?? []),
    remoteCount: () => here,
    dispatch(events) {
      queue.push(...events);
      // A listener may emit while we settle: its event waits its turn.
      if (working) return;
      working = true;
      do {
        for (let next = queue.shift(); next; next = queue.shift()) guard(apply, next);
        guard(observer.onSettled, undefined);
      } while (queue.length);
      working = false;
    },
    expectUserDropped: (lagMs) => {
      userDroppedLagMs = Math.max(userDroppedLagMs, lagMs);
    },
    addSigns(rows) {
      const bringing = { rows };
      // Two sources of a kind bring the same rows.
      const collect = () => {
        signs = [...new Set([...coreSigns, ...[...brought].flatMap((one) => one.rows)])];
      };
      brought.add(bringing);
      collect();
      return () => {
        brought.delete(bringing);
        collect();
      };
    },
    onAttention(callback) {
      attentionListeners.add(callback);
      callback(attention);
      return () => attentionListeners.delete(callback);
    },
    ownReport: () =>
      ownReport(
        store.getState(),
        [...watched].flatMap((userId) => users.get(userId) ?? []),
      ),
    destroy() {
      cancelLook?.();
      cancelLook = undefined;
      queue.length = 0;
    },
  };
}

const factsOf = new WeakMap<RemoteUser, UserFacts>();

function addToView(
  view: Omit<RemotesView, 'expectsMedia' | 'count' | 'alone'>,
  { report, said, diagnosis, quality: { uplink } }: RemoteUser,
  now: number,
): void {
  if (said && said.phase !== 'connected') view.saidGoneAt = latest(view.saidGoneAt, said.since);
  const measured = uplink.raw !== 'unknown' && (uplink.held || now - uplink.at < reportFreshMs);
  if (measured) view.measured = true;
  const fresh = report !== undefined && now - report.at < reportFreshMs;
  const reported = (quality: Quality | undefined) =>
    // Who is not heard at all is not weak.
    fresh && quality !== undefined && quality !== 'down' && isAtLeast(quality, 'bad');
  const weakByReport = reported(report?.uplink);
  // Losses that come in bursts leave single samples fair.
  const weakByScore = measured && uplink.recent.slice(-3).some((raw) => isAtLeast(raw, 'bad'));
  const isWeak = weakByReport || weakByScore || diagnosis.cause === 'weak';
  if (isWeak) view.weakThemselves += 1;
  // One direction of theirs explains a slow way, both may be no more than what we see of it ourselves.
  const oneWay = weakByReport !== reported(report?.downlink);
  const lately = diagnosis.cause === 'weak' || now - diagnosis.since < explainsForMs;
  if (weakByScore || oneWay || lately) view.slowThemselves += 1;
  if (!report) return;
  view.reports = true;
  view.lastHeardOf = Math.max(view.lastHeardOf, report.at);
  if (!fresh) return;
  view.reportsBackAt = latest(view.reportsBackAt, report.backAt);
  if (report.hearsUs === 'notAtAll') {
    view.hearNothing += 1;
    view.hearNothingSince = latest(view.hearNothingSince, report.since);
  } else if (report.hearsUs) {
    view.hearUsAt = latest(view.hearUsAt, report.at);
    if (report.hearsUs === 'badly') view.hearBadly += 1;
    else view.hearUs += 1;
  }
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

function needsWatching({
  here,
  presence,
  flow,
  report,
  said,
  heldLeave,
  fallback,
}: RemoteUser): boolean {
  if (!here || report?.leaving) return false;
  const talked = said !== undefined && said.phase !== 'connected';
  return (
    presence !== 'present' ||
    flow !== undefined ||
    report !== undefined ||
    heldLeave !== undefined ||
    fallback ||
    talked
  );
}

/** When they went, by the word of anybody; a goodbye is enough. */
function leftAt(user: RemoteUser | undefined): number | undefined {
  if (!user) return undefined;
  return user.here ? (user.report?.leaving ? user.report.at : undefined) : user.leftAt;
}

/** Their media should come, and has not for longer than any pause between packets. */
function isStalled(user: RemoteUser | undefined): boolean {
  if (!user?.published.length || user.quiet || user.report?.suspended) return false;
  return (user.flow?.silentMs ?? 0) >= shortStallMs;
}

/** Per user; loss of audio where there is any: lost video is sent again and does not count as lost. */
function flowByUser(
  event: MediaSampled,
): Map<string, { packets: number; lost: number; loss: number }> {
  const flows = new Map<string, { packets: number; lost: number; loss: number }>();
  for (const { userId, packets, lost, media } of event.streams) {
    if (userId === undefined) continue;
    const sum = flows.get(userId) ?? { packets: 0, lost: 0, loss: 0 };
    const loss = media === 'audio' && packets + lost > 0 ? Math.max(0, lost / (packets + lost)) : 0;
    flows.set(userId, {
      packets: sum.packets + packets,
      lost: sum.lost + lost,
      loss: Math.max(sum.loss, loss),
    });
  }
  return flows;
}
