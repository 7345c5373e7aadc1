import type { OwnSide } from '../diagnosis/diagnoseRemote.ts';
import type { Reading } from '../diagnosis/reading.ts';
import type { MediaSampled, NetworkEvent } from '../events/networkEvent.ts';
import type { UserFacts } from '../state/networkState.ts';
import { reduceUser, releaseHeldLeave } from '../state/reduceUser.ts';
import type { Roster } from './createRoster.ts';
import type { NetworkState, RemoteUser } from './networkStatus.ts';

/** What is said and seen of the remotes, filed in the roster and judged. */
export interface UserReducer {
  /** One fact. What was seen of media waits for `applyFlows`. */
  apply(event: NetworkEvent): void;
  /** What was seen of all connections at one look is judged together. */
  applyFlows(): void;
  /** Judges those anew whom time or our own side may have changed. */
  lookAgain(now: number): void;
  /** Takes what time made of what was known of them. */
  putAll(users: readonly UserFacts[], now: number): void;
}

export interface UserReducerOptions {
  roster: Roster;
  readState(): NetworkState;
  /** How facts about users are read: the core's own way, and what witnesses brought. */
  readReading(): Pick<Reading, 'ofUser' | 'readFlows'>;
  /** Our side as it is now. */
  own(now: number): OwnSide;
  onPresence(user: RemoteUser): void;
  warn(fault: string): void;
  ownUserId?: string | undefined;
}

type UserEvent = NetworkEvent & { userId?: string };

// The SDK announces everybody again after a reconnect: only who is missing by then has left.
const releaseLeavesAfterMs = 2000;

export function createUserReducer(options: UserReducerOptions): UserReducer {
  const { roster, readState, readReading, own, onPresence, warn, ownUserId } = options;
  const flows: (MediaSampled & { at: number })[] = [];
  let saidStrangers = false;

  const put = (facts: UserFacts, now: number) => {
    const told = roster.put(facts, own(now), now);
    if (told) onPresence(told);
  };

  const applyToOne = (event: UserEvent) => {
    const { userId } = event;
    if (userId === undefined || userId === ownUserId) return;
    const before = roster.factsOf(userId);
    if (!isOfSomebody(event, userId, before)) return;
    const context = { localDown: own(event.at).unheardOf };
    const facts = reduceUser(before, event, context, readReading().ofUser);
    if (facts && facts !== before) put(facts, event.at);
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

  const applyFlow = (event: MediaSampled & { at: number }) => {
    const { connectionId, at } = event;
    for (const { userId, packets, reduce } of readReading().readFlows?.(event) ?? []) {
      const facts = roster.factsOf(userId);
      if (!facts?.here) continue;
      if (packets) roster.introduce(userId);
      // Their other connection is silent: it is the one they are heard on that counts.
      const heardOn = facts.flow?.connectionId ?? connectionId;
      const isOpen = Object.hasOwn(readState().media, heardOn);
      if (!packets && heardOn !== connectionId && isOpen) continue;
      put(reduce(facts), at);
    }
  };

  const applyFlows = () => {
    for (const event of flows.splice(0)) applyFlow(event);
  };

  return {
    apply(event) {
      if (event.type === 'mediaSampled') return void flows.push(event);
      applyFlows();
      if (event.type !== 'snapshotTaken') return applyToOne(event);
      const { at, source } = event;
      for (const userId of event.users)
        applyToOne({ type: 'userJoined', userId, existing: true, at, source });
    },
    applyFlows,
    lookAgain(now) {
      const { down } = own(now);
      const back = now - (readState().connection.connectedAt ?? 0) >= releaseLeavesAfterMs;
      for (const userId of roster.watched()) {
        const facts = roster.factsOf(userId);
        if (facts) put(facts.heldLeave && !down && back ? releaseHeldLeave(facts) : facts, now);
      }
    },
    putAll(users, now) {
      for (const facts of users) put(facts, now);
    },
  };
}
