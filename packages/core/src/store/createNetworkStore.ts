import { createStore } from 'zustand/vanilla';
import type { Clock } from '../clock/clock.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { OwnSide } from '../diagnosis/diagnoseRemote.ts';
import type { CallDiagnosis } from '../diagnosis/diagnosis.ts';
import { looksWrong } from '../diagnosis/looksWrong.ts';
import type { OwnReport } from '../diagnosis/ownReport.ts';
import type { Witness } from '../diagnosis/witness.ts';
import type { NetworkEvent } from '../events/networkEvent.ts';
import { isOver } from '../events/phase.ts';
import type { Attention } from '../sources/source.ts';
import { expireQuality, qualityExpiresAt } from '../state/expireQuality.ts';
import { initialCall } from '../state/initialCall.ts';
import { reduceCall } from '../state/reduceCall.ts';
import { createAttention } from './createAttention.ts';
import { createReadings } from './createReadings.ts';
import { createRoster } from './createRoster.ts';
import { createUserReducer } from './createUserReducer.ts';
import type { NetworkState, ReadonlyStore, RemoteUser, UserDirectory } from './networkStatus.ts';
import { ownSide } from './ownSide.ts';
import { ownWarning } from './ownWarning.ts';

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
  const roster = createRoster((listener) => guard(listener));
  const queue: (readonly NetworkEvent[])[] = [];
  const readings = createReadings((fault) => warn(fault));
  const attention = createAttention((listener) => guard(listener));
  let state = initialState;
  let userDroppedLagMs = 0;
  let working = false;
  let destroyed = false;
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

  const users = createUserReducer({
    roster,
    readState: () => state,
    readReading: readings.now,
    own,
    onPresence: observer.onPresence,
    warn: (fault) => warn(fault),
    ownUserId,
  });

  const apply = (event: NetworkEvent) => {
    observer.onEvent(event);
    if (readings.isUnread(event)) return;
    const before = state.connection;
    const isOwn = 'userId' in event && event.userId === ownUserId;
    const said = isOwn ? ({ ...event, userId: undefined } as NetworkEvent) : event;
    state = reduceCall(state, said, readings.now().ofCall) as NetworkState;
    users.apply(event);
    if (state.connection === before) return;
    const { phase } = state.connection;
    if (isOver(phase) && phase !== before.phase) roster.clear();
    // What else is said together has to be seen in the light of it.
    judge(event.at, true);
  };

  /** Diagnosis after facts came or time passed. A burst of facts about some says nothing about the others. */
  const judge = (now: number, thorough: boolean) => {
    const { diagnosis: before } = state;
    const diagnosis = diagnose(state, roster.view(now), readings.now(), before, now);
    if (diagnosis !== before) state = { ...state, diagnosis };
    if (diagnosis.cause !== before.cause) observer.onDiagnosis(diagnosis);
    if (thorough || diagnosis !== before) users.lookAgain(now);
  };

  /** After what was said together, or time: judged once, shown once. */
  const settle = (now: number, thorough: boolean) => {
    users.applyFlows();
    const quality = expireQuality(state.quality, now, isInCall());
    if (quality !== state.quality) state = { ...state, quality };
    users.putAll(roster.expire(now), now);
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
    const isWrong = looksWrong(state, roster.view(now), now) || roster.hasStalled();
    const next = attention.pay(isWrong, state.device.visible, now);
    lookAgainAt(next === 'alert' ? now + lookAgainMs : nextAt(now), now);
  };

  const nextAt = (now: number) =>
    Math.min(roster.nextAt(now), qualityExpiresAt(state.quality, isInCall()));

  const isInCall = () => state.connection.phase === 'connected';

  const lookAgainAt = (at: number, now: number) => {
    if (destroyed || (cancelLook && lookAt <= at && at < Infinity)) return;
    cancelLook?.();
    lookAt = at;
    cancelLook = at < Infinity ? clock.after(Math.max(0, at - now), look) : undefined;
  };

  const look = () => {
    cancelLook = undefined;
    const now = clock.now();
    guard(() => settle(now, true));
    guard(observer.onSettled);
  };

  const work = (events: readonly NetworkEvent[]) => {
    for (const event of events) guard(() => apply(event));
    const last = events.at(-1);
    if (!last || destroyed) return;
    const isLook = events.some(({ type }) => type === 'mediaSampled');
    guard(() => settle(last.at, isLook));
    guard(observer.onSettled);
  };

  /** A bug in a subscriber or an own policy must not reach the app's call: it is recorded instead. */
  const guard = (action: () => void) => {
    if (destroyed) return;
    try {
      action();
    } catch (error) {
      warn(error);
    }
  };

  const warn = (fault: unknown) => observer.onEvent(ownWarning(fault, clock.now()));

  return {
    store: {
      getState: store.getState,
      getInitialState: store.getInitialState,
      // One subscriber that throws must not keep the news from the others.
      subscribe: (listener) =>
        store.subscribe((next, previous) => guard(() => listener(next, previous))),
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
    onAttention: attention.subscribe,
    ownReport: () =>
      readings.now().ownReport?.(
        state,
        roster.watched().flatMap((userId) => roster.table.get(userId) ?? []),
      ),
    destroy() {
      destroyed = true;
      cancelLook?.();
      cancelLook = undefined;
      queue.length = 0;
      attention.clear();
    },
  };
}
