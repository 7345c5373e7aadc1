import type { SourceEvent } from '../../packages/core/src/events/networkEvent.ts';
import type { Hub } from './hub.ts';
import type { Parts } from './parts.ts';
import type { Socket } from './socket.ts';

/** A person's peer report, one for each set of witnesses the world is looked at with. */
export interface Mail {
  type: 'report';
  variant: string;
  from: string;
  text: string;
}
interface Word {
  type: 'word';
  witness: 'sdk' | 'server';
  fact: SourceEvent;
}
export type Message = Mail | Word;

export interface CallServer {
  step(): void;
  hear(person: string, message: unknown): void;
  /** The kernel of the person's machine, or a router in its name, closed the connection. */
  lose(person: string): void;
}

const silentMs = 4000;
const noticesMs = 60;

/** The app's signalling server: passes reports on and says who is silent or gone. */
export function createCallServer(
  { people, now, world, options }: Parts,
  sockets: ReadonlyMap<string, Socket>,
): CallServer {
  const heardAt = new Map(people.map((person) => [person, 0]));
  const silent = new Set<string>();
  const lost = new Set<string>();
  const told = new Set<object>();

  const tellOthers = (person: string, message: Message) => {
    for (const other of people) if (other !== person) sockets.get(other)?.push(message);
  };
  const say = (person: string, witness: Word['witness'], fact: SourceEvent) =>
    tellOthers(person, { type: 'word', witness, fact });
  const about = (userId: string, phase: 'reconnecting' | 'connected') => {
    if (options.serverWord) say(userId, 'server', { type: 'userConnectionChanged', userId, phase });
  };
  const lose = (userId: string) => {
    if (lost.has(userId)) return;
    lost.add(userId);
    say(userId, 'sdk', { type: 'userLeft', userId, reason: 'dropped' });
  };

  const followSilence = () => {
    for (const [person, at] of heardAt) {
      if (now() - at <= silentMs || silent.has(person) || lost.has(person)) continue;
      silent.add(person);
      about(person, 'reconnecting');
    }
  };
  const followGoodbyes = () => {
    for (const happening of world.happenings) {
      const { who: userId, does, from } = happening;
      if (told.has(happening) || now() < from + noticesMs) continue;
      told.add(happening);
      if (does === 'is killed' && people.includes(userId)) lose(userId);
      if (does !== 'leaves') continue;
      lost.add(userId);
      say(userId, 'sdk', { type: 'userLeft', userId, reason: 'quit' });
    }
  };

  return {
    lose,
    hear(person, message) {
      heardAt.set(person, now());
      if (silent.delete(person)) about(person, 'connected');
      if (lost.delete(person)) {
        const media = (options.streams[person] ?? []).map((plan) => plan.media);
        say(person, 'sdk', { type: 'userJoined', userId: person, rejoin: true });
        say(person, 'sdk', { type: 'streamPublished', userId: person, media });
      }
      if ((message as Message).type === 'report') tellOthers(person, message as Mail);
    },
    step() {
      followSilence();
      followGoodbyes();
    },
  };
}

export function passOn(hub: Hub, message: unknown, mail: (mail: Mail) => void): void {
  const given = message as Message;
  if (given.type === 'report') mail(given);
  if (given.type === 'word') hub.say(given.witness, given.fact);
}
