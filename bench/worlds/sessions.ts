import { checkConnectivity, noticeSilence } from './connectivity.ts';
import { type Flow, sendMedia } from './media.ts';
import type { Parts } from './parts.ts';
import { sendFeedback, sendReports } from './reports.ts';
import { createOutbound, createSession, type Session, sideOf } from './session.ts';
import { isMesh, stillScreen, type StreamPlan } from './world.ts';

export interface Sessions {
  step(): void;
  /** The connections one person's page has open. */
  of(person: string): readonly Session[];
}

const rejoinMs = 1500;
const restartMs = 1000;

/** All peer connections of the call: made at its beginning, and anew where they are dead for good. */
export function createSessions(parts: Parts, flow: Flow): Sessions {
  const { world, people, now, deeds, network } = parts;
  let count = 0;
  /** Whose connections have to be made anew, and since when that could succeed. */
  const broken = new Map<string, number | undefined>();

  function open(ends: readonly [string, string], second = false): Session {
    count += 1;
    const session = createSession(`pc-${ends.join('')}-${count}`, ends, now(), second);
    for (const side of session.sides) {
      const plans = second ? [stillScreen] : plansOf(side.end);
      side.outbound = plans.map((plan) => createOutbound(side.end, plan));
    }
    return session;
  }

  function plansOf(end: string): readonly StreamPlan[] {
    return parts.options.streams[end] ?? [];
  }

  const isDeadForGood = (session: Session) =>
    isMesh(world.shape)
      ? session.sides.some(({ end }) => changedAddress(end))
      : !deeds.isPresent('sfu', now()) ||
        changedAddress(session.sides[0].end) ||
        session.sides[0].state === 'failed';

  const changedAddress = (person: string) =>
    network.troublesOf(person).some((trouble) => trouble.newAddress);

  const couldWork = ({ sides: [one, other] }: Session) =>
    deeds.isRunning(one.end, now()) &&
    deeds.isRunning(other.end, now()) &&
    !changedAddress(one.end) &&
    !changedAddress(other.end) &&
    network.isOpen(one.end, other.end, 'udp') &&
    network.isOpen(other.end, one.end, 'udp');

  const renew = (session: Session): Session => {
    if (isDeadForGood(session)) broken.set(session.id, broken.get(session.id));
    if (!broken.has(session.id)) return session;
    if (!couldWork(session)) {
      broken.set(session.id, undefined);
      return session;
    }
    const since = broken.get(session.id) ?? now();
    broken.set(session.id, since);
    if (now() - since < (isMesh(world.shape) ? restartMs : rejoinMs)) return session;
    broken.delete(session.id);
    session.closed = true;
    return open([session.sides[0].end, session.sides[1].end], session.second);
  };

  let sessions = pairsOf(parts).map(({ ends, second }) => open(ends, second));

  return {
    of: (person) => sessions.filter((session) => sideOf(session, person)),
    step() {
      sessions = sessions.map(renew).filter(isStillOpen);
      for (const session of sessions) {
        noticeSilence(session, parts);
        // The address it was made for is gone, or the process that held its other end.
        if (broken.has(session.id)) continue;
        checkConnectivity(session, parts);
        sendMedia(session, () => sessions, parts, flow);
        sendReports(session, parts);
        sendFeedback(session, parts);
      }
    },
  };

  function isStillOpen(session: Session): boolean {
    const gone = session.sides.find(
      ({ end }) => people.includes(end) && !deeds.isPresent(end, now()),
    );
    if (!gone) return true;
    // A killed browser says nothing: the other end keeps its connection until the app closes it.
    session.closed = closesAt(gone.end) <= now();
    return !session.closed;
  }

  function closesAt(person: string): number {
    const end = world.happenings.find(
      ({ who, does }) => who === person && (does === 'leaves' || does === 'is killed'),
    );
    return end ? end.from + (end.does === 'leaves' ? 100 : 5000) : Number.POSITIVE_INFINITY;
  }
}

function pairsOf({ world, people, options }: Parts): {
  ends: readonly [string, string];
  second?: boolean;
}[] {
  if (!isMesh(world.shape)) return people.map((person) => ({ ends: [person, 'sfu'] as const }));
  const pairs = people.flatMap((one, index) =>
    people.slice(index + 1).map((other) => ({ ends: [one, other] as const })),
  );
  const [first] = pairs;
  return options.secondConnection && first ? [...pairs, { ...first, second: true }] : pairs;
}
