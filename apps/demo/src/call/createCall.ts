import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MediaState } from '../../protocol/clientMessage.ts';
import { timing } from '../../protocol/limits.ts';
import type { Person, ServerMessage } from '../../protocol/serverMessage.ts';
import { doorOf, idFromName, randomText } from './address.ts';
import type { CallFact } from './callFact.ts';
import type { CallState, RemotePerson } from './callState.ts';
import type { LocalMedia } from './localMedia.ts';
import { awayness, countPackets, noteFlow, type Participant } from './participant.ts';
import { createPeer } from './peer.ts';
import { createSignaling, type SignalingHealth } from './signaling.ts';

export interface CallOptions {
  room: string;
  name: string;
  server: URL;
  relay: boolean;
  media: LocalMedia;
}

/** One call in one room, from joining to hanging up. */
export interface Call {
  readonly room: string;
  readonly name: string;
  readonly store: StoreApi<CallState>;
  /** Tells what happens from now on; returns the unsubscribe function. */
  onFact(listener: (fact: CallFact) => void): () => void;
  connections(): { id: string; connection: RTCPeerConnection; userId: string }[];
  setMicrophone(on: boolean): void;
  setCamera(on: boolean): Promise<void>;
  /** False asks the others to stop sending video. */
  setIncomingVideo(on: boolean): void;
  /** Tries everything again at once: a fresh socket, and new ways for the media. */
  retry(): void;
  hangUp(): void;
  /** Sends a short text to everybody in the room. */
  sayToAll(text: string): void;
}

const lookEvery = 250;
const stalledAfter = 2_500;
const restartEvery = 8_000;

export function createCall({ room, name, server, relay, media }: CallOptions): Call {
  const key = randomText(24);
  const people = new Map<string, Participant>();
  const listeners = new Set<(fact: CallFact) => void>();
  let id = idFromName(name);
  let over = false;

  const store = createStore<CallState>(() => ({
    stage: 'joining',
    refusal: null,
    id,
    media: { audio: true, video: media.video() !== null, wantsVideo: true },
    localStream: new MediaStream(media.stream.getTracks()),
    mirrored: media.hasCamera(),
    people: [],
    signaling: 'connecting',
    joinedAt: null,
    otherHostPort: null,
    relay,
  }));
  const { getState, setState } = store;

  const tell = (fact: CallFact) => {
    for (const listener of listeners) listener(fact);
  };
  const draw = () => setState({ people: [...people.values()].map(drawPerson) });

  const signaling = createSignaling({
    url: () => doorOf(server, 'signal', { room, id }),
    join: () => ({ type: 'join', room, id, key, name, relay, media: getState().media }),
    onIdTaken() {
      id = idFromName(name, randomText(4));
      setState({ id });
    },
    onMessage: receive,
    onHealth: changeHealth,
    onPong: () => tell({ type: 'signalingAnswered' }),
  });
  const timer = setInterval(look, lookEvery);
  window.addEventListener('pagehide', hangUp);

  function receive(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        return welcome(message);
      case 'joined':
        return admit(message.person, false);
      case 'left':
        return forget(message.id, message.reason === 'hangup' ? 'hungUp' : 'dropped');
      case 'presence':
        return update(message.id, { presence: message.presence });
      case 'media':
        update(message.id, { media: message.media });
        sendVideoAsWanted();
        return tell({ type: 'mediaChanged', id: message.id, media: message.media });
      case 'signal':
        return people.get(message.from)?.peer.receive(message.session, message.signal);
      case 'heard':
        for (const person of people.values())
          person.unheard = message.people[person.id]?.silent ?? false;
        tell({ type: 'heard', people: message.people });
        return look();
      case 'error':
        return refuse(message);
      case 'told':
        return tell({ type: 'told', id: message.from, text: message.text });
      case 'pong':
        return;
    }
  }

  function welcome({
    people: present,
    otherHostPort,
    relay: relayed,
  }: Extract<ServerMessage, { type: 'welcome' }>): void {
    const recovered = getState().joinedAt !== null;
    setState({
      stage: 'inCall',
      joinedAt: getState().joinedAt ?? Date.now(),
      otherHostPort,
      relay: relayed,
    });
    tell({ type: 'connected', recovered });
    const ids = new Set(present.map((person) => person.id));
    for (const person of people.values())
      if (!ids.has(person.id)) person.missingSince ??= performance.now();
    for (const person of present) admit(person, true);
    if (recovered) reviveMedia();
  }

  function admit(person: Person, existing: boolean): void {
    const known = people.get(person.id);
    if (known) {
      Object.assign(known, {
        name: person.name,
        media: person.media,
        presence: person.presence,
        missingSince: null,
      });
      return look();
    }
    const participant = createParticipant(person);
    people.set(person.id, participant);
    shareVideo();
    draw();
    tell({
      type: 'personJoined',
      id: person.id,
      name: person.name,
      media: person.media,
      existing,
      returned: false,
    });
  }

  function createParticipant(person: Person): Participant {
    const { presence, name: theirName, media: theirMedia } = person;
    const theirMediaNow = () => people.get(person.id)?.media ?? theirMedia;
    const peer = createPeer({
      offers: id < person.id,
      tracks: () => ({
        stream: media.stream,
        audio: media.audio,
        video: videoFor(theirMediaNow()),
      }),
      say: (session, signal) => signaling.say({ type: 'signal', to: person.id, session, signal }),
      onStream: (stream) => update(person.id, { stream }),
      onState: (state) => changeState(person.id, state),
    });
    const now = performance.now();
    return {
      id: person.id,
      name: theirName,
      media: theirMedia,
      presence,
      peer,
      stream: null,
      state: 'new',
      packets: 0,
      flowedAt: now,
      flowsSince: now,
      restartedAt: now,
      unheard: false,
      away: 'no',
      missingSince: null,
    };
  }

  function forget(gone: string, reason: 'hungUp' | 'dropped'): void {
    const person = people.get(gone);
    if (!person) return;
    person.peer.close();
    people.delete(gone);
    shareVideo();
    draw();
    if (person.away !== 'dropped') tell({ type: 'personLeft', id: gone, reason });
  }

  function update(who: string, change: Partial<Participant>): void {
    const person = people.get(who);
    if (!person) return;
    Object.assign(person, change);
    draw();
  }

  function changeState(who: string, state: RTCPeerConnectionState): void {
    update(who, { state });
    const person = people.get(who);
    if (person && state === 'failed') restart(person);
  }

  function refuse({ code, message }: Extract<ServerMessage, { type: 'error' }>): void {
    if (code !== 'roomFull' && code !== 'tooManyRooms' && code !== 'badField') return;
    const wasIn = getState().joinedAt !== null;
    setState({ stage: 'refused', refusal: message });
    tell(wasIn ? { type: 'ended', code } : { type: 'joinRefused', code });
    close();
  }

  function changeHealth(health: SignalingHealth, lateMs: number): void {
    setState({ signaling: health });
    if (health === 'connecting') return;
    tell({ type: 'signalingChanged', health, lateMs });
    const wasIn = getState().joinedAt !== null;
    if (health === 'closed' && wasIn && !mediaFlows()) tell({ type: 'reconnecting' });
  }

  const mediaFlows = () =>
    [...people.values()].some((person) => performance.now() - person.flowedAt < stalledAfter / 2);

  function look(): void {
    const now = performance.now();
    for (const person of people.values()) {
      void countFlow(person);
      if (person.missingSince !== null && now - person.missingSince > timing.seatKeptAfterClose)
        forget(person.id, 'dropped');
      else tellAway(person, awayness(person, now));
      if (needsNewWay(person, now)) restart(person);
    }
  }

  async function countFlow(person: Participant): Promise<void> {
    const packets = await countPackets(person.peer.connection).catch(() => person.packets);
    if (packets !== person.packets) noteFlow(person, performance.now());
    person.packets = packets;
  }

  function tellAway(person: Participant, away: Participant['away']): void {
    const was = person.away;
    if (was === away) return;
    person.away = away;
    draw();
    if (away === 'silent')
      tell({ type: 'personSilent', id: person.id, forMs: performance.now() - person.flowedAt });
    else if (away === 'dropped') tell({ type: 'personLeft', id: person.id, reason: 'dropped' });
    else if (was === 'silent') tell({ type: 'personBack', id: person.id });
    else
      tell({
        type: 'personJoined',
        id: person.id,
        name: person.name,
        media: person.media,
        existing: false,
        returned: true,
      });
  }

  /** Media stands still though both can be reached: the way itself is gone, as after a change of networks. */
  const needsNewWay = (person: Participant, now: number) =>
    signaling.isAlive() &&
    person.presence === 'present' &&
    now - person.flowedAt > stalledAfter &&
    now - person.restartedAt > restartEvery;

  function restart(person: Participant): void {
    person.restartedAt = performance.now();
    person.peer.restart();
  }

  function reviveMedia(): void {
    for (const person of people.values()) if (person.state !== 'connected') restart(person);
  }

  function videoFor(theirs: MediaState): MediaStreamTrack | null {
    return theirs.wantsVideo ? media.video() : null;
  }

  function shareVideo(): void {
    for (const person of people.values()) person.peer.shareVideoAmong(people.size);
  }

  function sendVideoAsWanted(): void {
    for (const person of people.values()) person.peer.sendVideo(videoFor(person.media));
  }

  function changeMedia(change: Partial<MediaState>): void {
    const next = { ...getState().media, ...change };
    setState({
      media: next,
      localStream: new MediaStream(media.stream.getTracks()),
      mirrored: media.hasCamera(),
    });
    signaling.say({ type: 'media', media: next });
    tell({ type: 'sendingChanged', media: next });
  }

  function close(): void {
    if (over) return;
    over = true;
    clearInterval(timer);
    window.removeEventListener('pagehide', hangUp);
    signaling.close();
    for (const person of people.values()) person.peer.close();
    people.clear();
    media.close();
    draw();
  }

  function hangUp(): void {
    if (over) return;
    signaling.say({ type: 'leave' });
    setState({ stage: 'left' });
    tell({ type: 'hungUp' });
    close();
  }

  return {
    room,
    name,
    store,
    onFact(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    connections: () =>
      [...people.values()].map((person) => ({
        id: person.id,
        connection: person.peer.connection,
        userId: person.id,
      })),
    setMicrophone(on) {
      media.setAudio(on);
      changeMedia({ audio: on });
    },
    async setCamera(on) {
      await media.setVideo(on);
      if (over) return media.close();
      sendVideoAsWanted();
      changeMedia({ video: on });
    },
    setIncomingVideo: (on) => changeMedia({ wantsVideo: on }),
    retry() {
      signaling.retry();
      reviveMedia();
    },
    hangUp,
    sayToAll: (text) => signaling.say({ type: 'tell', text }),
  };
}

function drawPerson({ id, name, media, presence, stream, state }: Participant): RemotePerson {
  return { id, name, media, presence, stream, connection: state };
}
