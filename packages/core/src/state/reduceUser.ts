import type { Media, NetworkEvent } from '../events/networkEvent.ts';
import { initialQuality } from './initialCall.ts';
import { isSameIn } from './isSame.ts';
import type { UserFacts } from './networkState.ts';
import { reduceQuality } from './reduceQuality.ts';

/** What is true of the call when something is said about a user. */
export interface UserContext {
  /** Our own side is down: leaves that arrive now are held back. */
  localDown: boolean;
}

/** What each kind of fact changes of a user. */
export type UserReducers = {
  readonly [Type in NetworkEvent['type']]?: (
    user: UserFacts,
    event: Extract<NetworkEvent, { type: Type }>,
    context: UserContext,
  ) => Partial<UserFacts> | undefined;
};

// Their own doing, or ours: silence that means nothing.
const quietReasons = ['muted', 'unpublish', 'republish'];
const timeoutReasons = ['dropped', 'tokenExpired', 'failover'];

/** Of facts that any source may say; the others come with their witness. */
export const userReducers: UserReducers = {
  userJoined: (user, { name, at, existing }) => ({
    name: name ?? user.name,
    heldLeave: undefined,
    said: undefined,
    ...(user.report?.leaving && { report: undefined }),
    ...(!user.here && arrive(user, at, existing)),
  }),
  userLeft: (user, { reason, at, tag }, { localDown }) => {
    if (reason === 'localReconnect' || !user.here) return undefined;
    if (localDown) return { heldLeave: { reason, at, tag } };
    return leave(reason, at, tag);
  },
  userConnectionChanged: (user, { phase, at, lagMs = 0, source }) => ({
    said: {
      phase,
      since: user.said?.phase === phase ? user.said.since : at - lagMs,
      by: source,
    },
  }),
  streamPublished: (user, { media, at }) => ({
    published: [...new Set([...user.published, ...media])],
    publishedAt: user.published.length ? user.publishedAt : at,
    quiet: false,
    // While they sent nothing, silence was no sign of anything.
    ...((user.quiet || !user.published.length) && unsilenced(user, at)),
    // Who publishes is here, and through to the server.
    said: undefined,
    ...(!user.here && arrive(user, at)),
  }),
  streamUnpublished: (user, { media, reason, at, source }) => {
    const published = user.published.filter((one: Media) => !media.includes(one));
    // The server stopped hearing them: the first sign of a drop.
    const cut = reason === 'peerDisconnected' || reason === 'keepaliveFailed';
    return {
      published,
      quiet: user.quiet || (quietReasons.includes(reason) && published.length === 0),
      ...(cut && { said: { phase: 'reconnecting', since: at, by: source } }),
    };
  },
  streamHealthChanged: (user, { health, media, at }) => ({
    streamHealth: { health, media, since: at },
    ...(resumes(user, media, health) && unsilenced(user, at)),
  }),
  qualitySampled: (user, event) => ({ quality: reduceQuality(user.quality, event, event.at) }),
  statsSampled: (_user, { userId: _id, type: _type, raw: _raw, source: _source, ...stats }) => ({
    stats,
  }),
  fallbackChanged: (_user, { direction }) => ({ fallback: direction === 'fallback' }),
};

/** The user after one event about them; `undefined` for a user nobody has introduced. */
export function reduceUser(
  user: UserFacts | undefined,
  event: NetworkEvent & { userId?: string },
  context: UserContext,
  reducers: UserReducers = userReducers,
): UserFacts | undefined {
  const { userId } = event;
  const handler = reducers[event.type] as
    | ((
        user: UserFacts,
        event: NetworkEvent,
        context: UserContext,
      ) => Partial<UserFacts> | undefined)
    | undefined;
  if (userId === undefined || !handler || !Object.hasOwn(reducers, event.type)) return user;
  // A goodbye introduces nobody.
  if (!user && (event.type === 'userLeft' || (event.type === 'peerReported' && event.leaving)))
    return undefined;
  const before = user ?? newUser(userId, event.at);
  const change = handler(before, event, context);
  if (!change) return user;
  return user && isSameIn(user, change) ? user : { ...before, ...change };
}

/** Our side is back: a leave held meanwhile now counts, as of when it was said. */
export function releaseHeldLeave(user: UserFacts): UserFacts {
  const { heldLeave } = user;
  if (!heldLeave) return user;
  return { ...user, ...leave(heldLeave.reason, heldLeave.at, heldLeave.tag) };
}

/** True for a leave that the network caused, as far as the SDK can tell. */
export function isTimeout(user: UserFacts): boolean {
  return user.leaveReason !== undefined && timeoutReasons.includes(user.leaveReason);
}

/** Their stream was held back by the server, and is no longer. */
function resumes({ streamHealth }: UserFacts, media: Media, health: string): boolean {
  return streamHealth?.health === 'paused' && streamHealth.media === media && health !== 'paused';
}

/** The silence counted so far is forgotten: it begins anew, now. */
function unsilenced({ flow }: UserFacts, at: number): Partial<UserFacts> {
  return flow ? { flow: { ...flow, silentMs: 0, lastPacketAt: at } } : {};
}

function leave(
  reason: NonNullable<UserFacts['leaveReason']>,
  at: number,
  leaveTag?: string,
): Partial<UserFacts> {
  return {
    here: false,
    leftAt: at,
    leaveReason: reason,
    leaveTag,
    heldLeave: undefined,
    published: [],
    quiet: false,
    flow: undefined,
    said: undefined,
    quality: initialQuality,
    streamHealth: undefined,
    fallback: false,
    report: undefined,
    stats: undefined,
    returnedAt: undefined,
  };
}

function arrive({ leftAt }: UserFacts, at: number, existing = false): Partial<UserFacts> {
  return { here: true, joinedAt: at, ...(leftAt !== undefined && !existing && { returnedAt: at }) };
}

function newUser(userId: string, at: number): UserFacts {
  return {
    userId,
    joinedAt: at,
    here: true,
    published: [],
    quiet: false,
    quality: initialQuality,
    fallback: false,
  };
}
