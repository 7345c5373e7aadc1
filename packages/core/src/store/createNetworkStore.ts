import { createStore } from 'zustand/vanilla';
import type { Clock } from '../clock/clock.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { OwnSide } from '../diagnosis/diagnoseRemote.ts';
import type { CallDiagnosis } from '../diagnosis/diagnosis.ts';
import { looksWrong } from '../diagnosis/looksWrong.ts';
import type { OwnReport } from '../diagnosis/ownReport.ts';
import type { Witness } from '../diagnosis/witness.ts';
import type { MediaSampled, NetworkEvent } from '../events/networkEvent.ts';
import type { Attention } from '../sources/source.ts';
import { expireQuality, qualityExpiresAt } from '../state/expireQuality.ts';
import { textOf } from '../sources/textOf.ts';
import { initialCall } from '../state/initialCall.ts';
import type { UserFacts } from '../state/networkState.ts';
import { reduceCall } from '../state/reduceCall.ts';
import { trustedMs } from '../state/reduceMedia.ts';
import { reduceFlow, reduceUser, releaseHeldLeave } from '../state/reduceUser.ts';
import { createReadings } from './createReadings.ts';
import { createRoster } from './createRoster.ts';
import { flowByUser } from './flowByUser.ts';
import type { NetworkState, ReadonlyStore, RemoteUser, UserDirectory } from './networkStatus.ts';
import { ownSide } from './ownSide.ts';

/** What the composition root is told, in order, for timeline and prompts. */
export interface StoreObserver {
  onEvent(event: NetworkEvent): void;
  onDiagnosis(diagnosis: CallDiagnosis): void;
  onPresence(user: RemoteUser): void;
  /** After every callback and look, when state, users and diagnosis agree. */
  onSettled(): void;
}

export interface NetworkStore {
  store: ReadonlyStore<NetworkState>;
  users: UserDirectory;
  /** Remotes of whom there may be something to tell, and of whom there lately was; and how many. */
  troubled(): readonly RemoteUser[];
  troubledCount(): number;
  remoteCount(): number;
  /** Facts that belong together: applied in order, settled once. */
  dispatch(events: readonly NetworkEvent[]): void;
  /** How long this source's SDK takes to declare a vanished remote gone. */
  expectUserDropped(lagMs: number): void;
  /** What a source brings to read its facts: for as long as it is attached. */
  addWitnesses(witnesses: readonly Witness[]): () => void;
  onAttention(callback: (attention: Attention) => void): () => void;
  /** Nothing without the witness that reads the others' reports. */
  ownReport(): OwnReport | undefined;
  /** For good: no timer, no listener, no fact after it. */
  destroy(): void;
}

const lookAgainMs = 250;
const staysAlertMs = 3000;
// The SDK announces everybody again after a reconnect: only who is missing by then has left.
const releaseLeavesAfterMs = 2000;
const over = ['failed', 'left', 'idle'];

const healthy: CallDiagnosis = { cause: 'none', began: 0, since: 0, confidence: 1, evidence: [] };
const initialState: NetworkState = { ...initialCall, diagnosis: healthy, usersRevision: 0 };

/**
 * The one place where events become state: a queue of callbacks, each applied fact by fact and settled once, and one
 * timer. Everything it decides with is pure.
 */
export function createNetworkStore(
  clock: Clock,
  observer: StoreObserver,
  ownUserId?: string,
): NetworkStore {
  const store = createStore<NetworkState>(() => initialState);
  const roster = createRoster((listener) => guard(listener, undefined));
  const queue: (readonly NetworkEvent[])[] = [];
  const flows: (MediaSampled & { at: number })[] = [];
  const readings = createReadings((fault) => warn(fault));
  const attentionListeners = new Set<(attention: Attention) => void>();
  let state = initialState;
  let attention: Attention = 'calm';
  let alertUntil = 0;
  let userDroppedLagMs = 0;
  let working = false;
  let destroyed = false;
  let saidStrangers = false;
  let cancelLook: (() => void) | undefined;
  let lookAt = 0;
  let known: { state: NetworkState; count: number; now: number; own: OwnSide } | undefined;

  /** Our side as it is now, read once for all that is said together. */
  const own = (now: number): OwnSide => {
    const count = roster.count();
    const isKnown = known?.state === state && known.now === now && known.count > 1 === count > 1;
    const { findStalled } = readings.now();
    if (!isKnown) {
      const side = ownSide(state, count, userDroppedLagMs, now);
      known = { state, count, now, own: { ...side, findStalled } };
    }
    return known!.own;
  };

  const putUser = (facts: UserFacts, now: number) => {
    const told = roster.put(facts, own(now), now);
    if (told) observer.onPresence(told);
  };

  const applyToUsers = (event: NetworkEvent & { userId?: string }) => {
    // What was seen of all connections at one look is judged together.
    if (event.type === 'mediaSampled') return void flows.push(event);
    applyFlows();
    if (event.type !== 'snapshotTaken') return applyToUser(event);
    const { at, source } = event;
    for (const userId of event.users)
      applyToUser({ type: 'userJoined', userId, existing: true, at, source });
  };

  const applyToUser = (event: NetworkEvent & { userId?: string }) => {
    const { userId } = event;
    if (userId === undefined || userId === ownUserId) return;
    const before = roster.factsOf(userId);
    if (!isOfSomebody(event, userId, before)) return;
    const context = { localDown: own(event.at).unheardOf };
    const facts = reduceUser(before, event, context, readings.now().ofUser);
    if (facts && facts !== before) putUser(facts, event.at);
  };

  /** A late word about somebody who left brings nobody back, and a stranger's reports not any number of people. */
  const isOfSomebody = (event: NetworkEvent, userId: string, before: UserFacts | undefined) => {
    if (event.type === 'userJoined' || event.type === 'streamPublished') roster.introduce(userId);
    else if (before ? !before.here : roster.hasGone(userId)) return false;
    return event.type !== 'peerReported' || roster.hear(userId, event.at) || tooManyStrangers();
  };

  const tooManyStrangers = () => {
    if (!saidStrangers)
      warn('more reports of people no source knows than can be: the rest is ignored');
    saidStrangers = true;
    return false;
  };

  const applyFlows = () => {
    for (const event of flows.splice(0)) applyFlow(event);
  };

  const applyFlow = (event: MediaSampled & { at: number }) => {
    const { connectionId, at } = event;
    for (const [userId, flow] of flowByUser(event)) {
      const facts = roster.factsOf(userId);
      if (!facts?.here) continue;
      if (flow.packets) roster.introduce(userId);
      // Their other connection is silent: it is the one they are heard on that counts.
      const heardOn = facts.flow?.connectionId ?? connectionId;
      const isOpen = Object.hasOwn(state.media, heardOn);
      if (!flow.packets && heardOn !== connectionId && isOpen) continue;
      putUser(reduceFlow(facts, { ...flow, connectionId, at, trustedMs: trustedMs(event) }), at);
    }
  };

  const apply = (event: NetworkEvent) => {
    observer.onEvent(event);
    if (readings.isUnread(event)) return;
    const before = state.connection;
    const isOwn = 'userId' in event && event.userId === ownUserId;
    const said = isOwn ? ({ ...event, userId: undefined } as NetworkEvent) : event;
    state = reduceCall(state, said, readings.now().ofCall) as NetworkState;
    applyToUsers(event);
    if (state.connection === before) return;
    const { phase } = state.connection;
    if (over.includes(phase) && phase !== before.phase) roster.clear();
    // What else is said together has to be seen in the light of it.
    judge(event.at, true);
  };

  /** Diagnosis after facts came or time passed. A burst of facts about some says nothing about the others. */
  const judge = (now: number, thorough: boolean) => {
    const { diagnosis: before } = state;
    const diagnosis = diagnose(state, roster.view(now), readings.now(), before, now);
    if (diagnosis !== before) state = { ...state, diagnosis };
    if (diagnosis.cause !== before.cause) observer.onDiagnosis(diagnosis);
    if (thorough || diagnosis !== before) lookAtUsers(now);
  };

  const lookAtUsers = (now: number) => {
    const { down } = own(now);
    const back = now - (state.connection.connectedAt ?? 0) >= releaseLeavesAfterMs;
    for (const { userId } of roster.watched()) {
      const facts = roster.factsOf(userId);
      if (!facts) continue;
      putUser(facts.heldLeave && !down && back ? releaseHeldLeave(facts) : facts, now);
    }
  };

  /** After what was said together, or time: judged once, shown once. */
  const settle = (now: number, thorough: boolean) => {
    applyFlows();
    const quality = expireQuality(state.quality, now);
    if (quality !== state.quality) state = { ...state, quality };
    for (const facts of roster.expire(now)) putUser(facts, now);
    judge(now, thorough);
    show();
    pay(now);
  };

  /** The state first, then everybody who changed: whoever is told finds all of it. */
  const show = () => {
    const usersRevision = roster.table.revision();
    if (usersRevision !== state.usersRevision) state = { ...state, usersRevision };
    if (state !== store.getState()) store.setState(state, true);
    roster.table.flush();
  };

  /** Sets the pace of polling and probing, and the one timer. */
  const pay = (now: number) => {
    if (looksWrong(state, roster.expectsMedia(), now) || roster.hasStalled())
      alertUntil = now + staysAlertMs;
    const next = now < alertUntil ? 'alert' : state.device.visible ? 'calm' : 'asleep';
    if (next !== attention) {
      attention = next;
      for (const listener of [...attentionListeners]) guard(listener, next);
    }
    lookAgainAt(attention === 'alert' ? now + lookAgainMs : nextAt(now), now);
  };

  const nextAt = (now: number) => Math.min(roster.nextAt(now), qualityExpiresAt(state.quality));

  const lookAgainAt = (at: number, now: number) => {
    if (destroyed || (cancelLook && lookAt <= at && at < Infinity)) return;
    cancelLook?.();
    lookAt = at;
    cancelLook = at < Infinity ? clock.after(Math.max(0, at - now), look) : undefined;
  };

  const look = () => {
    cancelLook = undefined;
    guard((now) => settle(now, true), clock.now());
    guard(observer.onSettled, undefined);
  };

  const work = (events: readonly NetworkEvent[]) => {
    for (const event of events) guard(apply, event);
    const last = events.at(-1);
    if (!last || destroyed) return;
    guard(
      () =>
        settle(
          last.at,
          events.some(({ type }) => type === 'mediaSampled'),
        ),
      undefined,
    );
    guard(observer.onSettled, undefined);
  };

  /** A bug in a subscriber or an own policy must not reach the app's call: it is recorded instead. */
  const guard = <Argument>(action: (argument: Argument) => void, argument: Argument) => {
    if (destroyed) return;
    try {
      action(argument);
    } catch (error) {
      warn(textOf(error));
    }
  };

  const warn = (text: string) =>
    observer.onEvent({
      type: 'warningRaised',
      code: 'netcue',
      text,
      at: clock.now(),
      source: 'netcue',
    });

  return {
    store: {
      getState: store.getState,
      getInitialState: store.getInitialState,
      // One subscriber that throws must not keep the news from the others.
      subscribe: (listener) =>
        store.subscribe((next, previous) => guard(() => listener(next, previous), undefined)),
    },
    users: roster.table,
    troubled: roster.troubled,
    troubledCount: roster.troubledCount,
    remoteCount: roster.count,
    dispatch(events) {
      if (destroyed || !events.length) return;
      queue.push(events);
      // A listener may emit while we settle: its facts wait their turn.
      if (working) return;
      working = true;
      for (let next = queue.shift(); next; next = queue.shift()) work(next);
      working = false;
    },
    expectUserDropped: (lagMs) => {
      userDroppedLagMs = Math.max(userDroppedLagMs, lagMs);
    },
    addWitnesses: readings.add,
    onAttention(callback) {
      attentionListeners.add(callback);
      callback(attention);
      return () => attentionListeners.delete(callback);
    },
    ownReport: () => readings.now().ownReport?.(state, roster.watched()),
    destroy() {
      destroyed = true;
      cancelLook?.();
      cancelLook = undefined;
      queue.length = 0;
      attentionListeners.clear();
    },
  };
}
