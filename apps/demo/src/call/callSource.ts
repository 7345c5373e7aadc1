import type { Media, NetworkSource, Quality, SourceContext, SourceEvent } from '@netcue/core';
import type { MediaState } from '../../protocol/clientMessage.ts';
import { timing } from '../../protocol/limits.ts';
import type { HeardPerson } from '../../protocol/serverMessage.ts';
import type { CallFact } from './callFact.ts';
import type { Call } from './createCall.ts';

type Facts = { [Type in CallFact['type']]: Extract<CallFact, { type: Type }> };
type Translations = { [Type in CallFact['type']]: (fact: Facts[Type]) => SourceEvent[] };

/** Tells Netcue what the demo's own call knows: who came and went, and how its signalling is. */
export function callSource(call: Call): NetworkSource {
  return {
    name: 'call',
    capabilities: { leaveReason: true, userConnection: true, snapshot: 'full' },
    detectionLagMs: { userDropped: timing.seatKeptAfterClose },
    subscribe: (context) => subscribe(call, context),
  };
}

function subscribe(call: Call, { emit, onAttention }: SourceContext): () => void {
  const sent = new Map<string, MediaState>();
  let isAlert = false;
  const stopAttention = onAttention?.((attention) => (isAlert = attention === 'alert'));
  const translations = createTranslations(call, sent, () => isAlert);
  const translate = (fact: CallFact) => {
    const events = (translations[fact.type] as (fact: CallFact) => SourceEvent[])(fact);
    for (const event of events) emit(event);
  };
  for (const fact of presentFacts(call)) translate(fact);
  const stop = call.onFact(translate);
  return () => {
    stop();
    stopAttention?.();
  };
}

/** What happened before anybody listened, said again for a source that is attached late. */
function presentFacts({ store }: Call): CallFact[] {
  const { joinedAt, media, people } = store.getState();
  return [
    joinedAt === null ? { type: 'connecting' } : { type: 'connected', recovered: false },
    { type: 'sendingChanged', media },
    ...people.map(
      ({ id, name, media: theirs }) =>
        ({
          type: 'personJoined',
          id,
          name,
          media: theirs,
          existing: true,
          returned: false,
        }) as const,
    ),
  ];
}

/** One line of translation for each thing that can happen; `published` remembers what each person was sending. */
function createTranslations(
  call: Call,
  published: Map<string, MediaState>,
  isAlert: () => boolean,
): Translations {
  const lasting = createLastingLoss();
  return {
    connecting: () => [
      { type: 'connectionChanged', phase: 'connecting', cause: 'join', willRetry: true },
    ],
    connected: ({ recovered }) => [
      {
        type: 'connectionChanged',
        phase: 'connected',
        cause: recovered ? 'rejoined' : 'joined',
        willRetry: false,
        recovered,
      },
    ],
    reconnecting: () => [
      { type: 'connectionChanged', phase: 'reconnecting', cause: 'signal', willRetry: true },
    ],
    joinRefused: ({ code }) => [
      { type: 'connectionChanged', phase: 'failed', cause: 'joinFailed', willRetry: false, code },
    ],
    ended: ({ code }) => [{ type: 'callEnded', cause: 'capacity', code, rejoinAllowed: true }],
    hungUp: () => [
      { type: 'connectionChanged', phase: 'left', cause: 'localLeave', willRetry: false },
    ],
    personJoined({ id, name, media, existing, returned }) {
      published.set(id, media);
      return [
        { type: 'userJoined', userId: id, name, existing, rejoin: returned },
        { type: 'streamPublished', userId: id, media: sendsOf(media) },
      ];
    },
    personLeft({ id, reason }) {
      published.delete(id);
      return [{ type: 'userLeft', userId: id, reason: reason === 'hungUp' ? 'quit' : 'dropped' }];
    },
    personSilent: ({ id, forMs }) => [
      { type: 'userConnectionChanged', userId: id, phase: 'reconnecting', lagMs: forMs },
    ],
    personBack: ({ id }) => [{ type: 'userConnectionChanged', userId: id, phase: 'connected' }],
    mediaChanged({ id, media }) {
      const before = sendsOf(published.get(id) ?? nothing);
      const after = sendsOf(media);
      published.set(id, media);
      return [
        ...when(without(after, before), (added) => ({
          type: 'streamPublished',
          userId: id,
          media: added,
        })),
        ...when(without(before, after), (gone) => ({
          type: 'streamUnpublished',
          userId: id,
          media: gone,
          reason: 'muted',
        })),
      ];
    },
    sendingChanged: ({ media: { audio, video } }) => [{ type: 'localMediaChanged', audio, video }],
    signalingChanged: ({ health, lateMs }) => [{ type: 'signalingChanged', health, lateMs }],
    // Once a second: worth saying only while somebody wonders what still works.
    signalingAnswered: () => (isAlert() ? [{ type: 'signalingChanged', health: 'alive' }] : []),
    heard: ({ people }) =>
      Object.entries(people).flatMap(([userId, heard]) =>
        userId === call.store.getState().id
          ? hearSelf({ ...heard, loss: lasting(heard) }, call)
          : hearOther(userId, heard, call),
      ),
    told: () => [],
  };
}

/** One gap is a blip; loss that two looks in a row agree on is the network's. */
function createLastingLoss(): (heard: HeardPerson) => number {
  let before = 0;
  return ({ packets, loss }) => {
    const lasting = Math.min(before, loss);
    if (packets > 0) before = loss;
    return lasting;
  };
}

/** The relay stands where a media server would: what it receives of us is how we are heard. */
function hearSelf({ packets, loss, silent }: HeardPerson, { store }: Call): SourceEvent[] {
  // Without a connected other end nothing is sent, so nothing can be missed.
  const isSending = store.getState().people.some(({ connection }) => connection === 'connected');
  if (packets > 0 && !silent)
    return [{ type: 'streamHealthChanged', media: 'audio', health: 'flowing', lost: loss }];
  return silent && isSending
    ? [{ type: 'streamHealthChanged', media: 'audio', health: 'stalled' }]
    : [];
}

function hearOther(userId: string, { packets, loss }: HeardPerson, { store }: Call): SourceEvent[] {
  const isHere = store.getState().people.some(({ id }) => id === userId);
  if (!isHere || packets < enoughToJudge) return [];
  return [{ type: 'qualitySampled', userId, uplink: levelOf(loss), basis: 'sdk' }];
}

const enoughToJudge = 20;
const lossLevels: readonly [from: number, level: Quality][] = [
  [0.4, 'vbad'],
  [0.08, 'bad'],
  [0.05, 'poor'],
  [0.02, 'good'],
  [0, 'excellent'],
];
const levelOf = (loss: number): Quality =>
  lossLevels.find(([from]) => loss >= from)?.[1] ?? 'unknown';

const nothing: MediaState = { audio: false, video: false, wantsVideo: true };

/** Muted, a person still sends silence; but nothing is missing while it does not arrive. */
const sendsOf = ({ audio, video }: MediaState): Media[] => [
  ...(audio ? (['audio'] as const) : []),
  ...(video ? (['video'] as const) : []),
];

const without = (media: readonly Media[], these: readonly Media[]) =>
  media.filter((one) => !these.includes(one));

const when = <Item>(
  list: readonly Item[],
  make: (list: readonly Item[]) => SourceEvent,
): SourceEvent[] => (list.length > 0 ? [make(list)] : []);
