import { diagnoseRemote, type OwnSide, plainlyPresent } from '../diagnosis/diagnoseRemote.ts';
import type { RemotesView } from '../diagnosis/remotesView.ts';
import { expireQuality, qualityExpiresAt } from '../state/expireQuality.ts';
import { isSame } from '../state/isSame.ts';
import { staleMs } from '../state/levelAt.ts';
import type { UserFacts } from '../state/networkState.ts';
import { createTally } from './createTally.ts';
import { createUserDirectory, type UserTable } from './createUserDirectory.ts';
import { isOnlyFresher } from './isOnlyFresher.ts';
import type { RemoteUser } from './networkStatus.ts';
import { userShare } from './userShare.ts';
import { noStanding, type UserStanding, userStanding } from './userStanding.ts';

/** Everybody in the call: facts, judgements and counts, kept as single users change. Nothing here scans them all for one fact. */
export interface Roster {
  table: UserTable;
  factsOf(userId: string): UserFacts | undefined;
  /** Judges a user anew; tells whether their presence or cause changed. */
  put(facts: UserFacts, own: OwnSide, now: number): RemoteUser | undefined;
  /** They went, and were forgotten not long ago. */
  hasGone(userId: string): boolean;
  /** A report came of somebody whom no source has introduced. False when there are too many of them. */
  hear(userId: string, now: number): boolean;
  /** A source knows them. */
  introduce(userId: string): void;
  clear(): void;
  /** The ids of those whom time or our own side may change. */
  watched(): readonly string[];
  /** Those of whom there may be something to tell, and those of whom there lately was. */
  troubled(): readonly RemoteUser[];
  troubledCount(): number;
  /** How many are here. */
  count(): number;
  /** Forgets who left long ago. Gives the facts of those of whom nothing was measured lately: it is no longer known. */
  expire(now: number): readonly UserFacts[];
  /** Somebody's media should come, and stopped. */
  hasStalled(): boolean;
  /** Somebody should be heard now, as far as we were told who is here and what they send. */
  expectsMedia(): boolean;
  view(now: number): RemotesView;
  /** When time alone may change somebody. */
  nextAt(now: number): number;
}

const forgetAfterMs = 60_000;
const watchMs = 1000;
const mostForgotten = 1000;
const mostOnlyHeardOf = 200;
const countKeys = ['here', 'publishes', 'awaited', 'waiting', 'stalled'] as const;

/** One user, as known and as counted. */
interface Entry {
  /** The newest; and the user as shown, who may be older where nobody who draws them has to know. */
  facts: UserFacts;
  user: RemoteUser;
  standing: UserStanding;
  /** As whom they were judged last: nothing else has to be judged again. */
  judgedBy: OwnSide;
}

export function createRoster(call: (listener: () => void) => void): Roster {
  const table = createUserDirectory(call);
  const entries = new Map<string, Entry>();
  const watched = new Set<string>();
  const troubled = new Set<string>();
  // The first to go first: of whom there lately was something to tell, who left, and whose level was sampled last.
  const lately = new Map<string, number>();
  const gone = new Map<string, number>();
  const sampled = new Map<string, number>();
  // Known by their reports alone; and those to whom a late word does not bring anybody back.
  const onlyHeardOf = new Map<string, number>();
  const forgotten = new Map<string, number>();
  const tally = createTally();
  const counts = { here: 0, publishes: 0, awaited: 0, waiting: 0, stalled: 0 };
  let saw = { users: false, publishing: false };
  let awaitedSince: number | undefined;

  const count = (userId: string, before: UserStanding, after: UserStanding, now: number) => {
    for (const key of countKeys) counts[key] += Number(after[key]) - Number(before[key]);
    saw = { users: saw.users || after.here, publishing: saw.publishing || after.publishes };
    // Since when somebody is to be heard: silence before that is nobody's.
    awaitedSince = counts.awaited > 0 ? (awaitedSince ?? now) : undefined;
    member(watched, userId, after.watched);
    member(troubled, userId, after.troubled);
    if (before.troubled && !after.troubled && after !== noStanding) requeue(lately, userId, now);
    if (after.leftAt === undefined) gone.delete(userId);
    else if (before.leftAt === undefined) gone.set(userId, after.leftAt);
  };

  const noteSampled = ({ userId, quality }: UserFacts, now: number) => {
    if (qualityExpiresAt(quality) < Infinity) requeue(sampled, userId, now);
    else sampled.delete(userId);
  };

  const forget = (userId: string, now: number) => {
    count(userId, entries.get(userId)?.standing ?? noStanding, noStanding, now);
    for (const one of [lately, gone, sampled, onlyHeardOf, entries]) one.delete(userId);
    requeue(forgotten, userId, now);
    for (const first of forgotten.keys())
      if (forgotten.size > mostForgotten) forgotten.delete(first);
    tally.set(userId);
    table.delete(userId);
  };

  const share = ({ facts, user }: Entry, now: number) => userShare(facts, user.diagnosis, now);

  const countShare = (entry: Entry, now: number) =>
    tally.set(entry.facts.userId, entry.standing.counted ? share(entry, now) : undefined);

  /** Those who draw them get to know. */
  const show = (user: RemoteUser, before: UserStanding, now: number): UserStanding => {
    const after = userStanding(user);
    table.set(user);
    if (isSame(before, after, 1)) return before;
    count(user.userId, before, after, now);
    return after;
  };

  const put: Roster['put'] = (facts, own, now) => {
    const { userId, quality } = facts;
    const entry = entries.get(userId);
    const isKnown = entry?.facts === facts;
    if (isKnown && entry.judgedBy === own) return undefined;
    if (entry) entry.judgedBy = own;
    const before = entry?.user;
    const judgement = diagnoseRemote(facts, own, before ?? { ...plainlyPresent, since: now }, now);
    const { presence, since, expectedEndAt, saidBy, diagnosis } = judgement;
    const isJudgedSame = before?.presence === presence && before.diagnosis === diagnosis;
    if (isKnown && isJudgedSame) return undefined;
    if (quality !== entry?.facts.quality) noteSampled(facts, now);
    if (entry && isJudgedSame && isOnlyFresher(entry.facts, facts)) {
      entry.facts = facts;
      countShare(entry, now);
      return undefined;
    }
    const user: RemoteUser = { ...facts, presence, since, expectedEndAt, saidBy, diagnosis };
    const standing = show(user, entry?.standing ?? noStanding, now);
    const next = { facts, user, standing, judgedBy: own };
    entries.set(userId, next);
    countShare(next, now);
    const isTold = before?.presence !== presence || before.diagnosis.cause !== diagnosis.cause;
    return isTold ? user : undefined;
  };

  const expire = (now: number) => {
    for (const userId of oldest(gone, now - forgetAfterMs)) forget(userId, now);
    for (const userId of oldest(onlyHeardOf, now - forgetAfterMs)) forget(userId, now);
    for (const userId of oldest(lately, now - forgetAfterMs)) lately.delete(userId);
    return oldest(sampled, now - staleMs).flatMap((userId) => {
      sampled.delete(userId);
      const known = entries.get(userId)?.facts;
      return known ? { ...known, quality: expireQuality(known.quality, now) } : [];
    });
  };

  const expectsMedia = () =>
    counts.awaited > 0 || (saw.publishing ? false : counts.here > 0 || !saw.users);

  return {
    table,
    factsOf: (userId) => entries.get(userId)?.facts,
    put,
    hasGone: (userId) => forgotten.has(userId),
    hear(userId, now) {
      if (entries.has(userId) && !onlyHeardOf.has(userId)) return true;
      if (!onlyHeardOf.has(userId) && onlyHeardOf.size >= mostOnlyHeardOf) return false;
      requeue(onlyHeardOf, userId, now);
      return true;
    },
    introduce(userId) {
      onlyHeardOf.delete(userId);
      forgotten.delete(userId);
    },
    clear() {
      table.clear();
      for (const one of [entries, watched, troubled, lately, gone, sampled]) one.clear();
      for (const one of [onlyHeardOf, forgotten, tally]) one.clear();
      for (const key of countKeys) counts[key] = 0;
      awaitedSince = undefined;
      saw = { users: false, publishing: false };
    },
    watched: () => [...watched],
    troubled: () =>
      [...new Set([...troubled, ...lately.keys(), ...gone.keys()])].flatMap(
        (userId) => table.get(userId) ?? [],
      ),
    troubledCount: () => troubled.size + lately.size + gone.size,
    count: () => counts.here,
    expire,
    hasStalled: () => counts.stalled > 0,
    expectsMedia,
    view(now) {
      const {
        until: _until,
        measured,
        reports,
        ...sums
      } = tally.read(now, (id) => share(entries.get(id)!, now));
      return {
        ...sums,
        lastHeardOf: sums.lastHeardOf ?? 0,
        measured: measured > 0,
        reports: reports > 0,
        ...(awaitedSince !== undefined && { awaitedSince }),
        expectsMedia: expectsMedia(),
        count: counts.here,
        alone: saw.users && counts.here === 0,
      };
    },
    nextAt(now) {
      const [left] = gone.values();
      const [last] = sampled.values();
      const [heardOf] = onlyHeardOf.values();
      return Math.min(
        counts.waiting ? now + watchMs : Infinity,
        left === undefined ? Infinity : left + forgetAfterMs,
        last === undefined ? Infinity : last + staleMs,
        heardOf === undefined ? Infinity : heardOf + forgetAfterMs,
      );
    },
  };
}

function member(set: Set<string>, userId: string, isIn: boolean): void {
  if (isIn) set.add(userId);
  else set.delete(userId);
}

function requeue(queue: Map<string, number>, userId: string, at: number): void {
  queue.delete(userId);
  queue.set(userId, at);
}

/** Those noted up to then. They stand in the order of their times. */
function oldest(queue: ReadonlyMap<string, number>, upTo: number): string[] {
  const found: string[] = [];
  for (const [userId, at] of queue) {
    if (at > upTo) break;
    found.push(userId);
  }
  return found;
}
