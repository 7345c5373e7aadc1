import type { LeaveReason, Media, SourceEvent } from '../../events/networkEvent.ts';
import type { Quality } from '../../events/quality.ts';
import { connectionFact, failedFacts } from '../connectionFacts.ts';
import { type Emitter, listen, startAll, translateSafely } from '../listen.ts';
import { type Facts, type Look, lookUp, type Row, userOf } from '../lookUp.ts';
import { plainArgs } from '../plainArgs.ts';
import { takeJoinErrors } from '../joinErrors.ts';
import { amount } from '../sdkValues.ts';
import type { CallSource, NetworkSource, SourceContext } from '../source.ts';
import { synthesizeLost } from '../synthesizeLost.ts';
import { textOf } from '../../events/textOf.ts';
import { withDeadline } from '../withDeadline.ts';
import {
  disconnectReasons,
  kindMedia,
  leaveReasons,
  livekitCapabilities,
  livekitDetectionLagMs,
  phases,
  qualities,
  streamStates,
  trackMedia,
  joinErrors,
} from './livekitTables.ts';
import { type LiveKitTrackPublication, livekitTracks } from './livekitTracks.ts';

/** The part of a `TrackPublication` that this source reads. */
export interface LiveKitPublication {
  source: string;
  kind: string;
  trackSid: string;
  isMuted: boolean;
  track?: LiveKitTrackPublication['track'];
}

/** The part of a `Participant` that this source reads. */
export interface LiveKitParticipant {
  identity: string;
  name?: string;
  isLocal: boolean;
  connectionQuality: string;
  trackPublications: ReadonlyMap<string, LiveKitPublication>;
}

/** The part of a `Room` that this source uses. */
export interface LiveKitRoom extends Emitter {
  readonly state: string;
  readonly localParticipant: LiveKitParticipant;
  readonly remoteParticipants: ReadonlyMap<string, LiveKitParticipant>;
  readonly canPlaybackAudio?: boolean;
  startAudio?(): Promise<void>;
  startVideo?(): Promise<void>;
}

/**
 * Reports what a LiveKit `Room` (livekit-client 2.x) says. Attach at any time: everything but history is
 * read first.
 */
export function livekit(room: LiveKitRoom): CallSource {
  const source: NetworkSource = {
    name: 'livekit',
    capabilities: livekitCapabilities,
    detectionLagMs: livekitDetectionLagMs,
    tracksOf: (userId) => livekitTracks(room, userId),
    subscribe: (outer) => {
      const { context, stop } = synthesizeLost(
        withDeadline(outer, livekitDetectionLagMs.givesUp[1]),
      );
      const leaves = holdUnexplainedLeaves(room, context);
      const { table, resuming } = rowsFor(room, leaves, followOwn(), context);
      const { snapshot, ...rows } = lookUp(table);
      translateSafely('snapshot', snapshot!, [], context);
      return startAll(
        [() => listen(plainArgs(room, plainArg), rows, context)],
        leaves.forget,
        resuming.end,
        stop,
      );
    },
  };
  return takeJoinErrors(source, joinErrors);
}

/** Participants and publications as plain values; anything else as it is. */
function plainArg(arg: unknown): unknown {
  if (typeof arg !== 'object' || arg === null) return arg;
  if ('identity' in arg) {
    const { identity, name, isLocal } = arg as LiveKitParticipant;
    return { identity, name, isLocal };
  }
  if ('trackSid' in arg) {
    const { trackSid, source, kind, isMuted } = arg as LiveKitPublication;
    return { trackSid, source, kind, isMuted };
  }
  return arg;
}

type Leaves = ReturnType<typeof holdUnexplainedLeaves>;
type Own = ReturnType<typeof followOwn>;
type Sample = ReturnType<typeof sampler>;

function rowsFor(room: LiveKitRoom, leaves: Leaves, own: Own, context: SourceContext) {
  let wasBroken = false;
  const sample = sampler(own);
  const trackFact = trackFacts(own);
  const peopleFacts = (look: Look) =>
    [...room.remoteParticipants.values(), room.localParticipant].flatMap((one) =>
      participantFacts(look, one, sample, trackFact),
    );
  const resuming = awaitResume(context, () => {
    wasBroken = true;
  });
  const connectionRow = (look: Look, state: unknown): Facts => {
    const row = look(phases, state);
    if (!row) return undefined;
    const [phase, cause, signaling] = row;
    const isResuming = state === 'signalReconnecting';
    const news: SourceEvent[] = signaling
      ? [{ type: 'signalingChanged', channel: 'livekit', health: isResuming ? 'late' : 'alive' }]
      : [];
    if (isResuming) {
      // Heard about while the phase stays what it is.
      if (!wasBroken) resuming.begin();
      return wasBroken ? news : [connectionFact(phase, cause, { link: { signaling } }), ...news];
    }
    resuming.end();
    const recovered = phase === 'connected' && wasBroken;
    wasBroken = phase === 'reconnecting';
    const fact = connectionFact(phase, recovered ? 'rejoined' : cause, {
      ...(signaling && { link: { signaling } }),
      ...(recovered && { recovered }),
    });
    return [fact, ...news];
  };
  const table: Record<string, Row> = {
    snapshot: (look) => {
      const { state, remoteParticipants, canPlaybackAudio } = room;
      const phase = state === 'disconnected' ? 'idle' : look(phases, state)?.[0];
      if (!phase) return undefined;
      wasBroken = phase === 'reconnecting';
      if (state === 'signalReconnecting') resuming.begin();
      const users = [...remoteParticipants.values()].map(({ identity }) => userOf(identity));
      return [
        { type: 'snapshotTaken', phase, users },
        ...peopleFacts(look),
        ...(canPlaybackAudio === false ? [blockedFact(room, 'audio')] : []),
      ];
    },
    connectionStateChanged: (look, state) => {
      const isBack = wasBroken;
      // `disconnected` follows, with the reason.
      if (state === 'disconnected') return undefined;
      const fact = connectionRow(look, state);
      if (state === 'reconnecting') return [leaves.release('localReconnect'), fact ?? []].flat();
      if (state !== 'connected') return fact;
      // While it connects, the SDK tells nobody who is there and what they send.
      // From a reconnect it keeps them until it is over.
      const people = isBack ? [] : peopleFacts(look);
      return [fact ?? [], own.isBack(), leaves.missing(), people].flat();
    },
    disconnected: (look, reason) => {
      // Giving up after its last retry, the SDK names no reason.
      const hasGivenUp = wasBroken && reason === undefined;
      const cause = hasGivenUp ? 'network' : (look(disconnectReasons, reason) ?? 'unknown');
      wasBroken = false;
      resuming.end();
      leaves.forget();
      return cause === 'localLeave'
        ? connectionFact('left', cause)
        : failedFacts(cause, amount(reason) ?? 'disconnected');
    },
    // The server moved us to another room: everybody there is announced again.
    moved: () => [...leaves.release('migration'), connectionFact('connected', 'migration')],
    connectionQualityChanged: sample,
    participantNameChanged: (_look, name, { identity, isLocal }) =>
      isLocal ? undefined : joinedFact(identity, name, true),
    participantConnected: (_look, { identity, name }) => joinedFact(identity, name),
    participantDisconnected: (look, { identity }, code) => {
      const userId = userOf(identity);
      if (code === undefined) return leaves.hold(userId);
      return { type: 'userLeft', userId, reason: look(leaveReasons, code) ?? 'unknown' };
    },
    trackPublished: (look, publication, owner) => trackFact(look, publication, owner, true),
    trackUnpublished: (look, publication, owner) => trackFact(look, publication, owner, false),
    trackMuted: (look, publication, owner) => trackFact(look, publication, owner, false, 'muted'),
    trackUnmuted: (look, publication, owner) => trackFact(look, publication, owner, true),
    localTrackPublished: (look, publication, owner) => trackFact(look, publication, owner, true),
    localTrackUnpublished: (look, publication, owner) => trackFact(look, publication, owner, false),
    trackStreamStateChanged: (look, publication, state, { identity }) => {
      const health = look(streamStates, state);
      const media = mediaOf(look, publication);
      const userId = userOf(identity);
      return health && media
        ? { type: 'streamHealthChanged', userId, media, health, cause: 'bandwidth' }
        : undefined;
    },
    audioPlaybackChanged: (_look, isPlaying) =>
      isPlaying === false ? blockedFact(room, 'audio') : undefined,
    videoPlaybackChanged: (_look, isPlaying) =>
      isPlaying === false ? blockedFact(room, 'video') : undefined,
    trackSubscriptionFailed: (_look, trackSid, { identity }, reason) => ({
      ...exceptionFact('trackSubscriptionFailed', reason ?? trackSid),
      userId: userOf(identity),
    }),
    mediaDevicesError: (_look, error) => exceptionFact('mediaDevicesError', error),
    encryptionError: (_look, error) => exceptionFact('encryptionError', error),
  };
  return { table, resuming };
}

/** What can be read about a participant who is already there. */
function participantFacts(
  look: Look,
  participant: LiveKitParticipant,
  sample: Sample,
  trackFact: ReturnType<typeof trackFacts>,
): SourceEvent[] {
  const { identity, isLocal, name, connectionQuality, trackPublications } = participant;
  const published = [...trackPublications.values()].filter(({ isMuted }) => !isMuted);
  return [
    isLocal ? [] : joinedFact(identity, name, true),
    published.map((publication) => trackFact(look, publication, participant, true) ?? []).flat(),
    connectionQuality === 'unknown' ? [] : sample(look, connectionQuality, participant),
  ].flat();
}

function joinedFact(identity: unknown, name: unknown, existing?: true): SourceEvent {
  const shown = typeof name === 'string' && name ? name : undefined;
  return { type: 'userJoined', userId: userOf(identity), name: shown, existing };
}

/**
 * Before a full reconnect the SDK says, without a reason, that everybody left, and only then that it is
 * reconnecting. So an unexplained leave waits for the end of the tick; after the reconnect, whoever did
 * not come back is gone.
 */
function holdUnexplainedLeaves(
  room: LiveKitRoom,
  { clock, emit }: SourceContext,
): {
  hold(userId: string): SourceEvent[];
  release(reason: LeaveReason): SourceEvent[];
  missing(): SourceEvent[];
  forget(): void;
} {
  let held: string[] = [];
  let away: string[] = [];
  let cancel: (() => void) | undefined;
  const left = (reason: LeaveReason) => (userId: string) =>
    ({ type: 'userLeft', userId, reason }) as const;
  const take = () => {
    const users = held;
    held = [];
    cancel?.();
    cancel = undefined;
    return users;
  };
  return {
    hold(userId) {
      held.push(userId);
      cancel ??= clock.after(0, () => take().map(left('unknown')).forEach(emit));
      return [];
    },
    release(reason) {
      const users = take();
      if (reason === 'localReconnect') away.push(...users);
      return users.map(left(reason));
    },
    missing() {
      const gone = away.filter((userId) => !room.remoteParticipants.has(userId));
      away = [];
      return gone.map((userId) => ({ ...left('unknown')(userId), synthetic: true }));
    },
    forget() {
      take();
      away = [];
    },
  };
}

/**
 * Quality; `lost` is also the server's word that it no longer hears that user. Held: the server sends a level only when
 * it changes (livekit/livekit#767), and the SDK emits only changes (`Participant.setConnectionQuality`).
 */
function sampler(
  own: Own,
): (look: Look, quality: unknown, participant: LiveKitParticipant) => SourceEvent[] {
  const unheard = new Set<string>();
  return (look, quality, { identity, isLocal }) => {
    const overall = look(qualities, quality);
    if (!overall) return [];
    const sample: SourceEvent = { type: 'qualitySampled', overall, basis: 'sdk', held: true };
    if (isLocal) return [sample, ...own.says(overall)];
    const userId = userOf(identity);
    const facts: SourceEvent[] = [{ ...sample, userId }];
    if (overall === 'down') {
      unheard.add(userId);
      facts.push({ type: 'userConnectionChanged', userId, phase: 'lost' });
    } else if (overall !== 'unknown' && unheard.delete(userId)) {
      facts.push({ type: 'userConnectionChanged', userId, phase: 'connected' });
    }
    return facts;
  };
}

/** By source; a track of unknown source by its kind. */
function mediaOf(look: Look, { source, kind }: LiveKitPublication): Media | undefined {
  return source === 'unknown' ? look(kindMedia, kind) : look(trackMedia, source);
}

/** What was published or taken back, by whom. */
function trackFacts(own: Own) {
  return (
    look: Look,
    publication: LiveKitPublication,
    { identity, isLocal }: LiveKitParticipant,
    isOn: boolean,
    reason: 'muted' | 'unknown' = 'unknown',
  ): SourceEvent | undefined => {
    const media = mediaOf(look, publication);
    if (!media) return undefined;
    if (isLocal) return own.sends(media, isOn);
    const { trackSid } = publication;
    const streamId = typeof trackSid === 'string' ? trackSid : undefined;
    const stream = { userId: userOf(identity), media: [media], streamId };
    return isOn
      ? { type: 'streamPublished', ...stream }
      : { type: 'streamUnpublished', ...stream, reason };
  };
}

/**
 * What this device sends, and whether the server hears it. `lost` of ourselves comes over the signalling that it would be
 * the end of: it says that nothing of ours arrives.
 */
function followOwn() {
  const sending = new Set<Media>();
  let unheard: readonly Media[] = [];
  const heard = (): SourceEvent[] => {
    const before = unheard;
    unheard = [];
    return before.map((media) => ({ type: 'streamHealthChanged', media, health: 'flowing' }));
  };
  return {
    sends(media: Media, isOn: boolean): SourceEvent | undefined {
      // The sound of a shared screen is part of the screen.
      if (media === 'screenAudio') return undefined;
      if (isOn) sending.add(media);
      else sending.delete(media);
      return { type: 'localMediaChanged', [media]: isOn };
    },
    says(overall: Quality): SourceEvent[] {
      if (overall !== 'down') return overall === 'unknown' ? [] : heard();
      unheard = [...sending];
      return unheard.map((media) => ({ type: 'streamHealthChanged', media, health: 'stalled' }));
    },
    /** Of a connection made anew nothing has been said yet. */
    isBack: heard,
  };
}

// A resume takes less than two seconds where there is a way.
const resumesWithinMs = 4000;

/** Signalling that is being resumed is no outage, until it has taken too long: then everything may be cut off. */
function awaitResume({ clock, emit }: SourceContext, onOutage: () => void) {
  let cancel: (() => void) | undefined;
  const end = () => {
    cancel?.();
    cancel = undefined;
  };
  const tooLong = () => {
    cancel = undefined;
    onOutage();
    const link = { signaling: 'down' } as const;
    const lagMs = resumesWithinMs;
    emit({ ...connectionFact('reconnecting', 'signal', { link, lagMs }), synthetic: true });
  };
  return {
    begin() {
      cancel ??= clock.after(resumesWithinMs, tooLong);
    },
    end,
  };
}

function blockedFact(room: LiveKitRoom, media: 'audio' | 'video'): SourceEvent {
  const resume = async () => {
    await (media === 'audio' ? room.startAudio?.() : room.startVideo?.());
  };
  return { type: 'autoplayBlocked', media, resume };
}

function exceptionFact(code: string, error: unknown): SourceEvent {
  const text = error instanceof Error ? error.message : textOf(error);
  return { type: 'exceptionRaised', code, text, recovered: false };
}
