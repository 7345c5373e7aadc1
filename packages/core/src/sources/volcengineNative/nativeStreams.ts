import type { Media, SourceEvent } from '../../events/networkEvent.ts';
import { type Facts, type Look, userOf } from '../lookUp.ts';
import { rowOf } from '../sdkValues.ts';
import { streamOf } from './nativeValues.ts';
import {
  mainMedia,
  publishOutcomes,
  publishStates,
  remoteReasons,
  subscribeOutcomes,
  unpublishReasons,
} from './volcengineNativeTables.ts';

/** Whose microphone or camera is off: user id and media. */
export type Muted = Set<string>;

const screens = { audio: 'screenAudio', video: 'screen' } as const;

/** From 3.60 on a stream goes with `is_publish` false, and nobody says why. */
export function publishFacts(media: Media, muted: Muted, args: readonly unknown[]): Facts {
  const { userId, isScreen, streamId, rest } = streamOf(args);
  const [isPublished] = rest;
  if (typeof isPublished !== 'boolean') throw new Error('neither published nor removed');
  const kind = isScreen ? (rowOf(screens, media) ?? media) : media;
  const stream = { userId: userOf(userId), media: [kind], ...(streamId && { streamId }) };
  if (isPublished) return { type: 'streamPublished', ...stream };
  muted.delete(stream.userId + kind);
  return { type: 'streamUnpublished', ...stream, reason: 'unknown' };
}

export interface Stream {
  type: 'streamPublished';
  userId: string;
  media: readonly Media[];
}

export function streamFacts(
  look: Look,
  kinds: typeof mainMedia,
  user: unknown,
  type: unknown,
): Stream[] {
  const media = look(kinds, type);
  return media ? [{ type: 'streamPublished', userId: userOf(user), media }] : [];
}

export function unpublishFacts(look: Look, streams: Stream[], code: unknown, muted: Muted): Facts {
  const reason = look(unpublishReasons, code) ?? 'unknown';
  for (const { userId, media } of streams) for (const one of media) muted.delete(userId + one);
  return streams.map((stream) => ({ ...stream, type: 'streamUnpublished', reason }));
}

/** Switched off without unpublishing. On counts only after off: people preview before they publish. */
export function captureFacts(
  media: Media,
  isOn: boolean,
  muted: Muted,
  args: readonly unknown[],
): Facts {
  const userId = userOf(streamOf(args).userId);
  if (isOn)
    return muted.delete(userId + media) ? { type: 'streamPublished', userId, media: [media] } : [];
  muted.add(userId + media);
  return { type: 'streamUnpublished', userId, media: [media], reason: 'muted' };
}

export function remoteStateFacts(
  look: Look,
  main: 'audio' | 'video',
  args: readonly unknown[],
): Facts {
  const { userId: id, isScreen, rest } = streamOf(args);
  const [, reason] = rest;
  const health = look(remoteReasons, reason);
  if (!health || health === 'nothing') return [];
  const userId = userOf(id);
  const media: Media = isScreen ? screens[main] : main;
  if (health === 'muted')
    return { type: 'streamUnpublished', userId, media: [media], reason: 'muted' };
  if (health === 'unmuted') return { type: 'streamPublished', userId, media: [media] };
  return { type: 'streamHealthChanged', userId, media, health, cause: 'congestion' };
}

/** What became of our own stream: whether it is being sent, and whether the token allowed it. */
export function ownStreamFacts(
  look: Look,
  media: 'audio' | 'video',
  args: readonly unknown[],
): Facts {
  const { isScreen, rest } = streamOf(args);
  const [state, reason] = rest;
  const isSent = look(publishStates, state);
  const facts = outcomeFacts(look(publishOutcomes, reason), 'publish', reason);
  if (isSent === undefined || (isScreen && media === 'audio')) return facts;
  return [{ type: 'localMediaChanged', [isScreen ? 'screen' : media]: isSent }, ...facts];
}

export function subscribeFacts(look: Look, ...args: readonly unknown[]): Facts {
  const [, reason] = streamOf(args).rest;
  return outcomeFacts(look(subscribeOutcomes, reason), 'subscribe', reason);
}

function outcomeFacts(
  outcome: string | undefined,
  scope: 'publish' | 'subscribe',
  reason: unknown,
): SourceEvent[] {
  if (outcome === 'denied') return [{ type: 'tokenChanged', scope, state: 'invalid' }];
  if (outcome === 'warning')
    return [{ type: 'warningRaised', code: `${scope}: reason ${String(reason)}` }];
  return [];
}
